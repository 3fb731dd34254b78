"use client";

import { useTranslations } from "next-intl";
import type { StopReason } from "@/db/values/messages";

type StopChipsProps = { stops: readonly { reason: StopReason; count: number }[] };

/** What does not go and why: a small chip for each reason, with how many. */
export function StopChips({ stops }: StopChipsProps) {
  const t = useTranslations("messages.stops");
  if (stops.length === 0) return <span className="text-ink-3">–</span>;
  return (
    <ul className="flex flex-wrap gap-1">
      {stops.map(({ reason, count }) => (
        <li
          key={reason}
          className="inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-sm bg-warning-wash px-1.5 text-warning text-xs"
        >
          {t(reason)}
          <span className="figures font-[620]">{count}</span>
        </li>
      ))}
    </ul>
  );
}
