"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Banner } from "../ui/banner";
import { brandButton } from "./brand";
import { withCaptcha } from "./captcha";
import { FaultBanner } from "./fault";
import { PortalInput } from "./input";
import { usePortalForm } from "./use-portal-form";

/** Asks for a way to an account; the answer tells nobody whether there is one already. */
export function RegisterForm({ slug, needsCode }: { slug: string; needsCode: boolean }) {
  const t = useTranslations("portal.register");
  const form = usePortalForm(slug);
  const [email, setEmail] = useState("");
  const [code, setCode] = useState("");
  const [isSent, setSent] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const given = { email, code: code || null };
    const done = await form.send(given, (client) =>
      withCaptcha((captcha) => client.askRegistration.mutate({ ...given, captcha })).then(
        () => true,
      ),
    );
    if (done) setSent(true);
  }
  if (isSent) {
    return (
      <Banner tone="positive" role="status">
        {t("sent")}
      </Banner>
    );
  }
  return (
    <form {...form.props} onSubmit={submit} className="grid gap-4">
      <header className="grid gap-1">
        <h1 className="font-[650] text-2xl">{t("title")}</h1>
        <p className="text-ink-2">{t("hint")}</p>
      </header>
      <FaultBanner slug={slug} fault={form.fault} />
      <RegisterFields
        {...{ email, setEmail, code, setCode, needsCode }}
        at={(name) => form.at(name)}
      />
      <button type="submit" className={brandButton} disabled={form.isBusy}>
        {t("submit")}
      </button>
    </form>
  );
}

interface FieldsProps {
  email: string;
  setEmail: (email: string) => void;
  code: string;
  setCode: (code: string) => void;
  needsCode: boolean;
  at: (name: string) => { name: string; error: string | undefined };
}

function RegisterFields({ email, setEmail, code, setCode, needsCode, at }: FieldsProps) {
  const t = useTranslations("portal.register");
  const signIn = useTranslations("portal.signIn");
  const hint = needsCode ? t("codeHint") : `${t("codeHint")} ${t("codeOptional")}`;
  return (
    <>
      <PortalInput
        {...at("email")}
        label={signIn("email")}
        value={email}
        onChange={setEmail}
        type="email"
        autoComplete="username"
        required
      />
      <PortalInput
        {...at("code")}
        label={t("code")}
        hint={hint}
        value={code}
        onChange={setCode}
        autoComplete="off"
        autoCapitalize="characters"
        required={needsCode}
      />
    </>
  );
}
