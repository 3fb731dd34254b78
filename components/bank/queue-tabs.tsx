"use client";

import { useTranslations } from "next-intl";
import type { RouterOutput } from "../api/crm";
import { cx } from "../ui/cx";
import { QUEUES, type Queue, reasonsOf } from "./bank-query";

type Counts = RouterOutput["bank"]["count"];

/** Beyond it a count is only "more". */
const COUNT_MAX = 10_000;

function countOf(queue: Queue, counts: Counts): number {
  const { open, parked, matched, ignored, reasons } = counts;
  if (queue === "all") return open + parked + matched + ignored;
  if (queue === "parked" || queue === "matched" || queue === "ignored") return counts[queue];
  return reasonsOf(queue).reduce((sum, reason) => sum + (reasons[reason] ?? 0), 0);
}

type QueueTabsProps = {
  value: Queue;
  counts: Counts | undefined;
  onChange: (queue: Queue) => void;
};

/** Where movements stand, with how many of them: what waits with somebody offered comes first. */
export function QueueTabs({ value, counts, onChange }: QueueTabsProps) {
  const t = useTranslations("bank.tabs");
  return (
    <fieldset
      aria-label={t("label")}
      className="mb-2 flex min-w-0 shrink-0 gap-4 overflow-x-auto overflow-y-hidden border-rule-strong border-b px-gutter [scrollbar-width:none]"
    >
      {QUEUES.map((queue) => {
        const count = counts && countOf(queue, counts);
        return (
          <button
            key={queue}
            type="button"
            aria-pressed={queue === value}
            onClick={() => onChange(queue)}
            className={cx(
              "-mb-px flex h-8.5 shrink-0 items-center gap-1.5 border-transparent border-b-2 text-ink-2 hover:text-ink focus-visible:-outline-offset-2 coarse:h-11",
              queue === value && "border-accent! font-[600] text-ink!",
            )}
          >
            {t(queue)}
            {count === undefined ? null : (
              <span className="figures font-[450] text-ink-3 text-xs">
                {count > COUNT_MAX ? `${COUNT_MAX}+` : count}
              </span>
            )}
          </button>
        );
      })}
    </fieldset>
  );
}
