"use client";

import { useFormatter, useLocale } from "next-intl";
import { type Day, formatDay } from "@/server/kernel/days";
import { cx } from "../ui/cx";
import { useToday } from "./use-today";

/** A day where width is dear: this year's without the year, the whole of it in the title. */
export function ShortDay({ value, className }: { value: Day; className?: string }) {
  const locale = useLocale();
  const format = useFormatter();
  const today = useToday();
  const whole = formatDay(value, locale);
  const isThisYear = value.slice(0, 4) === today.slice(0, 4);
  const noon = new Date(`${value}T12:00:00Z`);
  const text = isThisYear ? format.dateTime(noon, { day: "numeric", month: "numeric" }) : whole;
  return (
    <time dateTime={value} title={whole} className={cx("figures whitespace-nowrap", className)}>
      {text.replaceAll(" ", "\u00a0")}
    </time>
  );
}
