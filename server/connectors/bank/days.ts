import { type Day, dayOf, isDay, makeDay, YEAR_MAX, YEAR_MIN, yearOf } from "@/server/kernel/days";

/** Statements of the nineties exist, those of the next century's eighties do not yet. */
const PIVOT_YEAR = 80;

export function fullYear(twoDigits: number): number {
  return twoDigits >= PIVOT_YEAR ? 1900 + twoDigits : 2000 + twoDigits;
}

// A statement has few days and many lines.
const shortDays = new Map<number, Day | null>();

/** The day of ddmmyy given as one number; null if the calendar has none. */
export function dayOfShort(ddmmyy: number): Day | null {
  if (ddmmyy === lastShort.code) return lastShort.day;
  const day = findShort(ddmmyy);
  lastShort = { code: ddmmyy, day };
  return day;
}

let lastShort: { code: number; day: Day | null } = { code: 0, day: null };

function findShort(ddmmyy: number): Day | null {
  const known = shortDays.get(ddmmyy);
  if (known !== undefined) return known;
  const [date, month] = [Math.floor(ddmmyy / 10_000), Math.floor(ddmmyy / 100) % 100];
  const day = makeDay(fullYear(ddmmyy % 100), month, date);
  // Only days of the calendar are kept, and it has 36 525 of them.
  if (day !== null) shortDays.set(ddmmyy, day);
  return day;
}

const REMEMBERED_MAX = 1000;
const REMEMBERED_LENGTH_MAX = 40;

/** The same reading, which a statement asks for over and over with the same few texts. */
export function remembered(read: (text: string) => Day | null): (text: string) => Day | null {
  const known = new Map<string, Day | null>();
  return (text) => {
    const day = known.get(text);
    if (day !== undefined) return day;
    const found = read(text);
    if (text.length > REMEMBERED_LENGTH_MAX) return found;
    if (known.size >= REMEMBERED_MAX) known.clear();
    known.set(text, found);
    return found;
  };
}

const ISO_DAY = /^\d{4}-\d{2}-\d{2}(?=$|[T+\-Z ])/;

/** The day that begins an ISO date or time, whatever its zone says; null if it is none. */
export function isoDay(text: string): Day | null {
  return dayInRange(ISO_DAY.exec(text)?.[0] ?? "");
}

/** The day of an instant on the calendar of Prague, given in milliseconds or as ISO text. */
export function instantDay(instant: number | string): Day | null {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? null : dayInRange(dayOf(date));
}

function dayInRange(day: string): Day | null {
  if (!isDay(day)) return null;
  return yearOf(day) >= YEAR_MIN && yearOf(day) <= YEAR_MAX ? day : null;
}

const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;

/** "31.12.2026" */
export const dottedDay = remembered((text) => {
  const [, date, month, year] = DOTTED.exec(text) ?? [];
  return date === undefined ? null : makeDay(Number(year), Number(month), Number(date));
});
