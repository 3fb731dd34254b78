"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { LANGUAGES } from "@/db/values/access";
import { TENANT_DETAILS, UpdateTenantInput } from "@/server/domain/tenant/inputs";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { DefinitionList } from "../ui/definition-list";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";

type Company = RouterOutput["tenant"]["settings"];

/** The company's own settings. */
export function CompanyPage() {
  const t = useTranslations("settings.company");
  const errorText = useErrorText();
  const company = trpc.tenant.settings.useQuery();
  return (
    <Section title={t("title")} className="max-w-2xl">
      {company.error ? (
        <ErrorState onRetry={() => void company.refetch()}>{errorText(company.error)}</ErrorState>
      ) : company.data ? (
        <CompanyForm company={company.data} />
      ) : (
        <SkeletonLines lines={6} />
      )}
    </Section>
  );
}

function CompanyForm({ company }: { company: Company }) {
  const t = useTranslations("settings.company");
  const shell = useTranslations("shell");
  const router = useRouter();
  const utils = trpc.useUtils();
  const update = trpc.tenant.update.useMutation();
  const language = LANGUAGES.find((each) => each === company.language) ?? "cs";
  const country = company.country === "SK" ? "SK" : "CZ";
  const form = useZodForm({
    schema: UpdateTenantInput,
    initial: {
      ...{ name: company.name, language },
      ...Object.fromEntries(TENANT_DETAILS.map((key) => [key, company[key]])),
    },
    onSubmit: (value) => update.mutateAsync(value),
    onDone: () => {
      toast.success(t("saved"));
      router.refresh();
      void utils.tenant.settings.invalidate();
    },
  });
  return (
    <form {...form.props} className="grid gap-4">
      <DefinitionList
        items={[
          { label: t("slug"), value: company.slug },
          { label: t("country"), value: t(`countries.${country}`) },
        ]}
      />
      <Field label={t("name")} error={form.error("name")} required>
        <TextInput {...form.text("name")} autoComplete="organization" />
      </Field>
      <Field label={t("language")} error={form.error("language")} hint={t("languageHint")}>
        <Select
          {...form.field("language")}
          value={form.values.language ?? null}
          options={LANGUAGES.map((value) => ({ value, label: shell(`locales.${value}`) }))}
        />
      </Field>
      <fieldset className="grid gap-3 border-line border-t pt-4 sm:grid-cols-2">
        <legend className="sr-only">{t("details")}</legend>
        <p className="text-ink-2 sm:col-span-2">{t("detailsHint")}</p>
        {TENANT_DETAILS.map((key) => (
          <Field key={key} label={t(`fields.${key}`)} error={form.error(key)}>
            <TextInput {...form.text(key)} />
          </Field>
        ))}
      </fieldset>
      <FormActions isSubmitting={form.isSubmitting} error={form.formError} />
    </form>
  );
}
