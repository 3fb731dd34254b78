"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { PortalOutput } from "../api/portal";
import { brandButton } from "./brand";
import { withCaptcha } from "./captcha";
import { useHere } from "./door-link";
import { FaultBanner } from "./fault";
import { PortalInput } from "./input";
import { pathOf } from "./path-of";
import { usePortalForm } from "./use-portal-form";

type Fact = PortalOutput["askLetter"]["asks"][number];
const EMPTY = { birthOn: "", registrationNo: "", taxId: "", phone: "", refNo: "" };

/** What the holder of a letter has to know beside it. */
export function LetterForm({ slug, token, asks }: { slug: string; token: string; asks: Fact[] }) {
  const t = useTranslations("portal.letter");
  const here = useHere();
  const form = usePortalForm(slug);
  const [values, setValues] = useState(EMPTY);
  const field = (name: Fact) => ({
    ...form.at(name),
    required: true,
    autoComplete: name === "birthOn" ? "bday" : "off",
    value: values[name],
    onChange: (value: string) => setValues((before) => ({ ...before, [name]: value })),
  });

  async function submit(event: FormEvent) {
    event.preventDefault();
    const given = { ...values, birthOn: values.birthOn || null, token };
    const answer = await form.send(given, (client) =>
      withCaptcha((captcha) => client.openLetter.mutate({ ...given, captcha })),
    );
    if (!answer) return;
    window.location.assign(here(`/portal/${slug}/cases/${pathOf(answer.refNo)}`));
  }
  return (
    <form {...form.props} onSubmit={submit} className="grid gap-4">
      <header className="grid gap-1">
        <h1 className="font-[650] text-2xl">{t("title")}</h1>
        <p className="text-ink-2">{t("hint")}</p>
      </header>
      <FaultBanner slug={slug} fault={form.fault} />
      {asks.map((fact) => (
        <FactInput key={fact} fact={fact} field={field(fact)} />
      ))}
      <button type="submit" className={brandButton} disabled={form.isBusy}>
        {t("submit")}
      </button>
    </form>
  );
}

interface FactProps {
  fact: Fact;
  field: Omit<Parameters<typeof PortalInput>[0], "label">;
}

function FactInput({ fact, field }: FactProps) {
  const t = useTranslations("portal.letter");
  const invitation = useTranslations("portal.invitation");
  if (fact === "phone") {
    return <PortalInput label={t("phone")} hint={t("phoneHint")} inputMode="numeric" {...field} />;
  }
  if (fact === "taxId") return <PortalInput label={t("taxId")} {...field} />;
  if (fact === "refNo") {
    return <PortalInput label={invitation("refNo")} hint={invitation("refNoHint")} {...field} />;
  }
  const type = fact === "birthOn" ? "date" : "text";
  return <PortalInput label={invitation(fact)} type={type} {...field} />;
}
