"use client";

import { useTranslations } from "next-intl";
import { dayOf } from "@/server/kernel/days";
import type { RouterOutput } from "../api/crm";
import { Money } from "../format/money";
import type { Service } from "./service-form";

export type Costs = RouterOutput["registers"]["costs"];

/** What was spent in this calendar month, beside what may be. */
export function Spent({ service, costs }: { service: Service; costs: Costs }) {
  const t = useTranslations("registers.settings");
  const { register, currency, priceMinor, monthBudgetMinor } = service;
  const month = `${dayOf(new Date()).slice(0, 7)}-01`;
  const ours = costs.find(
    (each) => each.register === register && each.month === month && each.currency === currency,
  );
  const spentMinor = ours?.spentMinor ?? 0;
  if (priceMinor === 0 && monthBudgetMinor === null && spentMinor === 0) {
    return <span className="text-ink-3 text-xs">{t("free", { count: ours?.asked ?? 0 })}</span>;
  }
  const isSpent = monthBudgetMinor !== null && spentMinor + priceMinor > monthBudgetMinor;
  return (
    <span className={isSpent ? "text-danger text-xs" : "text-ink-2 text-xs"}>
      {t("spent")} <Money amountMinor={spentMinor} currency={currency} />
      {monthBudgetMinor === null ? null : (
        <>
          {" / "}
          <Money amountMinor={monthBudgetMinor} currency={currency} />
        </>
      )}
    </span>
  );
}
