import { type Day, dateOf, monthOf, pad2, wallClock, yearOf } from "./calendar";
import { type Locale, TIME_ZONE } from "./locale";

export * from "./calendar";
export type { DayOptions } from "./day-text";
export { excelSerialToDay, parseDay } from "./day-text";

/** "31. 1. 2026" (cs, sk), "31 Jan 2026" (en), "31.01.2026" (ru). */
export function formatDay(day: Day, locale: Locale): string {
  const date = dateOf(day);
  const month = monthOf(day);
  const year = yearOf(day);
  if (locale === "en") return `${date} ${EN_MONTHS[month - 1]} ${year}`;
  if (locale === "ru") return `${pad2(date)}.${pad2(month)}.${year}`;
  return `${date}. ${month}. ${year}`;
}

/** Day and time of day, "31. 1. 2026 14:05", on the wall clock of `timeZone`. */
export function formatInstant(instant: Date, locale: Locale, timeZone: string = TIME_ZONE): string {
  const { year, month, day, hour, minute } = wallClock(instant, timeZone);
  return `${formatDay(`${year}-${month}-${day}`, locale)} ${hour}:${minute}`;
}

const EN_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
