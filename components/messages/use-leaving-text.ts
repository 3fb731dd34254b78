"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { dayOf, formatInstant, wallClock } from "@/server/kernel/days";
import { TIME_ZONE } from "@/server/kernel/locale";
import type { RouterOutput } from "../api/crm";

export type Leaving = RouterOutput["dunning"]["foretell"]["leaving"];
export type LeavingTimes = Pick<Leaving, "now" | "waits">;

/** "12 leave now", "3 wait until 8:00 (quiet hours)": a line for each, what leaves now first. */
export function useLeavingLines(): (leaving: LeavingTimes) => string[] {
  const t = useTranslations("messages.leaving");
  const untilText = useUntilText();
  return ({ now, waits }) => [
    ...(now > 0 ? [t("now", { count: now })] : []),
    ...waits.map(({ count, reason: code, until }) => {
      const reason = t(`reasons.${code}`);
      return until
        ? t("until", { count, at: untilText(until), reason })
        : t("open", { count, reason });
    }),
  ];
}

/** The same in one sentence. */
export function useLeavingText(): (leaving: LeavingTimes) => string {
  const format = useFormatter();
  const lines = useLeavingLines();
  return (leaving) => format.list(lines(leaving), { type: "unit" });
}

/** Of today the hour only. */
function useUntilText(): (at: Date) => string {
  const locale = useLocale();
  return (at) => {
    if (dayOf(at) !== dayOf(new Date())) return formatInstant(at, locale);
    const { hour, minute } = wallClock(at, TIME_ZONE);
    return `${Number(hour)}:${minute}`;
  };
}
