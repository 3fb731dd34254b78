import { tidy } from "./fold";
import { fail, finding, ok, type Parsed } from "./parsed";

type Cell = string | number | null | undefined;

const SEPARATORS = /[\s.-]/g;
const KPP = /^\d{4}[0-9A-Z]{2}\d{3}$/;
const INN_COMPANY = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const INN_PERSON_FIRST = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const INN_PERSON_SECOND = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

export type Inn = { value: string; kind: "company" | "person" };

/**
 * ИНН: ten digits of a company, twelve of a person. A failed check is only a warning.
 * Findings: `kernel.inn_…` empty, bad_shape; warning: bad_check.
 */
export function parseInn(value: Cell): Parsed<Inn> {
  const text = compact(value);
  if (text === "") return fail("kernel.inn_empty");
  if (!/^(?:\d{10}|\d{12})$/.test(text)) return fail("kernel.inn_bad_shape", shown(text));
  const kind = text.length === 10 ? "company" : "person";
  const warnings = isInn(text) ? [] : [finding("kernel.inn_bad_check", { value: text })];
  return ok({ value: text, kind }, warnings);
}

/** True for ten or twelve digits whose check digits are right. */
export function isInn(text: string): boolean {
  if (/^\d{10}$/.test(text)) return text.charAt(9) === innDigit(text, INN_COMPANY);
  if (!/^\d{12}$/.test(text)) return false;
  const [first, second] = [innDigit(text, INN_PERSON_FIRST), innDigit(text, INN_PERSON_SECOND)];
  return text.charAt(10) === first && text.charAt(11) === second;
}

/**
 * КПП: why and where a company is registered for taxes. `isForeign`: the reason is that of a
 * foreign organisation. Findings: `kernel.kpp_…` empty, bad_shape.
 */
export function parseKpp(value: Cell): Parsed<{ value: string; isForeign: boolean | null }> {
  const text = compact(value);
  if (text === "") return fail("kernel.kpp_empty");
  if (!KPP.test(text)) return fail("kernel.kpp_bad_shape", shown(text));
  const reason = text.slice(4, 6);
  const isForeign = /^\d\d$/.test(reason) && reason !== "00" ? Number(reason) > 50 : null;
  return ok({ value: text, isForeign });
}

export type Ogrn = { value: string; kind: "company" | "entrepreneur" };

/**
 * ОГРН of a company (13 digits) or ОГРНИП of an entrepreneur (15 digits, the first is 3 or 4).
 * A failed check is only a warning. Findings: `kernel.ogrn_…` empty, bad_shape; warning: bad_check.
 */
export function parseOgrn(value: Cell): Parsed<Ogrn> {
  const text = compact(value);
  if (text === "") return fail("kernel.ogrn_empty");
  if (!/^(?:\d{13}|[34]\d{14})$/.test(text)) return fail("kernel.ogrn_bad_shape", shown(text));
  const kind = text.length === 13 ? "company" : "entrepreneur";
  const warnings = isOgrn(text) ? [] : [finding("kernel.ogrn_bad_check", { value: text })];
  return ok({ value: text, kind }, warnings);
}

/** True for an ОГРН or ОГРНИП whose check digit is right. */
export function isOgrn(text: string): boolean {
  if (!/^(?:\d{13}|[34]\d{14})$/.test(text)) return false;
  // Fourteen digits stay below 2^53.
  const head = Number(text.slice(0, -1));
  return String((head % (text.length === 13 ? 11 : 13)) % 10) === text.at(-1);
}

function innDigit(text: string, weights: readonly number[]): string {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(text.charAt(i)), 0);
  return String((sum % 11) % 10);
}

function compact(value: Cell): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "number" ? String(value) : tidy(value);
  return text.toUpperCase().replace(SEPARATORS, "");
}

const shown = (text: string) => ({ value: text.slice(0, 60) });
