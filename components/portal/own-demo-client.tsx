"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { brandButton } from "./brand";
import { withCaptcha } from "./captcha";
import { useHere } from "./door-link";
import { FaultBanner } from "./fault";
import { PortalInput } from "./input";
import { usePortalForm } from "./use-portal-form";

/** Of a demo: a client of the visitor's own, with a debt to try everything on. */
export function OwnDemoClient({ slug, target }: { slug: string; target: string }) {
  const t = useTranslations("portal.demo");
  const language = useLocale();
  const here = useHere();
  const form = usePortalForm(slug);
  const [name, setName] = useState("");

  async function submit(event: FormEvent) {
    event.preventDefault();
    const given = { name, language };
    const made = await form.send(given, (client) =>
      withCaptcha((captcha) => client.makeDemoClient.mutate({ ...given, captcha })),
    );
    if (made) window.location.assign(here(target));
  }
  return (
    <form {...form.props} onSubmit={submit} className="grid gap-3">
      <h2 className="font-[620]">{t("ownTitle")}</h2>
      <p className="text-ink-2 text-md">{t("ownHint")}</p>
      <FaultBanner slug={slug} fault={form.fault} />
      <PortalInput
        {...form.at("name")}
        label={t("ownName")}
        value={name}
        onChange={setName}
        autoComplete="off"
        required
      />
      <button type="submit" className={brandButton} disabled={form.isBusy}>
        {t("ownSubmit")}
      </button>
    </form>
  );
}
