"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { rememberLocale } from "../access/remember-locale";
import { brandButton } from "./brand";
import { FaultBanner } from "./fault";
import { PortalInput } from "./input";
import { usePortalForm } from "./use-portal-form";

/** `target` is a path of this door; see returnPath. */
export function PortalSignIn({ slug, target }: { slug: string; target: string }) {
  const t = useTranslations("portal.signIn");
  const form = usePortalForm(slug);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");

  async function submit(event: FormEvent) {
    event.preventDefault();
    const given = { email, password };
    const answer = await form.send(given, (client) => client.signIn.mutate(given));
    if (!answer) return;
    rememberLocale(answer.language);
    window.location.assign(target);
  }
  return (
    <form {...form.props} onSubmit={submit} className="grid gap-4">
      <h1 className="font-[650] text-2xl">{t("title")}</h1>
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
      <PortalInput
        {...form.at("password")}
        label={t("password")}
        value={password}
        onChange={setPassword}
        type="password"
        autoComplete="current-password"
        required
      />
      <button type="submit" className={brandButton} disabled={form.isBusy}>
        {t("submit")}
      </button>
      <p className="text-ink-2 text-md">{t("byInvitation")}</p>
    </form>
  );
}
