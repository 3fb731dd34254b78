"use client";

import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { NumberInput } from "../form/number-input";
import { ButtonLink } from "../ui/button";
import { DefinitionList } from "../ui/definition-list";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { type Site, type SiteForm, useSiteForm } from "./site-form";
import { SiteLook } from "./site-look";
import { SiteCaptcha, SiteFrame, SiteHost } from "./site-places";

/** The clients' door: whether it is open, where it stands and how it looks. */
export function SitePage() {
  const t = useTranslations("clients.settings");
  const errorText = useErrorText();
  const { data, error, refetch } = trpc.portal.site.useQuery();
  const show = data?.isOpen ? (
    <ButtonLink icon={ExternalLink} href={`/portal/${data.slug}/sign-in`} target="_blank">
      {t("show")}
    </ButtonLink>
  ) : null;
  return (
    <Section title={t("title")} hint={t("hint")} actions={show} className="max-w-2xl">
      {error ? (
        <ErrorState onRetry={() => void refetch()}>{errorText(error)}</ErrorState>
      ) : data ? (
        <SiteSections key={data.version} site={data} />
      ) : (
        <SkeletonLines lines={8} />
      )}
    </Section>
  );
}

function SiteSections({ site }: { site: Site }) {
  const t = useTranslations("clients.settings");
  const form = useSiteForm(site);
  return (
    <form {...form.props} className="grid gap-6">
      <div className="grid gap-4">
        <Checkbox
          checked={form.values.isOpen ?? false}
          onChange={(isOpen) => form.set("isOpen", isOpen)}
          label={t("isOpen")}
          hint={t("isOpenHint")}
        />
        <DefinitionList items={[{ label: t("address"), value: `/portal/${site.slug}` }]} />
      </div>
      <SiteHost form={form} />
      <SiteLook site={site} form={form} />
      <SitePlans form={form} />
      <SiteFrame site={site} form={form} />
      <SiteCaptcha site={site} form={form} />
      <FormActions
        submitLabel={t("save")}
        isSubmitting={form.isSubmitting}
        error={form.formError}
      />
    </form>
  );
}

/** Instalments that a client may take by themselves. */
function SitePlans({ form }: { form: SiteForm }) {
  const t = useTranslations("clients.settings");
  return (
    <Section title={t("plansTitle")} level={3}>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("planCountMax")} error={form.error("planCountMax")}>
          <NumberInput {...form.field("planCountMax")} value={form.values.planCountMax ?? null} />
        </Field>
        <Field label={t("planLeast")} error={form.error("planLeastMinor")}>
          <NumberInput
            value={(form.values.planLeastMinor ?? 0) / 100}
            onChange={(value) =>
              form.set("planLeastMinor", value === null ? null : Math.round(value * 100))
            }
          />
        </Field>
      </div>
    </Section>
  );
}
