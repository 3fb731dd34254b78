"use client";

import { useTranslations } from "next-intl";
import { PasswordAndCodeInput } from "@/server/domain/access/inputs";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { PasswordInput } from "./password-input";

type Props<Result> = {
  submitLabel: string;
  isDanger?: boolean;
  onSubmit: (value: PasswordAndCodeInput) => Promise<Result>;
  onDone: (result: Result) => void;
  onCancel: () => void;
};

/** What weakens the account asks for both secrets again. */
export function PasswordAndCodeForm<Result>(props: Props<Result>) {
  const t = useTranslations("access");
  const form = useZodForm({
    schema: PasswordAndCodeInput,
    initial: { password: "", code: "" },
    onSubmit: props.onSubmit,
    onDone: props.onDone,
  });
  return (
    <form {...form.props} className="grid gap-4">
      <Field label={t("fields.currentPassword")} error={form.error("password")} required>
        <PasswordInput {...form.text("password")} autoComplete="current-password" />
      </Field>
      <Field
        label={t("fields.code")}
        error={form.error("code")}
        hint={t("secondFactor.codeHint")}
        required
      >
        <TextInput {...form.text("code")} autoComplete="one-time-code" autoCapitalize="none" />
      </Field>
      <FormActions
        isSubmitting={form.isSubmitting}
        error={form.formError}
        submitLabel={props.submitLabel}
        danger={props.isDanger}
        onCancel={props.onCancel}
      />
    </form>
  );
}
