"use client";

import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { LANGUAGES } from "@/db/values/access";
import { saveSiteInput } from "@/server/domain/portal/inputs";
import { type RouterOutput, trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { NumberInput } from "../form/number-input";
import { Textarea, TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { ButtonLink } from "../ui/button";
import { DefinitionList } from "../ui/definition-list";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";

type Site = RouterOutput["portal"]["site"];

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
        <SiteForm key={data.version} site={data} />
      ) : (
        <SkeletonLines lines={8} />
      )}
    </Section>
  );
}

function useSiteForm({ slug: _, ...site }: Site) {
  const t = useTranslations("clients");
  const utils = trpc.useUtils();
  const save = trpc.portal.saveSite.useMutation();
  const languages = LANGUAGES.filter((each) => site.languages.includes(each));
  return useZodForm({
    schema: saveSiteInput,
    initial: { ...site, languages },
    onSubmit: async (value) => {
      await save.mutateAsync(value);
      await utils.portal.site.refetch();
    },
    onDone: () => toast.success(t("toast.saved")),
  });
}

function SiteForm({ site }: { site: Site }) {
  const t = useTranslations("clients.settings");
  const form = useSiteForm(site);
  return (
    <form {...form.props} className="grid gap-4">
      <Checkbox
        checked={form.values.isOpen ?? false}
        onChange={(isOpen) => form.set("isOpen", isOpen)}
        label={t("isOpen")}
        hint={t("isOpenHint")}
      />
      <DefinitionList items={[{ label: t("address"), value: `/portal/${site.slug}` }]} />
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("titleField")} error={form.error("title")}>
          <TextInput {...form.text("title")} autoComplete="off" />
        </Field>
        <Field label={t("accent")} error={form.error("accent")}>
          <TextInput {...form.text("accent")} placeholder="#1f4d8f" autoComplete="off" />
        </Field>
        <Field label={t("contactEmail")} error={form.error("contactEmail")}>
          <TextInput {...form.text("contactEmail")} autoComplete="off" />
        </Field>
        <Field label={t("contactPhone")} error={form.error("contactPhone")}>
          <TextInput {...form.text("contactPhone")} autoComplete="off" />
        </Field>
      </div>
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
      <LanguagesField form={form} />
      <FormActions
        submitLabel={t("save")}
        isSubmitting={form.isSubmitting}
        error={form.formError}
      />
    </form>
  );
}

/** Languages that clients may choose, and the greeting in each. */
function LanguagesField({ form }: { form: ReturnType<typeof useSiteForm> }) {
  const t = useTranslations("clients.settings");
  const shell = useTranslations("shell.locales");
  const chosen = form.values.languages ?? [];
  const welcome = form.values.welcome ?? {};
  return (
    <fieldset className="grid gap-3">
      <legend className="pb-1 font-[550] text-ink-2">{t("languages")}</legend>
      <div className="flex flex-wrap gap-4">
        {LANGUAGES.map((language) => (
          <Checkbox
            key={language}
            checked={chosen.includes(language)}
            label={shell(language)}
            onChange={(isOn) =>
              form.set(
                "languages",
                LANGUAGES.filter((l) => (l === language ? isOn : chosen.includes(l))),
              )
            }
          />
        ))}
      </div>
      {chosen.map((language) => (
        <Field key={language} label={t("welcome", { language: shell(language) })}>
          <Textarea
            value={welcome[language] ?? ""}
            rows={2}
            onChange={(text) => form.set("welcome", { ...welcome, [language]: text })}
          />
        </Field>
      ))}
    </fieldset>
  );
}
