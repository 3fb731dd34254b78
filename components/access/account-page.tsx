"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { LANGUAGES, THEMES } from "@/db/values/access";
import { UpdateAccountInput } from "@/server/domain/access/inputs";
import { trpc } from "../api/crm";
import { Switch } from "../form/checkbox";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { useTheme } from "../theme/use-theme";
import { DefinitionList } from "../ui/definition-list";
import { Section } from "../ui/section";
import { toast } from "../ui/toast";
import { useAccount } from "./account";
import { rememberLocale } from "./remember-locale";

/** One's own name, language, appearance, and whether one is at work. */
export function AccountPage() {
  const t = useTranslations("access");
  return (
    <div className="grid max-w-2xl gap-8">
      <Section title={t("account.profile")}>
        <ProfileForm />
      </Section>
      <Section title={t("fields.isPresent")}>
        <Presence />
      </Section>
    </div>
  );
}

function ProfileForm() {
  const t = useTranslations("access");
  const shell = useTranslations("shell");
  const account = useAccount();
  const router = useRouter();
  const { setTheme } = useTheme();
  const update = trpc.access.account.update.useMutation();
  const form = useZodForm({
    schema: UpdateAccountInput,
    initial: { name: account.name, language: account.language, theme: account.theme },
    onSubmit: async (value) => {
      await update.mutateAsync(value);
      return value;
    },
    onDone: ({ language, theme }) => {
      if (theme) setTheme(theme);
      if (language) rememberLocale(language);
      router.refresh();
      toast.success(t("account.saved"));
    },
  });
  return (
    <form {...form.props} className="grid gap-4">
      <DefinitionList
        items={[
          { label: t("fields.email"), value: account.email },
          { label: t("fields.role"), value: shell(`roles.${account.role}`) },
        ]}
      />
      <Field label={t("fields.name")} error={form.error("name")} required>
        <TextInput {...form.text("name")} autoComplete="name" />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("fields.language")} error={form.error("language")}>
          <Select
            {...form.field("language")}
            value={form.values.language ?? null}
            options={LANGUAGES.map((value) => ({ value, label: shell(`locales.${value}`) }))}
          />
        </Field>
        <Field label={t("fields.theme")} error={form.error("theme")}>
          <Select
            {...form.field("theme")}
            value={form.values.theme ?? null}
            options={THEMES.map((value) => ({ value, label: shell(`themes.${value}`) }))}
          />
        </Field>
      </div>
      <FormActions isSubmitting={form.isSubmitting} error={form.formError} />
    </form>
  );
}

function Presence() {
  const t = useTranslations("access");
  const account = useAccount();
  const errorText = useErrorText();
  const router = useRouter();
  const setPresence = trpc.access.account.setPresence.useMutation({
    onSuccess: () => router.refresh(),
    onError: (error) => toast.error(errorText(error)),
  });
  const isPresent = setPresence.isPending ? setPresence.variables.isPresent : account.isPresent;
  return (
    <Switch
      checked={isPresent}
      onChange={(next) => setPresence.mutate({ isPresent: next })}
      label={t("fields.isPresent")}
      hint={t("account.presenceHint")}
    />
  );
}
