"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { BulkCheck } from "./bulk";

const COUNTS = [
  ["found", "foundCount"],
  ["clear", "clearCount"],
  ["fresh", "freshCount"],
  ["missing", "missingCount"],
  ["unconfigured", "unconfiguredCount"],
  ["unavailable", "unavailableCount"],
] as const;

/** How many of a check were found, clear, asked lately, without identifiers, unanswered. */
export function BulkCounts({ run }: { run: BulkCheck }) {
  const t = useTranslations("insolvency.bulk.counts");
  const format = useFormatter();
  const shown = COUNTS.filter(([, key]) => run[key] > 0);
  if (shown.length === 0) return <span className="text-ink-3">{t("none")}</span>;
  return (
    <span className="figures flex flex-wrap gap-x-2 text-ink-2">
      {shown.map(([name, key]) => (
        <span key={name} className={name === "found" ? "font-[600] text-ink" : undefined}>
          {t(name, { count: run[key], shown: format.number(run[key]) })}
        </span>
      ))}
    </span>
  );
}
