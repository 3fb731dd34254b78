"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { PortalOutput } from "../api/portal";
import { Banner } from "../ui/banner";
import { brandButton } from "./brand";
import { PortalInput } from "./input";
import { usePortal } from "./use-portal";

type Questions = PortalOutput["askInvitation"];

/** Who the invited person is by two facts, and an account of their own. */
export function InvitationForm({
  slug,
  token,
  questions,
}: {
  slug: string;
  token: string;
  questions: Questions;
}) {
  const t = useTranslations("portal.invitation");
  const language = useLocale();
  const { call, error, isBusy } = usePortal(slug);
  const empty = { birthOn: "", registrationNo: "", refNo: "", email: "", password: "" };
  const [values, setValues] = useState({ ...empty, email: questions.email ?? "" });
  const field = (name: keyof typeof values) => ({
    value: values[name],
    onChange: (value: string) => setValues({ ...values, [name]: value }),
  });

  async function submit(event: FormEvent) {
    event.preventDefault();
    const given = { ...values, birthOn: values.birthOn || null, token, language };
    const answer = await call((client) => client.acceptInvitation.mutate(given));
    if (answer) window.location.assign(`/portal/${slug}`);
  }
  return (
    <form onSubmit={submit} className="grid gap-6" noValidate>
      <header className="grid gap-1">
        <h1 className="font-[650] text-2xl">{t("title")}</h1>
        <p className="text-ink-2">{t("hint")}</p>
      </header>
      {error ? (
        <Banner tone="danger" role="alert">
          {error}
        </Banner>
      ) : null}
      <fieldset className="grid gap-4">
        <legend className="mb-3 font-[620] text-xl">{t("identity")}</legend>
        {questions.asksBirthOn ? (
          <PortalInput label={t("birthOn")} type="date" autoComplete="bday" {...field("birthOn")} />
        ) : null}
        {questions.asksRegistrationNo ? (
          <PortalInput label={t("registrationNo")} {...field("registrationNo")} />
        ) : null}
        {questions.asksRefNo ? (
          <PortalInput
            label={t("refNo")}
            hint={t("refNoHint")}
            autoComplete="off"
            {...field("refNo")}
          />
        ) : null}
      </fieldset>
      <fieldset className="grid gap-4">
        <legend className="mb-3 font-[620] text-xl">{t("account")}</legend>
        <PortalInput label={t("email")} type="email" autoComplete="username" {...field("email")} />
        <PortalInput
          label={t("password")}
          hint={t("passwordHint")}
          type="password"
          autoComplete="new-password"
          {...field("password")}
        />
      </fieldset>
      <button type="submit" className={brandButton} disabled={isBusy}>
        {t("submit")}
      </button>
    </form>
  );
}
