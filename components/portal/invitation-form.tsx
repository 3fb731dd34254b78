"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { PortalOutput } from "../api/portal";
import { brandButton } from "./brand";
import { withCaptcha } from "./captcha";
import { useHere } from "./door-link";
import { FaultBanner } from "./fault";
import { PortalInput } from "./input";
import { PasswordInput } from "./password-input";
import { usePortalForm } from "./use-portal-form";

type Questions = PortalOutput["askInvitation"];
interface Props {
  slug: string;
  token: string;
  questions: Questions;
}

const EMPTY = { birthOn: "", registrationNo: "", refNo: "", email: "", password: "" };
type Name = keyof typeof EMPTY;

/** What the policy of passwords refuses is said at the password. */
const place = (named: string) => (named.startsWith("access.password_") ? "password" : named);

/** Who the invited person is by two facts, and an account of their own. */
export function InvitationForm({ slug, token, questions }: Props) {
  const t = useTranslations("portal.invitation");
  const language = useLocale();
  const here = useHere();
  const form = usePortalForm(slug, place);
  const [values, setValues] = useState({ ...EMPTY, email: questions.email ?? "" });
  const field = (name: Name) => ({
    ...form.at(name),
    required: true,
    value: values[name],
    onChange: (value: string) => setValues((before) => ({ ...before, [name]: value })),
  });

  async function submit(event: FormEvent) {
    event.preventDefault();
    const given = { ...values, birthOn: values.birthOn || null, token, language };
    const answer = await form.send(given, (client) =>
      withCaptcha((captcha) => client.acceptInvitation.mutate({ ...given, captcha })),
    );
    if (answer) window.location.assign(here(`/portal/${slug}`));
  }
  return (
    <form {...form.props} onSubmit={submit} className="grid gap-6">
      <header className="grid gap-1">
        <h1 className="font-[650] text-2xl">{t("title")}</h1>
        <p className="text-ink-2">{t("hint")}</p>
      </header>
      <FaultBanner slug={slug} fault={form.fault} />
      <Identity questions={questions} field={field} />
      <fieldset className="grid gap-4">
        <legend className="mb-3 font-[620] text-xl">{t("account")}</legend>
        <PortalInput label={t("email")} type="email" autoComplete="username" {...field("email")} />
        <PasswordInput
          label={t("password")}
          hint={t("passwordHint")}
          autoComplete="new-password"
          {...field("password")}
        />
      </fieldset>
      <button type="submit" className={brandButton} disabled={form.isBusy}>
        {t("submit")}
      </button>
    </form>
  );
}

interface IdentityProps {
  questions: Questions;
  field: (name: Name) => {
    name: string;
    error: string | undefined;
    required: boolean;
    value: string;
    onChange: (value: string) => void;
  };
}

function Identity({ questions, field }: IdentityProps) {
  const t = useTranslations("portal.invitation");
  return (
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
  );
}
