"use client";

import { useLocale, useTranslations } from "next-intl";
import { daysBetween, formatDay } from "@/server/kernel/days";
import { trpc } from "../api/crm";
import { Money } from "../format/money";
import type { DetailProps } from "./case-detail";
import { useToday } from "./use-today";

/** The list's balance holds what is booked; where interest grows, today's is drawn from the claims. */
function useOwedToday(detail: DetailProps["detail"]) {
  const { id: caseId, balanceCzkMinor, balanceEurMinor, claimCount } = detail;
  const { data } = trpc.claims.ofCase.useQuery(
    { caseId, onDay: null },
    { enabled: claimCount > 0 },
  );
  const isGrowing = Boolean(
    data?.claims.some(({ components }) => components.some(({ interest }) => interest !== null)),
  );
  const owed = (currency: "CZK" | "EUR") =>
    data?.totals.find((total) => total.currency === currency)?.balanceMinor ?? 0;
  return isGrowing
    ? { balanceCzkMinor: owed("CZK"), balanceEurMinor: owed("EUR"), isGrowing }
    : { balanceCzkMinor, balanceEurMinor, isGrowing };
}

/** What is owed now and since when; the one number everybody comes for. */
export function BalanceBlock({ detail }: DetailProps) {
  const t = useTranslations("cases.page");
  const locale = useLocale();
  const today = useToday();
  const { claimCount, overdueSince } = detail;
  const { balanceCzkMinor, balanceEurMinor, isGrowing } = useOwedToday(detail);
  const days = overdueSince ? daysBetween(overdueSince, today) : 0;
  return (
    <div>
      <p className="caption">{t(isGrowing ? "balanceWithInterest" : "balance")}</p>
      <p className="font-[650] text-2xl text-ink tracking-[-0.01em]">
        {balanceCzkMinor !== 0 || balanceEurMinor === 0 ? (
          <Money amountMinor={balanceCzkMinor} currency="CZK" className="mr-3" />
        ) : null}
        {balanceEurMinor !== 0 ? <Money amountMinor={balanceEurMinor} currency="EUR" /> : null}
      </p>
      <p className="text-ink-2 text-xs">
        {t("claimCount", { count: claimCount })}
        {overdueSince && days > 0 ? (
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
