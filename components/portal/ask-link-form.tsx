"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { BackLink } from "./back-link";
import { brandButton } from "./brand";
import { withCaptcha } from "./captcha";
import { FaultBanner } from "./fault";
import { PortalInput } from "./input";
import { usePortalForm } from "./use-portal-form";

/** Asks for a way in by e-mail; whether anybody has that e-mail, the answer does not tell. */
export function AskLinkForm({ slug }: { slug: string }) {
  const t = useTranslations("portal.link");
  const form = usePortalForm(slug);
  const [email, setEmail] = useState("");
  const [sentTo, setSentTo] = useState<string | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const isSent = await form.send({ email }, (client) =>
      withCaptcha((captcha) => client.askSignInLink.mutate({ email, captcha })).then(() => true),
    );
    if (isSent) setSentTo(email);
  }
  return (
    <form {...form.props} onSubmit={submit} className="grid gap-4">
      <BackLink href={`/portal/${slug}/sign-in`}>{t("back")}</BackLink>
      <h1 className="font-[650] text-2xl">{t("askTitle")}</h1>
      <p className="text-ink-2">{t("askHint")}</p>
      <FaultBanner slug={slug} fault={form.fault} />
      <PortalInput
        {...form.at("email")}
        label={t("email")}
        value={email}
        onChange={setEmail}
        type="email"
        autoComplete="username"
        inputMode="email"
        required
      />
      <button type="submit" className={brandButton} disabled={form.isBusy}>
        {t("ask")}
      </button>
      <p role="status" className="text-md">
        {sentTo ? t("asked", { email: sentTo }) : null}
      </p>
    </form>
  );
}
