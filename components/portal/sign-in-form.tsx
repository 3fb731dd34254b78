"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { rememberLocale } from "../access/remember-locale";
import { brandButton } from "./brand";
import { withCaptcha } from "./captcha";
import { DoorLink, useHere } from "./door-link";
import { FaultBanner } from "./fault";
import { PortalInput } from "./input";
import { PasswordInput } from "./password-input";
import { usePortalForm } from "./use-portal-form";

/** `target` is a path of this door; see returnPath. */
export function PortalSignIn({ slug, target }: { slug: string; target: string }) {
  const t = useTranslations("portal.signIn");
  const here = useHere();
  const form = usePortalForm(slug);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");

  async function submit(event: FormEvent) {
    event.preventDefault();
    const given = { email, password };
    const answer = await form.send(given, (client) =>
      withCaptcha((captcha) => client.signIn.mutate({ ...given, captcha })),
    );
    if (!answer) return;
    rememberLocale(answer.language);
    window.location.assign(here(target));
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
      <PasswordInput
        {...form.at("password")}
        label={t("password")}
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        required
      />
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <button type="submit" className={brandButton} disabled={form.isBusy}>
          {t("submit")}
        </button>
        <DoorLink href={`/portal/${slug}/sign-in/link`} className="py-2 text-accent underline">
          {t("byMail")}
        </DoorLink>
      </div>
      <p className="text-ink-2 text-md">{t("byInvitation")}</p>
    </form>
  );
}
