"use client";

import { useLocale, useTranslations } from "next-intl";
import { daysBetween, formatDay } from "@/server/kernel/days";
import { Money } from "../format/money";
import type { DetailProps } from "./case-detail";
import { useToday } from "./use-today";

/** What is owed now and since when; the one number everybody comes for. */
export function BalanceBlock({ detail }: DetailProps) {
  const t = useTranslations("cases.page");
  const locale = useLocale();
  const today = useToday();
  const { balanceCzkMinor, balanceEurMinor, claimCount, overdueSince } = detail;
  const days = overdueSince ? daysBetween(overdueSince, today) : 0;
  return (
    <div>
      <p className="caption">{t("balance")}</p>
      <p className="font-[650] text-2xl text-ink tracking-[-0.01em]">
        {balanceCzkMinor !== 0 || balanceEurMinor === 0 ? (
          <Money amountMinor={balanceCzkMinor} currency="CZK" className="mr-3" />
        ) : null}
        {balanceEurMinor !== 0 ? <Money amountMinor={balanceEurMinor} currency="EUR" /> : null}
      </p>
      <p className="text-ink-2 text-xs">
        {t("claimCount", { count: claimCount })}
        {overdueSince ? (
          <span className="text-danger">
            {" · "}
            <span title={t("overdueSince", { day: formatDay(overdueSince, locale) })}>
              {t("overdueDays", { count: days })}
            </span>
          </span>
        ) : claimCount > 0 ? (
          ` · ${t("notOverdue")}`
        ) : null}
      </p>
    </div>
  );
}
