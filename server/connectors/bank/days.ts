import { type Day, makeDay } from "@/server/kernel/days";

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
