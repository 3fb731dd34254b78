"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useCodeText } from "../form/error-text";
import { Field } from "../form/field";
import { TextInput } from "../form/text-input";
import { useTypedEarly } from "../form/use-typed-early";
import { forgetRead } from "../pocket/store";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { PasswordInput } from "./password-input";
import { safeReturnPath } from "./safe-return-path";
import { type Credentials, sendCredentials } from "./send-credentials";

type Step = "password" | "tenant" | "newPassword" | "code";
type Tenant = { slug: string; name: string };

const EMPTY: Credentials = { email: "", password: "", tenant: "", newPassword: "", code: "" };
/** Refusals after which what was typed in a later step is of no use. */
const STEP_OF_CODE: Record<string, Step> = {
  "access.bad_code": "code",
  "access.password_too_short": "newPassword",
  "access.password_too_long": "newPassword",
  "access.password_unchanged": "newPassword",
  "access.password_personal": "newPassword",
  "access.password_common": "newPassword",
};

function useSignIn(from: string | undefined) {
  const t = useTranslations("access");
  const codeText = useCodeText();
  const [step, setStep] = useState<Step>("password");
  const [values, setValues] = useState<Credentials>(EMPTY);
  const [tenants, setTenants] = useState<Tenant[]>([]);
  const [error, setError] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);

  async function send(changed: Partial<Credentials> = {}): Promise<void> {
    if (isSending) return;
    const next = { ...values, ...changed };
    setValues(next);
    setSending(true);
    setError(null);
    const reply = await sendCredentials(next).catch(() => null);
    if (reply?.kind === "signedIn") {
      await forgetRead().catch(() => undefined);
      // A whole load: nothing of another person's pages may stay in memory.
      window.location.assign(safeReturnPath(from));
      return;
    }
    setSending(false);
    if (reply?.kind === "chooseTenant") {
      setTenants(reply.tenants);
      setStep("tenant");
    } else if (reply?.kind === "newPassword") setStep("newPassword");
    else if (reply?.kind === "secondFactor") setStep("code");
    else {
      setError(codeText(reply?.code ?? "shell.network", reply?.params) ?? t("signIn.failed"));
      const back = STEP_OF_CODE[reply?.code ?? ""] ?? (reply ? "password" : step);
      setStep(back);
      setValues({
        ...next,
        ...(back === "password" ? { ...EMPTY, email: next.email } : {}),
        code: "",
      });
    }
  }

  function restart(): void {
    setValues({ ...EMPTY, email: values.email });
    setError(null);
    setStep("password");
  }

  return { step, values, setValues, tenants, error, setError, isSending, send, restart };
}

type SignInState = ReturnType<typeof useSignIn>;

/** E-mail and password, then whatever the account asks for: tenant, own password, second factor. */
export function SignInForm({ from }: { from?: string }) {
  const t = useTranslations("access.signIn");
  const state = useSignIn(from);
  const { step, error, isSending, send, restart } = state;
  const form = useRef<HTMLFormElement>(null);
  // A press before the page is alive would send the form as an address, with the password in it.
  const [isAlive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each step begins at its first empty field.
  useEffect(() => {
    const fields = [...(form.current?.querySelectorAll("input") ?? [])];
    (fields.find((field) => field.value === "") ?? fields[0])?.focus();
  }, [step, error]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (step !== "tenant") void send();
  };
  return (
    <form ref={form} method="post" onSubmit={submit} className="grid gap-4" noValidate>
      <h1 className="font-[650] text-xl">{t(`${step}Title`)}</h1>
      {step === "password" ? null : <p className="text-ink-2">{t(`${step}Hint`)}</p>}
      {error ? (
        <Banner tone="danger" role="alert">
          {error}
        </Banner>
      ) : null}
      {step === "password" ? <PasswordStep {...state} /> : null}
      {step === "tenant" ? <TenantStep {...state} /> : null}
      {step === "newPassword" ? <NewPasswordStep {...state} /> : null}
      {step === "code" ? <CodeStep {...state} /> : null}
      {step === "tenant" ? null : (
        <Button type="submit" kind="primary" size="lg" loading={isSending} disabled={!isAlive}>
          {t(step === "password" ? "submit" : "continue")}
        </Button>
      )}
      {step === "password" ? null : (
        <Button kind="quiet" onClick={restart} disabled={isSending}>
          {t("back")}
        </Button>
      )}
    </form>
  );
}

function PasswordStep({ values, setValues }: SignInState) {
  const t = useTranslations("access");
  const type = (part: Partial<Credentials>) => setValues((before) => ({ ...before, ...part }));
  const early = {
    email: useTypedEarly<HTMLInputElement>(values.email, (email) => type({ email })),
    password: useTypedEarly<HTMLInputElement>(values.password, (password) => type({ password })),
  };
  return (
    <>
      <Field label={t("fields.email")}>
        <TextInput
          type="email"
          name="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          className="h-9!"
          ref={early.email}
          value={values.email}
          onChange={(email) => type({ email })}
        />
      </Field>
      <Field label={t("fields.password")}>
        <PasswordInput
          name="password"
          autoComplete="current-password"
          className="h-9!"
          ref={early.password}
          value={values.password}
          onChange={(password) => type({ password })}
        />
      </Field>
    </>
  );
}

function TenantStep({ tenants, send, isSending }: SignInState) {
  return (
    <ul className="grid gap-2">
      {tenants.map((tenant) => (
        <li key={tenant.slug}>
          <Button
            size="lg"
            className="w-full justify-start! whitespace-normal! text-left"
            disabled={isSending}
            onClick={() => void send({ tenant: tenant.slug })}
          >
            <span className="min-w-0 truncate">{tenant.name}</span>
            <span className="ml-auto text-ink-3 text-xs">{tenant.slug}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}

function NewPasswordStep({ values, setValues }: SignInState) {
  const t = useTranslations("access");
  return (
    <>
      {/* Password managers file the new password under this name. */}
      <input type="email" autoComplete="username" value={values.email} readOnly hidden />
      <Field label={t("fields.newPassword")} hint={t("password.policy")}>
        <PasswordInput
          name="newPassword"
          autoComplete="new-password"
          className="h-9!"
          value={values.newPassword}
          onChange={(newPassword) => setValues({ ...values, newPassword })}
        />
      </Field>
    </>
  );
}

function CodeStep({ values, setValues }: SignInState) {
  const t = useTranslations("access");
  return (
    <Field label={t("fields.code")} hint={t("secondFactor.codeHint")}>
      <TextInput
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        className="figures h-9!"
        value={values.code}
        onChange={(code) => setValues({ ...values, code })}
      />
    </Field>
  );
}
