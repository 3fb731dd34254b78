"use client";

import { useTranslations } from "next-intl";
import { type Day as CalendarDay, daysBetween } from "@/server/kernel/days";
import { Day } from "../format/day";
import { Nothing } from "./nothing";
import { useToday } from "./use-today";

/** Since when something is owed past its due day, and for how many days. */
export function OverdueSince({ since }: { since: CalendarDay | null }) {
  const t = useTranslations("cases.list");
  const today = useToday();
  if (!since) return <Nothing />;
  const count = daysBetween(since, today);
  return (
    <span className="whitespace-nowrap">
      <Day value={since} className="text-ink-2" />
      {count > 0 ? (
        <span className="figures ml-1 inline-block min-w-[4.1em] text-right text-danger">
          {t("daysOverdue", { count })}
        </span>
      ) : null}
    </span>
  );
}
