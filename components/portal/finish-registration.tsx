"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { brandButton } from "./brand";
import { withCaptcha } from "./captcha";
import { useHere } from "./door-link";
import { FaultBanner } from "./fault";
import { PortalInput } from "./input";
import { usePortalForm } from "./use-portal-form";

const EMPTY = { name: "", phone: "", password: "" };

/** What the policy of passwords refuses is said at the password. */
function place(named: string): string {
  if (named.startsWith("access.password_")) return "password";
  return named === "fullName" ? "name" : named.replace(/^phones.*/, "phone");
}

/** An account for whoever came by the link in their mail; then they choose their organisation. */
export function FinishRegistration(props: { slug: string; token: string; email: string }) {
  const { slug, token, email } = props;
  const t = useTranslations("portal.register");
  const invitation = useTranslations("portal.invitation");
  const language = useLocale();
  const here = useHere();
  const form = usePortalForm(slug, place);
  const [values, setValues] = useState(EMPTY);
  const field = (name: keyof typeof EMPTY) => ({
    ...form.at(name),
    value: values[name],
    onChange: (value: string) => setValues((before) => ({ ...before, [name]: value })),
  });

  async function submit(event: FormEvent) {
    event.preventDefault();
    const given = { ...values, token, language };
    const answer = await form.send(given, (client) =>
      withCaptcha((captcha) => client.finishRegistration.mutate({ ...given, captcha })),
    );
    if (answer) window.location.assign(here(`/portal/${slug}/organisation`));
  }
  return (
    <form {...form.props} onSubmit={submit} className="grid gap-4">
      <header className="grid gap-1">
        <h1 className="font-[650] text-2xl">{t("finish")}</h1>
        <p className="text-ink-2">{email}</p>
      </header>
      <FaultBanner slug={slug} fault={form.fault} />
      <PortalInput label={t("name")} autoComplete="name" required {...field("name")} />
      <PortalInput label={t("phone")} autoComplete="tel" inputMode="tel" {...field("phone")} />
      <PortalInput
        label={invitation("password")}
        hint={invitation("passwordHint")}
        type="password"
        autoComplete="new-password"
        required
        {...field("password")}
      />
      <button type="submit" className={brandButton} disabled={form.isBusy}>
        {t("finish")}
      </button>
    </form>
  );
}
