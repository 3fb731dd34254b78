"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { addDays, type Day as CalendarDay } from "@/server/kernel/days";
import { CURRENCIES, type Currency, formatAmount, parseMoney } from "@/server/kernel/money";
import { useCodeText } from "../form/error-text";
import { Day } from "../format/day";
import { Money } from "../format/money";
import { Banner } from "../ui/banner";
import { brandButton } from "./brand";
import type { CaseDetail } from "./case-page";
import { FaultBanner } from "./fault";
import { PortalInput } from "./input";
import { PortalSelect } from "./portal-select";
import { usePortalForm } from "./use-portal-form";

const USUAL_DAYS = 7;
const SIGNS: Record<Currency, string> = { CZK: "Kč", EUR: "€" };
const PLACES: Record<string, string> = {
  amountMinor: "amount",
  "instalments.promise_in_past": "dueOn",
};
const place = (named: string) => PLACES[named] ?? named;

interface FormProps {
  slug: string;
  refNo: string;
  /** By currency; at least one. */
  owed: CaseDetail["totals"];
  today: CalendarDay;
}

/** A promise of a payment by a day, and those that were made before. */
export function PromisePayment({
  promises,
  ...form
}: FormProps & { promises: CaseDetail["promises"] }) {
  const t = useTranslations("portal");
  return (
    <section className="grid gap-3" aria-labelledby="promises">
      <h2 id="promises" className="font-[620] text-xl">
        {t("case.promises")}
      </h2>
      {promises.length > 0 ? (
        <ul className="rounded-lg border border-rule bg-surface">
          {promises.map((promise, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: two promises may be alike in all.
              key={index}
              className="grid grid-cols-[1fr_auto] gap-x-3 border-rule px-4 py-2.5 not-last:border-b"
            >
              <span>
                <Day value={promise.dueOn} />{" "}
                <span className="text-ink-2 text-md">{t(`promiseStates.${promise.state}`)}</span>
              </span>
              <Money
                amountMinor={promise.amountMinor}
                currency={promise.currency}
                emphasis="none"
              />
            </li>
          ))}
        </ul>
      ) : null}
      <PromiseForm {...form} />
    </section>
  );
}

function PromiseForm({ slug, refNo, owed, today }: FormProps) {
  const t = useTranslations("portal.promise");
  const router = useRouter();
  const form = usePortalForm(slug, place);
  const [dueOn, setDueOn] = useState<string>(addDays(today, USUAL_DAYS));
  const [isDone, setDone] = useState(false);
  const of = useAmount(owed);
  const { currency, currencies } = of;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setDone(false);
    const { amountMinor, fault } = of.read();
    if (fault) return void form.refuse({ amount: fault });
    const promise = { refNo, amountMinor, currency, dueOn };
    const done = await form.send(promise, (client, idempotencyKey) =>
      client.promisePayment.mutate({ ...promise, idempotencyKey }).then(() => true),
    );
    if (!done) return;
    setDone(true);
    router.refresh();
  }
  return (
    <form
      {...form.props}
      onSubmit={submit}
      className="grid gap-3 rounded-lg border border-rule bg-surface p-4"
    >
      <FaultBanner slug={slug} fault={form.fault} />
      {isDone ? (
        <Banner tone="positive" role="status">
          {t("done")}
        </Banner>
      ) : null}
      <div className="grid gap-3 sm:grid-cols-2">
        {currencies.length > 1 ? (
          <PortalSelect
            {...form.at("currency")}
            label={t("currency")}
            value={currency}
            options={currencies.map((value) => ({ value, label: `${SIGNS[value]} (${value})` }))}
            onChange={of.setCurrency}
          />
        ) : null}
        <PortalInput
          {...form.at("amount")}
          label={`${t("amount")} (${SIGNS[currency]})`}
          value={of.amount}
          onChange={of.setAmount}
          inputMode="decimal"
          autoComplete="off"
          required
        />
        <PortalInput
          {...form.at("dueOn")}
          label={t("dueOn")}
          type="date"
          value={dueOn}
          onChange={setDueOn}
          min={today}
          required
        />
      </div>
      <button type="submit" className={brandButton} disabled={form.isBusy}>
        {t("submit")}
      </button>
    </form>
  );
}

/** How much of which currency: to begin with, all that is owed in the first. */
function useAmount(owed: CaseDetail["totals"]) {
  const t = useTranslations("shell.form");
  const locale = useLocale();
  const codeText = useCodeText();
  const currencies = CURRENCIES.filter((each) => owed.some((total) => total.currency === each));
  const [currency, choose] = useState<Currency>(currencies[0] ?? "CZK");
  const all = (of: Currency) =>
    formatAmount(owed.find((total) => total.currency === of)?.balanceMinor ?? 0, locale);
  const [amount, setAmount] = useState(() => all(currency));
  function setCurrency(given: string): void {
    const next = currencies.find((each) => each === given) ?? currency;
    choose(next);
    setAmount(all(next));
  }
  function read(): { amountMinor: number; fault: string | null } {
    const parsed = parseMoney(amount, { currency });
    if (!parsed.ok) {
      const { code, params } = parsed.finding;
      return { amountMinor: 0, fault: codeText(code, params) ?? t("invalidError") };
    }
    const { amountMinor } = parsed.value;
    return { amountMinor, fault: amountMinor > 0 ? null : t("invalidError") };
  }
  return { currency, currencies, setCurrency, amount, setAmount, read };
}
