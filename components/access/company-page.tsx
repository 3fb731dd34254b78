"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LANGUAGES } from "@/db/values/access";
import {
  checkDetails,
  TENANT_DETAILS,
  type TenantDetail,
  UpdateTenantInput,
} from "@/server/domain/tenant/inputs";
import type { HomeCountry } from "@/server/kernel/locale";
import { type RouterOutput, trpc } from "../api/crm";
import { useCodeText, useErrorText } from "../form/error-text";
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

/** What the verb refuses of a detail stands at its field. */
const FIELD_OF_CODE = {
  "kernel.registration_no_bad_shape": "registrationNo",
  "kernel.tax_id_bad_shape": "taxId",
  "kernel.postal_code_bad_shape": "postalCode",
  "kernel.data_box_id_bad_shape": "dataBoxId",
} as const;

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

/** While one types: a check digit that does not agree, a code of the other country. */
function useWarnings(
  values: Partial<Record<TenantDetail, string | null | undefined>>,
  country: HomeCountry,
): (field: TenantDetail) => ReactNode {
  const codeText = useCodeText();
  const { warnings, faults } = checkDetails(values, country);
  return (field) => {
    const found = [...faults, ...warnings].find((each) => each.field === field);
    return found ? (
      <span className="text-warning">{codeText(found.code, found.params)}</span>
    ) : undefined;
  };
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
    fieldOfCode: FIELD_OF_CODE,
    onSubmit: (value) => update.mutateAsync(value),
    onDone: () => {
      toast.success(t("saved"));
      router.refresh();
      void utils.tenant.invalidate();
    },
  });
  const warningOf = useWarnings(form.values, country);
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
          <Field
            key={key}
            label={t(key === "taxId" && country === "SK" ? "fields.taxIdSk" : `fields.${key}`)}
            error={form.error(key)}
            hint={warningOf(key)}
          >
            <TextInput {...form.text(key)} />
          </Field>
        ))}
      </fieldset>
      <FormActions isSubmitting={form.isSubmitting} error={form.formError} />
    </form>
  );
}
