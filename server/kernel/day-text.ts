import {
  addDays,
  type Day,
  dayOf,
  isCalendarDay,
  makeDay,
  YEAR_MAX,
  YEAR_MIN,
  yearOf,
} from "./calendar";
import { tidy } from "./fold";
import { type Finding, fail, finding, ok, type Parsed } from "./parsed";

export type DayOptions = {
  /** The workbook counts days from 1904 (files that began on an old Mac). */
  date1904?: boolean;
  /** Today: places two-digit years in the hundred years that end 20 years from now. */
  now?: Day;
};

/**
 * A day as Czechs write it ("31. 1. 2026", day first), as ISO text, or as an Excel serial.
 * The time of day is dropped; an ISO instant with an offset is read on the Prague calendar.
 * Findings: `kernel.day_…` empty, not_a_date, does_not_exist, year_out_of_range; warnings:
 * two_digit_year, day_first_assumed.
 */
export function parseDay(
  value: string | number | null | undefined,
  options: DayOptions = {},
): Parsed<Day> {
  if (value === null || value === undefined || value === "") return fail("kernel.day_empty");
  if (typeof value === "number") return fromNumber(value, options.date1904 === true);
  const iso = scanIso(value);
  if (iso !== null) return iso;
  return fromText(value, options);
}

// Serial 60 is 29 February 1900, which Lotus 1-2-3 believed in and Excel keeps for its sake; all
// later serials are one too high.
const LOTUS_LEAP_DAY = 60;
const EPOCH_1900: Day = "1899-12-31";
const EPOCH_1904: Day = "1904-01-01";
// 31 December 2100 is serial 73415; the bound only keeps the date arithmetic sane.
const SERIAL_MAX = 73_415;
// Times are kept as binary fractions: midnight may come as 45999.9999999999.
const HALF_MILLISECOND = 5e-9;

/**
 * The day of an Excel serial (fraction = time of day, dropped); null if the calendar has no such
 * day or its year lies outside 1900-2100. `date1904` is the other date system of Excel.
 */
export function excelSerialToDay(serial: number, date1904 = false): Day | null {
  if (!Number.isFinite(serial) || serial < 0 || serial >= SERIAL_MAX + 1) return null;
  const whole = Math.floor(serial + HALF_MILLISECOND);
  if (date1904) return inRange(addDays(EPOCH_1904, whole));
  if (whole === 0 || whole === LOTUS_LEAP_DAY) return null;
  return inRange(addDays(EPOCH_1900, whole < LOTUS_LEAP_DAY ? whole : whole - 1));
}

function inRange(day: Day): Day | null {
  const year = yearOf(day);
  return year >= YEAR_MIN && year <= YEAR_MAX ? day : null;
}

function fromNumber(value: number, date1904: boolean): Parsed<Day> {
  const day = excelSerialToDay(value, date1904);
  if (day !== null) return ok(day);
  // 20260131: written together, far above every serial of this century and the next.
  if (Number.isInteger(value) && value >= 19_000_101 && value <= 21_001_231) {
    return build(String(value), [
      Math.floor(value / 10_000),
      Math.floor(value / 100) % 100,
      value % 100,
    ]);
  }
  return fail("kernel.day_not_a_date", { value: String(value) });
}

/** Exactly "YYYY-MM-DD"; null hands over to the slow reader. */
function scanIso(text: string): Parsed<Day> | null {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return null;
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 5, 7);
  const date = digitsAt(text, 8, 10);
  if (year < YEAR_MIN || year > YEAR_MAX || date < 0) return null;
  return isCalendarDay(year, month, date) ? ok(text) : null;
}

