"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ComponentKind, DayCount, InterestRegime } from "@/db/values/claims";
import { formatMoney } from "@/server/kernel/money";
import type { Rule } from "./rule-list-page";
import { usePercent } from "./use-percent";

/** The value of a figure in words: an order with arrows, percent, money, days. */
export function useRuleValue(): (rule: Rule, value: unknown) => string {
  const t = useTranslations("claims");
  const locale = useLocale();
  const percent = usePercent();
  return ({ topic, jurisdiction }, value) => {
    switch (topic) {
      case "order":
        return (value as ComponentKind[][])
          .map((kinds) => kinds.map((kind) => t(`kinds.${kind}`)).join(" + "))
          .join(" → ");
      case "lateInterest":
        return t(`regimes.${value as InterestRegime}`);
      case "dayCount":
        return t(`dayCounts.${value as DayCount}`);
      case "penaltyDayPercent":
      case "penaltyCreditPercent":
        return percent(String(value));
      case "penaltyTotalMinor":
      case "flatCostsMinor":
        return formatMoney(Number(value), jurisdiction === "CZ" ? "CZK" : "EUR", locale);
      case "creditLimitDays":
        return t("rules.days", { count: Number(value) });
    }
  };
}
