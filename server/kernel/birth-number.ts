import { type Day, isCalendarDay, pad2 } from "./calendar";
import { tidy } from "./fold";
import { fail, finding, ok, type Parsed } from "./parsed";

export type Sex = "male" | "female";

/** `value` is 9 or 10 digits without the slash. */
export type BirthNumber = { value: string; birthOn: Day; sex: Sex };

export type BirthNumberOptions = {
  /** Today; a birth after it is refused. */
  now?: Day;
};

/**
 * Czech and Slovak birth number (zákon 133/2000 § 13, zákon 53/2004) in any spelling, also as the
 * number that Excel made of it. A number that Excel shortened is restored with a warning.
 * The findings never repeat the number: it is protected data and findings are downloaded.
 * Findings: `kernel.birth_number_…` empty, bad_shape, bad_date, bad_check, future; warnings:
 * zero_restored, two_readings, late_exception.
 */
export function parseBirthNumber(
  value: string | number | null | undefined,
  options: BirthNumberOptions = {},
): Parsed<BirthNumber> {
  if (value === null || value === undefined || value === "") {
    return fail("kernel.birth_number_empty");
  }
  if (typeof value === "number") return fromNumber(value, options);
  const digits = digitsIn(value);
  if (digits === "") return fail("kernel.birth_number_empty");
  if (digits === null || digits.length < SHORTENED_MIN || digits.length > 10) return badShape();
  if (digits.length === 10) return read(digits, options);
  const asWritten = digits.length === 9 ? read(digits, options) : badShape();
  if (asWritten.ok) return asWritten;
  // A text of nine digits is what a CSV keeps of a number cell.
  const restored = read(digits.padStart(10, "0"), options);
  return restored.ok ? withWarning(restored, "kernel.birth_number_zero_restored") : asWritten;
}

/** "800101/9114" */
export function formatBirthNumber(value: string): string {
  return `${value.slice(0, 6)}/${value.slice(6)}`;
}

/**
 * "80••••/••••": the year alone, enough to see that a number is there and whether it can be the one
 * on a paper. Day and sex are data of their own with fields of their own; who may see those need
 * not get them from here, and an export or a picture of this text gives neither away.
 */
export function maskBirthNumber(value: string): string {
  return `${value.slice(0, 2)}••••/${"•".repeat(Math.max(0, value.length - 6))}`;
}

// 0001011235 (born 1 January 2000) is kept by Excel as 1011235.
const SHORTENED_MIN = 7;

function fromNumber(value: number, options: BirthNumberOptions): Parsed<BirthNumber> {
  if (!Number.isSafeInteger(value) || value < 1_000_000 || value > 9_999_999_999) return badShape();
  const digits = String(value);
  if (digits.length === 10) return read(digits, options);
  const restored = read(digits.padStart(10, "0"), options);
  const asWritten = digits.length === 9 ? read(digits, options) : badShape();
  if (!restored.ok) return asWritten.ok ? asWritten : shortened(digits, restored, asWritten);
  // Up to 1953 there were nine digits and no check, so a shortened number of someone born
  // 2000-2009 may look like one; the check digit of the restored form speaks for the younger.
  return withWarning(
    restored,
    asWritten.ok ? "kernel.birth_number_two_readings" : "kernel.birth_number_zero_restored",
  );
}

/** Why neither reading holds: of nine digits both were possible, of fewer only the restored one. */
function shortened(
  digits: string,
  restored: Parsed<BirthNumber>,
  asWritten: Parsed<BirthNumber>,
): Parsed<BirthNumber> {
  return digits.length === 9 ? asWritten : restored;
}

const LAST_NINE_DIGIT_YEAR = 53;
// Issued until 1985 where the first nine digits leave 10.
const LAST_EXCEPTION_YEAR = 1985;
const EXTRA_SERIES_SINCE = 2004;

function read(digits: string, options: BirthNumberOptions): Parsed<BirthNumber> {
  const number = Number(digits);
  const isShort = digits.length === 9;
  const head = isShort ? Math.floor(number / 1_000) : Math.floor(number / 10_000);
  const year = fullYear(Math.floor(head / 10_000), isShort);
  const monthCode = Math.floor(head / 100) % 100;
  const month = monthOfCode(monthCode, year ?? 0);
  const date = head % 100;
  if (year === null || month === null || !isCalendarDay(year, month, date)) {
    return fail("kernel.birth_number_bad_date");
  }
  const birthOn = `${year}-${pad2(month)}-${pad2(date)}`;
  if (options.now !== undefined && birthOn > options.now) return fail("kernel.birth_number_future");
  const value = { value: digits, birthOn, sex: sexOfCode(monthCode) };
  return isShort ? ok(value) : checked(value, number);
}

function checked(value: BirthNumber, number: number): Parsed<BirthNumber> {
  const check = number % 10;
  const remainder = Math.floor(number / 10) % 11;
  if (remainder === check) return ok(value);
  if (remainder !== 10 || check !== 0) return fail("kernel.birth_number_bad_check");
  const isLate = Number(value.birthOn.slice(0, 4)) > LAST_EXCEPTION_YEAR;
  return ok(value, isLate ? [finding("kernel.birth_number_late_exception")] : []);
}

function fullYear(shortYear: number, isShort: boolean): number | null {
  if (!isShort) return shortYear > LAST_NINE_DIGIT_YEAR ? 1900 + shortYear : 2000 + shortYear;
  if (shortYear <= LAST_NINE_DIGIT_YEAR) return 1900 + shortYear;
  return shortYear >= 80 ? 1800 + shortYear : null;
}

/** Women +50; where a day ran out of numbers +20 (men) or +70 (women), since 2004. */
function monthOfCode(code: number, year: number): number | null {
  const own = code > 50 ? code - 50 : code;
  if (own >= 1 && own <= 12) return own;
  const isExtra = own >= 21 && own <= 32 && year >= EXTRA_SERIES_SINCE;
  return isExtra ? own - 20 : null;
}

function sexOfCode(code: number): Sex {
  return code > 50 ? "female" : "male";
}

const TEN_DIGITS = /^\d{10}$/;
const SEPARATORS = /[\s/.\-–]/g;
const ONLY_DIGITS = /^\d*$/;

/** The digits of a text made of digits and separators; null if anything else stands in it. */
function digitsIn(text: string): string | null {
  if (TEN_DIGITS.test(text)) return text;
  const bare = tidy(text).replace(SEPARATORS, "");
  return ONLY_DIGITS.test(bare) ? bare : null;
}

function badShape(): Parsed<BirthNumber> {
  return fail("kernel.birth_number_bad_shape");
}

function withWarning(parsed: Parsed<BirthNumber>, code: string): Parsed<BirthNumber> {
  return parsed.ok ? ok(parsed.value, [...parsed.warnings, finding(code)]) : parsed;
}
