"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { addDays, type Day as CalendarDay } from "@/server/kernel/days";
import { formatAmount, parseMoney } from "@/server/kernel/money";
import { Day } from "../format/day";
import { Money } from "../format/money";
import { Banner } from "../ui/banner";
import { brandButton } from "./brand";
import type { CaseDetail } from "./case-page";
import { PortalInput } from "./input";
import { usePortal } from "./use-portal";

const USUAL_DAYS = 7;

/** A promise of a payment by a day, and those that were made before. */
export function PromisePayment({
  slug,
  refNo,
  owed,
  today,
  promises,
}: {
  slug: string;
  refNo: string;
  owed: CaseDetail["totals"];
  today: CalendarDay;
  promises: CaseDetail["promises"];
}) {
  const t = useTranslations("portal");
  return (
    <section className="grid gap-3" aria-labelledby="promises">
      <h2 id="promises" className="font-[620] text-xl">
        {t("case.promises")}
      </h2>
      {promises.length > 0 ? (
        <ul className="rounded-lg border border-rule bg-surface">
          {promises.map((promise) => (
            <li
              key={`${promise.dueOn}-${promise.amountMinor}-${promise.state}`}
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
      <PromiseForm slug={slug} refNo={refNo} owed={owed} today={today} />
    </section>
  );
}

function PromiseForm({
  slug,
  refNo,
  owed,
  today,
}: {
  slug: string;
  refNo: string;
  owed: CaseDetail["totals"];
  today: CalendarDay;
}) {
  const t = useTranslations("portal.promise");
  const locale = useLocale();
  const router = useRouter();
  const { call, error, isBusy } = usePortal(slug);
  const [first] = owed;
  const [amount, setAmount] = useState(formatAmount(first?.balanceMinor ?? 0, locale));
  const [dueOn, setDueOn] = useState<string>(addDays(today, USUAL_DAYS));
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [isDone, setDone] = useState(false);
  if (!first) return null;
  const { currency } = first;
  const read = parseMoney(amount, { currency });
  const amountMinor = read.ok ? read.value.amountMinor : 0;

  async function submit(event: FormEvent) {
    event.preventDefault();
    const promise = { refNo, amountMinor, currency, dueOn, idempotencyKey: key };
    const done = await call((client) => client.promisePayment.mutate(promise).then(() => true));
    if (!done) return;
    setDone(true);
    setKey(crypto.randomUUID());
    router.refresh();
  }
  return (
    <form onSubmit={submit} className="grid gap-3 rounded-lg border border-rule bg-surface p-4">
      {error ? (
        <Banner tone="danger" role="alert">
          {error}
        </Banner>
      ) : null}
      {isDone ? (
        <Banner tone="positive" role="status">
          {t("done")}
        </Banner>
      ) : null}
      <div className="grid gap-3 sm:grid-cols-2">
        <PortalInput
          label={`${t("amount")} (${currency === "EUR" ? "€" : "Kč"})`}
          value={amount}
          onChange={setAmount}
          inputMode="decimal"
          aria-invalid={amountMinor > 0 ? undefined : true}
        />
        <PortalInput label={t("dueOn")} type="date" value={dueOn} onChange={setDueOn} min={today} />
      </div>
      <button type="submit" className={brandButton} disabled={isBusy || amountMinor <= 0}>
        {t("submit")}
      </button>
    </form>
  );
}
