import { INTL_TAG, TIME_ZONE } from "./locale";

/** A day without time or zone, "YYYY-MM-DD"; two days compare as plain strings. */
export type Day = string;

export const YEAR_MIN = 1900;
export const YEAR_MAX = 2100;

const DAY_FORM = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

export function isDay(value: unknown): value is Day {
  if (typeof value !== "string" || !DAY_FORM.test(value)) return false;
  return isCalendarDay(yearOf(value), monthOf(value), dateOf(value));
}

/** A day in the years that the program reckons with; the form of a request's days. */
export function isKnownDay(value: unknown): value is Day {
  return isDay(value) && yearOf(value) >= YEAR_MIN && yearOf(value) <= YEAR_MAX;
}

/** The day of a year, month (1-12) and date; null if there is none or it is out of range. */
export function makeDay(year: number, month: number, date: number): Day | null {
  if (year < YEAR_MIN || year > YEAR_MAX || !isCalendarDay(year, month, date)) return null;
  return printDay(year, month, date);
}

export function isCalendarDay(year: number, month: number, date: number): boolean {
  if (month < 1 || month > 12 || date < 1) return false;
  return date <= daysInMonth(year, month);
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

export function monthOf(day: Day): number {
  return Number(day.slice(5, 7));
}

export function dateOf(day: Day): number {
  return Number(day.slice(8, 10));
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function addDays(day: Day, count: number): Day {
  return fromEpoch(toEpoch(day) + count);
}

/** The same date `count` months on; the last day of the month where it has no such date. */
export function addMonths(day: Day, count: number): Day {
  const months = yearOf(day) * 12 + (monthOf(day) - 1) + count;
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  return printDay(year, month, Math.min(dateOf(day), daysInMonth(year, month)));
}

/** Months from the month of `from` to that of `to`, whatever their dates. */
export function monthsBetween(from: Day, to: Day): number {
  return (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return toEpoch(to) - toEpoch(from);
}

export function compareDays(a: Day, b: Day): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: Day): number {
  // 1 January 1970 was a Thursday.
  return ((((toEpoch(day) + 3) % 7) + 7) % 7) + 1;
}

/** The day on the wall calendar of `timeZone` at an instant. */
export function dayOf(instant: Date, timeZone: string = TIME_ZONE): Day {
  const { year, month, day } = wallClock(instant, timeZone);
  return `${year}-${month}-${day}`;
}

export type WallClock = { year: string; month: string; day: string; hour: string; minute: string };

// Making an Intl formatter costs more than a thousand uses of it.
const wallClocks = new Map<string, Intl.DateTimeFormat>();

/** Zero-padded parts of the clock and calendar on the wall of a time zone. */
export function wallClock(instant: Date, timeZone: string): WallClock {
  let format = wallClocks.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(INTL_TAG.en, {
      timeZone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
    wallClocks.set(timeZone, format);
  }
  const clock: WallClock = { year: "", month: "", day: "", hour: "", minute: "" };
  for (const part of format.formatToParts(instant)) {
    if (part.type in clock) clock[part.type as keyof WallClock] = part.value;
  }
  return { ...clock, year: clock.year.padStart(4, "0") };
}

function toEpoch(day: Day): number {
  return Date.UTC(yearOf(day), monthOf(day) - 1, dateOf(day)) / DAY_MS;
}

function fromEpoch(epochDay: number): Day {
  const date = new Date(epochDay * DAY_MS);
  return printDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

function printDay(year: number, month: number, date: number): Day {
  return `${String(year).padStart(4, "0")}-${pad2(month)}-${pad2(date)}`;
}

export function pad2(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
