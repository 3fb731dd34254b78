import { addDays, type Day, makeDay, weekdayOf, yearOf } from "./calendar";

/** Public holidays of fixed date, "MM-DD": zákon 245/2000 Sb. and zákon č. 241/1993 Z. z. */
const FIXED: Readonly<Record<string, readonly string[]>> = {
  CZ: [
    "01-01",
    "05-01",
    "05-08",
    "07-05",
    "07-06",
    "09-28",
    "10-28",
    "11-17",
    "12-24",
    "12-25",
    "12-26",
  ],
  SK: [
    ...["01-01", "01-06", "05-01", "05-08", "07-05", "08-29", "09-01", "09-15", "11-01", "11-17"],
    ...["12-24", "12-25", "12-26"],
  ],
};

/** Days that the law has made working days: for good from a year on, or in one year only. */
function isWorking(day: Day, country: string): boolean {
  if (country !== "SK") return false;
  const [year, date] = [yearOf(day), day.slice(5)];
  if (date === "09-01") return year >= 2024;
  if (date === "11-17") return year >= 2025;
  // The consolidation of public finances took these two in 2026.
  return year === 2026 && (date === "05-08" || date === "09-15");
}

/** Easter Sunday of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher). */
export function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - d + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const at = h + l - 7 * m + 114;
  const day = makeDay(year, Math.floor(at / 31), (at % 31) + 1);
  if (day === null) throw new RangeError("easterSunday: a year out of range");
  return day;
}

/**
 * Whether people of a country rest that day. Good Friday and Easter Monday count in both countries
 * (in Czechia Good Friday since 2016). Of another country nothing is known: no.
 */
export function isHoliday(day: Day, country: string): boolean {
  const fixed = FIXED[country];
  if (!fixed) return false;
  if (fixed.includes(day.slice(5))) return !isWorking(day, country);
  const easter = easterSunday(yearOf(day));
  const isFriday = day === addDays(easter, -2) && (country === "SK" || yearOf(day) >= 2016);
  return isFriday || day === addDays(easter, 1);
}

/** Saturday or Sunday. */
export const isWeekend = (day: Day): boolean => weekdayOf(day) >= 6;

/** The day itself, or the next one on which people of a country work. */
export function workingDayFrom(day: Day, country: string): Day {
  let at = day;
  while (isWeekend(at) || isHoliday(at, country)) at = addDays(at, 1);
  return at;
}
