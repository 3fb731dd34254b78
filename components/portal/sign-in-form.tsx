"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { rememberLocale } from "../access/remember-locale";
import { Banner } from "../ui/banner";
import { brandButton } from "./brand";
import { PortalInput } from "./input";
import { usePortal } from "./use-portal";

export function PortalSignIn({ slug }: { slug: string }) {
  const t = useTranslations("portal.signIn");
  const { call, error, isBusy } = usePortal(slug);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");

  async function submit(event: FormEvent) {
    event.preventDefault();
    const answer = await call((client) => client.signIn.mutate({ email, password }));
    if (!answer) return;
    rememberLocale(answer.language);
    window.location.assign(`/portal/${slug}`);
  }
  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      <h1 className="font-[650] text-2xl">{t("title")}</h1>
      {error ? (
        <Banner tone="danger" role="alert">
          {error}
        </Banner>
      ) : null}
      <PortalInput
        label={t("email")}
        value={email}
        onChange={setEmail}
        type="email"
        autoComplete="username"
        inputMode="email"
      />
      <PortalInput
        label={t("password")}
        value={password}
        onChange={setPassword}
        type="password"
        autoComplete="current-password"
      />
      <button type="submit" className={brandButton} disabled={isBusy}>
        {t("submit")}
      </button>
      <p className="text-ink-2 text-md">{t("byInvitation")}</p>
    </form>
  );
}
