"use client";

import { useFormatter, useLocale, useNow } from "next-intl";
import { formatInstant } from "@/server/kernel/days";
import { cx } from "../ui/cx";

export type InstantProps = {
  value: Date | null | undefined;
  /** "relative": "před 3 h", the exact time in the title. */
  style?: "exact" | "relative";
  className?: string;
};

const dayMs = 86_400_000;

/** A moment: exact on Prague's clock, or how long ago while that is less than a week. */
export function Instant({ value, style = "exact", className }: InstantProps) {
  const locale = useLocale();
  if (!value) return <span className={cx("text-ink-3", className)}>–</span>;
  const exact = formatInstant(value, locale);
  return (
    <time
      dateTime={value.toISOString()}
      title={style === "relative" ? exact : undefined}
      className={cx("figures whitespace-nowrap", className)}
    >
      {style === "relative" ? <Relative value={value} exact={exact} /> : exact}
    </time>
  );
}

function Relative({ value, exact }: { value: Date; exact: string }) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  if (Math.abs(now.getTime() - value.getTime()) > 7 * dayMs) return exact;
  return format.relativeTime(value, { now, style: "short" });
}
