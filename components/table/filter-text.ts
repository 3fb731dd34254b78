"use client";

import { useLocale } from "next-intl";
import { formatDay, isDay } from "@/server/kernel/days";
import { formatMoney } from "@/server/kernel/money";
import type { Filter } from "./filter";
import { choicesOf, numberRangeOf, rangeOf } from "./list-query";

/** What a chip says of a filter's value: "Nový, Vyzváno", "1. 1. 2026 – 31. 1. 2026". */
export function useFilterText(): (filter: Filter, value: string) => string {
  const locale = useLocale();
  return (filter, value) => {
    switch (filter.kind) {
      case "choice": {
        const label = (each: string) =>
          filter.options.find((option) => option.value === each)?.label ??
          filter.labelOf?.(each) ??
          each;
        return choicesOf(value).map(label).join(", ");
      }
      case "days": {
        const { from, to } = rangeOf(value);
        const day = (end: string | null) => (isDay(end) ? formatDay(end, locale) : null);
        return spanText(day(from), day(to));
      }
      case "money": {
        const { from, to } = numberRangeOf(value);
        const money = (end: number | null) =>
          end === null ? null : formatMoney(end, filter.currency, locale);
        return spanText(money(from), money(to));
      }
      case "flag":
        return "";
      default:
        return value;
    }
  };
}

function spanText(from: string | null, to: string | null): string {
  if (from && to) return `${from} – ${to}`;
  return from ? `≥ ${from}` : `≤ ${to ?? ""}`;
}
