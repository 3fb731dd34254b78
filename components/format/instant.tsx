"use client";

import { useFormatter, useLocale, useNow, useTranslations } from "next-intl";
import { formatInstant } from "@/server/kernel/days";
import { cx } from "../ui/cx";

export type InstantProps = {
  value: Date | null | undefined;
  /** "relative": "před 3 h", the exact time in the title. */
  style?: "exact" | "relative";
  className?: string;
};

const dayMs = 86_400_000;
/** How often a page looks at the clock. */
const TICK_MS = 60_000;
/** What came since the page last looked, by a server's clock that may run ahead of it. */
const AHEAD_MS_MAX = TICK_MS + 30_000;

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
  const t = useTranslations("shell.format");
  const now = useNow({ updateInterval: TICK_MS });
  const aheadMs = value.getTime() - now.getTime();
  if (Math.abs(aheadMs) > 7 * dayMs) return exact;
  if (aheadMs > -1_000 && aheadMs <= AHEAD_MS_MAX) return t("justNow");
  return format.relativeTime(value, { now, style: "short" });
}