function digitsAt(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

const TIME = "(?:[T, ] ?(\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?) ?(Z|[+-]\\d{2}:?\\d{2})?)?";
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.]) ?(\\d{1,2})\\2 ?(\\d{1,2})\\.?${TIME}$`, "i");
const DAY_FIRST = new RegExp(`^(\\d{1,2}) ?([-/.]) ?(\\d{1,2}) ?\\2 ?(\\d{4}|\\d{2})${TIME}$`, "i");
const MONTH_NAMED = /^(\d{1,2})\. ?(\p{L}{3,10}) (\d{4})$/u;
const TOGETHER = /^(\d{4})(\d{2})(\d{2})$/;

function fromText(value: string, options: DayOptions): Parsed<Day> {
  const text = tidy(value);
  if (text === "") return fail("kernel.day_empty");
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst !== null) return fromDayFirst(text, dayFirst, options.now);
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) return fromYearFirst(text, yearFirst);
  const together = TOGETHER.exec(text);
  if (together !== null) return build(text, numbers(together, [1, 2, 3]));
  const named = MONTH_NAMED.exec(text);
  const month = named === null ? undefined : MONTHS.get(named[2]?.toLowerCase() ?? "");
  if (named !== null && month !== undefined) {
    return build(text, [Number(named[3]), month, Number(named[1])]);
  }
  return fail("kernel.day_not_a_date", { value: text });
}

function fromDayFirst(text: string, match: RegExpExecArray, now: Day | undefined): Parsed<Day> {
  const [date = 0, month = 0, typedYear = 0] = numbers(match, [1, 3, 4]);
  const isShort = match[4]?.length === 2;
  const year = isShort ? windowed(typedYear, now) : typedYear;
  const warnings: Finding[] = [];
  if (isShort) warnings.push(finding("kernel.day_two_digit_year", { value: text, year }));
  // Dots are Czech and day first; with slashes an American may have meant the month.
  if (match[2] === "/" && date <= 12 && month <= 12 && date !== month) {
    warnings.push(finding("kernel.day_first_assumed", { value: text }));
  }
  return build(text, [year, month, date], warnings);
}

function fromYearFirst(text: string, match: RegExpExecArray): Parsed<Day> {
  const local = build(text, numbers(match, [1, 3, 4]));
  const [time, offset] = [match[5], match[6]];
  if (!local.ok || time === undefined || offset === undefined) return local;
  // "2026-01-30T23:00:00Z" is how JavaScript writes the midnight that began 31 January in Prague.
  const clock = time.length < 6 ? `${time}:00` : time.replace(",", ".");
  const zone = /^z$/i.test(offset) ? "Z" : `${offset.slice(0, 3)}:${offset.slice(-2)}`;
  const instant = new Date(`${local.value}T${clock.padStart(8, "0")}${zone}`);
  if (Number.isNaN(instant.getTime())) return fail("kernel.day_not_a_date", { value: text });
  return ok(dayOf(instant));
}

function build(text: string, parts: readonly number[], warnings?: Finding[]): Parsed<Day> {
  const [year = 0, month = 0, date = 0] = parts;
  if (!isCalendarDay(year, month, date)) return fail("kernel.day_does_not_exist", { value: text });
  const day = makeDay(year, month, date);
  if (day !== null) return ok(day, warnings);
  return fail("kernel.day_year_out_of_range", { value: text, min: YEAR_MIN, max: YEAR_MAX });
}

// Without a "now" the window is the one of the years in which this program lives.
const WINDOW_YEAR = 2026;
const WINDOW_AHEAD = 20;

function windowed(shortYear: number, now: Day | undefined): number {
  const current = now === undefined ? WINDOW_YEAR : yearOf(now);
  const inCentury = current - (current % 100) + shortYear;
  if (inCentury > current + WINDOW_AHEAD) return inCentury - 100;
  return inCentury <= current + WINDOW_AHEAD - 100 ? inCentury + 100 : inCentury;
}

function numbers(match: RegExpExecArray, groups: readonly number[]): number[] {
  return groups.map((group) => Number(match[group]));
}

const MONTHS = new Map<string, number>(
  [
    "ledna leden január januára",
    "února únor február februára",
    "března březen marec marca",
    "dubna duben apríl apríla",
    "května květen máj mája",
    "června červen jún júna",
    "července červenec júl júla",
    "srpna srpen august augusta",
    "září september septembra",
    "října říjen október októbra",
    "listopadu listopad november novembra",
    "prosince prosinec december decembra",
  ].flatMap((names, index) => names.split(" ").map((name) => [name, index + 1] as const)),
);
