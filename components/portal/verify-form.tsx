"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { formatDay } from "@/server/kernel/days";
import type { PortalOutput } from "../api/portal";
import { Money } from "../format/money";
import { Banner } from "../ui/banner";
import { brandButton } from "./brand";
import { FaultBanner } from "./fault";
import { PortalInput } from "./input";
import { usePortalForm } from "./use-portal-form";

type Checked = PortalOutput["checkPaper"];

/** Anybody who was shown a paper asks whether it is genuine, by its number and its code. */
export function VerifyForm({
  slug,
  given,
}: {
  slug: string;
  given: { number: string; code: string };
}) {
  const t = useTranslations("portal.verify");
  const form = usePortalForm(slug);
  const [number, setNumber] = useState(given.number);
  const [code, setCode] = useState(given.code);
  const [checked, setChecked] = useState<Checked | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(null);
    const paper = { number, code };
    setChecked(await form.send(paper, (client) => client.checkPaper.mutate(paper)));
  }
  return (
    <div className="mx-auto grid max-w-md gap-5 pt-4">
      <header className="grid gap-1">
        <h1 className="font-[650] text-2xl">{t("title")}</h1>
        <p className="text-ink-2">{t("hint")}</p>
      </header>
      <form
        {...form.props}
        onSubmit={submit}
        className="grid gap-4 rounded-lg border border-rule bg-surface p-5"
      >
        <FaultBanner slug={slug} fault={form.fault} />
        <PortalInput
          {...form.at("number")}
          label={t("number")}
          value={number}
          onChange={setNumber}
          autoComplete="off"
          required
        />
        <PortalInput
          {...form.at("code")}
          label={t("code")}
          value={code}
          onChange={setCode}
          autoComplete="off"
          required
        />
        <button type="submit" className={brandButton} disabled={form.isBusy}>
          {t("submit")}
        </button>
      </form>
      <div role="status">{checked ? <Genuine paper={checked} /> : null}</div>
    </div>
  );
}

function Genuine({ paper }: { paper: Checked }) {
  const t = useTranslations("portal.verify");
  const locale = useLocale();
  const { number, kind, issuer, issuedOn, name, amountMinor, currency, onDay, refNos } = paper;
  const facts: [label: string, value: string][] = [
    [t("number"), number],
    [t("issued"), `${issuer}, ${formatDay(issuedOn, locale)}`],
    [t("for"), name],
    [t("cases", { count: refNos.length }), refNos.join(", ")],
  ];
  return (
    <div className="grid gap-4">
      <Banner tone="positive" title={t("genuine")}>
        {t(`says.${kind}`, { day: formatDay(onDay, locale) })}
        {amountMinor !== null && currency ? (
          <>
            {" "}
            <Money amountMinor={amountMinor} currency={currency} emphasis="none" />
          </>
        ) : null}
      </Banner>
      <dl className="grid gap-3 rounded-lg border border-rule bg-surface p-5">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt className="text-ink-2 text-md">{label}</dt>
            <dd className="[overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
