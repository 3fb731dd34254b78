import { addDays, addMonths, type Day, monthOf, weekdayOf, yearOf } from "@/server/kernel/days";

/** First day of the month that `day` lies in. */
export function monthStart(day: Day): Day {
  return `${day.slice(0, 8)}01`;
}

/** Six weeks from Monday that cover the month of `day`: 42 days. */
export function monthGrid(day: Day): Day[] {
  const first = monthStart(day);
  const start = addDays(first, 1 - weekdayOf(first));
  return Array.from({ length: 42 }, (_, index) => addDays(start, index));
}

export function isSameMonth(one: Day, other: Day): boolean {
  return yearOf(one) === yearOf(other) && monthOf(one) === monthOf(other);
}

/** Where a key leads from a focused day of a calendar (WAI-ARIA date grid); null = nowhere. */
export function moveInCalendar(day: Day, key: string): Day | null {
  const byDays: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -7,
    ArrowDown: 7,
    Home: 1 - weekdayOf(day),
    End: 7 - weekdayOf(day),
  };
  const days = byDays[key];
  if (days !== undefined) return addDays(day, days);
  if (key === "PageUp") return addMonths(day, -1);
  if (key === "PageDown") return addMonths(day, 1);
  return null;
}
