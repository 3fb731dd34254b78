"use client";

import { useTranslations } from "next-intl";
import { ChangePasswordInput } from "@/server/domain/access/inputs";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { useZodForm } from "../form/use-zod-form";
import { MyMails } from "../instalments/my-mails";
import { Section } from "../ui/section";
import { toast } from "../ui/toast";
import { useAccount } from "./account";
import { PasswordInput } from "./password-input";
import { SecondFactor } from "./second-factor";

const POLICY_FIELDS = {
  "access.password_too_short": "newPassword",
  "access.password_too_long": "newPassword",
  "access.password_unchanged": "newPassword",
  "access.password_personal": "newPassword",
  "access.password_common": "newPassword",
} as const;

/** One's own password and second factor. */
export function SecurityPage() {
  const t = useTranslations("access");
  return (
    <div className="grid max-w-2xl gap-8">
      <Section title={t("password.title")}>
        <PasswordForm />
      </Section>
      <SecondFactor />
      <MyMails />
    </div>
  );
}

function PasswordForm() {
  const t = useTranslations("access");
  const account = useAccount();
  const change = trpc.access.account.changePassword.useMutation();
  const form = useZodForm({
    schema: ChangePasswordInput,
    initial: { password: "", newPassword: "" },
    fieldOfCode: POLICY_FIELDS,
    onSubmit: (value) => change.mutateAsync(value),
    onDone: () => {
      form.reset();
      toast.success(t("password.changed"));
    },
  });
  return (
    <form {...form.props} className="grid gap-4">
      <input type="email" autoComplete="username" value={account.email} readOnly hidden />
      <Field label={t("fields.currentPassword")} error={form.error("password")} required>
        <PasswordInput {...form.text("password")} autoComplete="current-password" />
      </Field>
      <Field
        label={t("fields.newPassword")}
        error={form.error("newPassword")}
        hint={t("password.policy")}
        required
      >
        <PasswordInput {...form.text("newPassword")} autoComplete="new-password" />
      </Field>
      <FormActions
        isSubmitting={form.isSubmitting}
        error={form.formError}
        submitLabel={t("password.change")}
      />
    </form>
  );
}
