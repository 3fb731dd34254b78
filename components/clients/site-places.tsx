"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { CAPTCHAS } from "@/db/values/portal";
import { Field } from "../form/field";
import { Select } from "../form/select";
import { Textarea, TextInput } from "../form/text-input";
import { CopyButton } from "../ui/copy-button";
import { Section } from "../ui/section";
import { frameSnippet } from "./frame-snippet";
import type { Site, SiteForm } from "./site-form";

/** A host of the door's own. */
export function SiteHost({ form }: { form: SiteForm }) {
  const t = useTranslations("clients.settings");
  return (
    <Section title={t("hostTitle")} level={3}>
      <Field label={t("host")} error={form.error("host")} hint={t("hostHint")}>
        <TextInput {...form.text("host")} placeholder="portal.example.cz" autoComplete="off" />
      </Field>
    </Section>
  );
}

/** Sites that may show the door in a page of theirs, and what to put there. */
export function SiteFrame({ site, form }: { site: Site; form: SiteForm }) {
  const t = useTranslations("clients.settings");
  const origins = form.values.frameOrigins ?? [];
  const error = Object.entries(form.errors).find(([path]) => path.startsWith("frameOrigins"))?.[1];
  return (
    <Section title={t("frameTitle")} level={3}>
      <div className="grid gap-3">
        <Field label={t("frameOrigins")} error={error} hint={t("frameHint")}>
          <Textarea
            value={origins.join("\n")}
            rows={2}
            placeholder="https://www.example.cz"
            onChange={(text) => form.set("frameOrigins", text.split("\n"))}
          />
        </Field>
        {site.isOpen && site.frameOrigins.length > 0 ? (
          <Snippet site={site} />
        ) : (
          <p className="text-ink-2 text-xs">{t("framePending")}</p>
        )}
      </div>
    </Section>
  );
}

function Snippet({ site }: { site: Site }) {
  const t = useTranslations("clients.settings");
  // Where this page stands is known in the browser alone.
  const [origin, setOrigin] = useState<string | null>(null);
  useEffect(() => setOrigin(window.location.origin), []);
  if (origin === null) return null;
  const snippet = frameSnippet(site, site.title || site.slug, origin);
  return (
    <>
      <div className="grid gap-1">
        <div className="flex items-center justify-between gap-2">
          <span className="font-[550] text-ink-2">{t("snippet")}</span>
          <CopyButton value={snippet} label={t("snippet")} />
        </div>
        <pre className="whitespace-pre-wrap break-all rounded-md bg-sunken p-2 text-xs">
          <code>{snippet}</code>
        </pre>
      </div>
      <iframe
        title={t("preview")}
        src={`/embed/${site.slug}/sign-in`}
        className="h-96 w-full rounded-md border border-rule"
      />
    </>
  );
}

/** What a visitor has to show after tries that look like a program's. */
export function SiteCaptcha({ site, form }: { site: Site; form: SiteForm }) {
  const t = useTranslations("clients.settings");
  const { captcha } = form.values;
  const isOutside = captcha === "turnstile" || captcha === "hcaptcha";
  return (
    <Section title={t("captchaTitle")} level={3}>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("captcha")} hint={t("captchaHint")} error={form.error("captcha")}>
          <Select
            {...form.field("captcha")}
            value={captcha ?? null}
            options={CAPTCHAS.map((value) => ({ value, label: t(`captchas.${value}`) }))}
          />
        </Field>
        {isOutside ? (
          <>
            <Field label={t("captchaSiteKey")} error={form.error("captchaSiteKey")} required>
              <TextInput {...form.text("captchaSiteKey")} autoComplete="off" />
            </Field>
            <Field
              label={t("captchaSecret")}
              error={form.error("captchaSecret")}
              hint={site.hasCaptchaSecret ? t("captchaSecretKept") : undefined}
            >
              <TextInput {...form.text("captchaSecret")} type="password" autoComplete="off" />
            </Field>
          </>
        ) : null}
      </div>
    </Section>
  );
}
