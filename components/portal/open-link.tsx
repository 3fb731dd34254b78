"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { rememberLocale } from "../access/remember-locale";
import { brandButton } from "./brand";
import { withCaptcha } from "./captcha";
import { DoorLink, useHere } from "./door-link";
import { FaultBanner } from "./fault";
import { PasswordInput } from "./password-input";
import { usePortalForm } from "./use-portal-form";

/** What the policy of passwords refuses is said at the password. */
const place = (named: string) => (named.startsWith("access.password_") ? "password" : named);

/** The last step of a way in by mail: only a press uses it up, not a program that looks ahead. */
export function OpenLink({ slug, token }: { slug: string; token: string }) {
  const t = useTranslations("portal.link");
  const here = useHere();
  // Two forms: the one must not ask for what only the other has.
  const plain = usePortalForm(slug);
  const form = usePortalForm(slug, place);
  const [password, setPassword] = useState("");

  async function enter(event: FormEvent, by: typeof form, password: string | null) {
    event.preventDefault();
    const given = { token, password };
    const answer = await by.send(given, (client) =>
      withCaptcha((captcha) => client.useSignInLink.mutate({ ...given, captcha })),
    );
    if (!answer) return;
    rememberLocale(answer.language);
    window.location.assign(here(`/portal/${slug}`));
  }
  return (
    <div className="grid gap-6">
      <header className="grid gap-1">
        <h1 className="font-[650] text-2xl">{t("openTitle")}</h1>
        <p className="text-ink-2">{t("openHint")}</p>
      </header>
      <FaultBanner slug={slug} fault={plain.fault ?? form.fault} />
      <form {...plain.props} onSubmit={(event) => enter(event, plain, null)}>
        <button type="submit" className={brandButton} disabled={plain.isBusy}>
          {t("open")}
        </button>
      </form>
      <details className="rounded-lg border border-rule bg-surface px-4">
        <summary className="cursor-pointer py-3 font-[550]">{t("forgotten")}</summary>
        <form
          {...form.props}
          onSubmit={(event) => enter(event, form, password)}
          className="grid gap-4 pb-4"
        >
          <PasswordInput
            {...form.at("password")}
            label={t("newPassword")}
            hint={t("passwordHint")}
            value={password}
            onChange={setPassword}
            autoComplete="new-password"
            required
          />
          <button type="submit" className={brandButton} disabled={form.isBusy}>
            {t("setAndOpen")}
          </button>
        </form>
      </details>
      <p className="text-ink-2 text-md">
        <DoorLink href={`/portal/${slug}/sign-in/link`} className="text-accent underline">
          {t("askAgain")}
        </DoorLink>
      </p>
    </div>
  );
}
