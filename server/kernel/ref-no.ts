import { DomainError } from "./errors";
import { tidy } from "./fold";
import { fail, ok, type Parsed } from "./parsed";

/** Number of a case, "123" or "123/2026"; text, as leading zeros are printed too. */
export type RefNo = string;

export const REF_NO_PATTERNS = ["number", "number/year"] as const;
export type RefNoPattern = (typeof REF_NO_PATTERNS)[number];

export const REF_NO_DIGITS_MAX = 12;
const NUMBER_MAX = 10 ** REF_NO_DIGITS_MAX - 1;

const FORM = /^(\d{1,12})(?: ?\/ ?(\d{4}|\d{2}))?$/;

/**
 * "Číslo nebo Číslo/Ročník" out of a cell: up to 12 digits, perhaps a slash and a year of four or
 * two digits, kept as typed. Findings: `kernel.ref_no_empty`, `kernel.ref_no_bad_shape`.
 */
export function parseRefNo(value: string | number | null | undefined): Parsed<RefNo> {
  if (value === null || value === undefined || value === "") return fail("kernel.ref_no_empty");
  const text = typeof value === "number" ? numberText(value) : tidy(value);
  if (text === "") return fail("kernel.ref_no_empty");
  const match = FORM.exec(text);
  if (match === null || Number(match[1]) === 0)
    return fail("kernel.ref_no_bad_shape", { value: text });
  return ok(match[2] === undefined ? text : `${match[1]}/${match[2]}`);
}

/** The form under which two spellings are one case: "0012/2026" and "12/2026" are. */
export function refNoKey(refNo: RefNo): string {
  const { number, year } = parts(refNo);
  return year === null ? String(number) : `${number}/${year}`;
}

export type RefNoSortKey = { year: number; number: number };

/** Sorts by year, then number; year 0 = none; a two-digit year counts as 1970-2069. */
export function refNoSortKey(refNo: RefNo): RefNoSortKey {
  const { number, year } = parts(refNo);
  if (year === null) return { year: 0, number };
  const value = Number(year);
  return { year: year.length === 4 ? value : value + (value < 70 ? 2000 : 1900), number };
}

export function formatRefNo(number: number, year: number | null): RefNo {
  if (!Number.isSafeInteger(number) || number < 1 || number > NUMBER_MAX) {
    throw new DomainError("invalid", "kernel.ref_no_bad_shape", { value: number });
  }
  return year === null ? String(number) : `${number}/${year}`;
}

/** The number after `lastNumber` (0 = none yet) in the shape that the tenant chose. */
export function nextRefNo(lastNumber: number, year: number, pattern: RefNoPattern): RefNo {
  return formatRefNo(lastNumber + 1, pattern === "number" ? null : year);
}

function parts(refNo: RefNo): { number: number; year: string | null } {
  const slash = refNo.indexOf("/");
  const number = Number(slash < 0 ? refNo : refNo.slice(0, slash));
  if (!Number.isSafeInteger(number)) {
    throw new DomainError("invalid", "kernel.ref_no_bad_shape", { value: refNo });
  }
  return { number, year: slash < 0 ? null : refNo.slice(slash + 1) };
}

function numberText(value: number): string {
  // A fraction or 1e21 prints with characters that the form refuses, which is what is wanted.
  return String(value);
}
