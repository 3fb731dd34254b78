import { useLocale, useTranslations } from "next-intl";
import { type Day as CalendarDay, daysBetween, formatDay } from "@/server/kernel/days";
import { cx } from "../ui/cx";

export type DayProps = {
  value: CalendarDay | null | undefined;
  /** Given, a day before it is marked as past due, with the number of days in the title. */
  overdueOn?: CalendarDay;
  className?: string;
};

/** A calendar day as the reader's language writes it. */
export function Day({ value, overdueOn, className }: DayProps) {
  const locale = useLocale();
  const t = useTranslations("shell.format");
  if (!value) return <span className={cx("text-ink-3", className)}>–</span>;
  const late = overdueOn ? daysBetween(value, overdueOn) : 0;
  return (
    <time
      dateTime={value}
      title={late > 0 ? t("overdueDays", { count: late }) : undefined}
      className={cx("figures whitespace-nowrap", late > 0 && "text-danger", className)}
    >
      {formatDay(value, locale).replaceAll(" ", "\u00a0")}
    </time>
  );
}
