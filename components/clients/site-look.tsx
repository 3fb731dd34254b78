"use client";

import { useTranslations } from "next-intl";
import { LANGUAGES } from "@/db/values/access";
import { Checkbox } from "../form/checkbox";
import { Field } from "../form/field";
import { Textarea, TextInput } from "../form/text-input";
import { contrastOnWhite, inkOn } from "../portal/brand";
import { Section } from "../ui/section";
import type { Site, SiteForm } from "./site-form";
import { SiteLogo } from "./site-logo";

/** What clients see of the house: its name, picture, colour and words. */
export function SiteLook({ site, form }: { site: Site; form: SiteForm }) {
  const t = useTranslations("clients.settings");
  return (
    <Section title={t("lookTitle")} level={3}>
      <div className="grid gap-4">
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t("titleField")} error={form.error("title")}>
            <TextInput {...form.text("title")} autoComplete="off" />
          </Field>
          <Field
            label={t("accent")}
            error={form.error("accent")}
            hint={<Contrast colour={form.values.accent ?? ""} />}
          >
            <TextInput {...form.text("accent")} placeholder="#1f4d8f" autoComplete="off" />
          </Field>
          <Field label={t("contactEmail")} error={form.error("contactEmail")}>
            <TextInput {...form.text("contactEmail")} autoComplete="off" />
          </Field>
          <Field label={t("contactPhone")} error={form.error("contactPhone")}>
            <TextInput {...form.text("contactPhone")} autoComplete="off" />
          </Field>
          <Field label={t("imprintUrl")} error={form.error("imprintUrl")}>
            <TextInput {...form.text("imprintUrl")} autoComplete="off" />
          </Field>
          <Field label={t("privacyUrl")} error={form.error("privacyUrl")}>
            <TextInput {...form.text("privacyUrl")} autoComplete="off" />
          </Field>
        </div>
        <SiteLogo site={site} />
        <LanguagesField form={form} />
      </div>
    </Section>
  );
}

/** Whether the colour can be told from the paper; ink that reads on it is chosen by itself. */
function Contrast({ colour }: { colour: string }) {
  const t = useTranslations("clients.settings");
  const known = colour.trim().toLowerCase();
  if (!/^#[0-9a-f]{6}$/.test(known)) return null;
  const ratio = contrastOnWhite(known);
  return (
    <span className="inline-flex items-center gap-2">
      <span
        aria-hidden
        className="inline-grid size-4 place-items-center rounded-sm border border-edge text-2xs"
        style={{ background: known, color: inkOn(known) }}
      >
        A
      </span>
      {t(ratio >= 3 ? "contrastGood" : "contrastLow", { ratio: ratio.toFixed(1) })}
    </span>
  );
}

/** Languages that clients may choose, and in each the greeting and the words below the pages. */
function LanguagesField({ form }: { form: SiteForm }) {
  const t = useTranslations("clients.settings");
  const shell = useTranslations("shell.locales");
  const chosen = form.values.languages ?? [];
  const { welcome, footer } = form.values;
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
        <div key={language} className="grid gap-3 sm:grid-cols-2">
          <Field label={t("welcome", { language: shell(language) })}>
            <Textarea
              value={welcome?.[language] ?? ""}
              rows={2}
              onChange={(text) => form.set("welcome", { ...welcome, [language]: text })}
            />
          </Field>
          <Field label={t("footer", { language: shell(language) })}>
            <Textarea
              value={footer?.[language] ?? ""}
              rows={2}
              onChange={(text) => form.set("footer", { ...footer, [language]: text })}
            />
          </Field>
        </div>
      ))}
    </fieldset>
  );
}
