import {
  type CountryCode,
  isSupportedCountry,
  type NumberType,
  parsePhoneNumberFromString,
} from "libphonenumber-js/max";
import { tidy } from "./fold";
import { type Country, isHomeCountry } from "./locale";
import { type Finding, finding, type ParsedList } from "./parsed";

export type PhoneKind = "mobile" | "landline" | "unknown";
export type Phone = { e164: string; kind: PhoneKind };

/**
 * All phone numbers of a cell, each once. A number without a prefix belongs to `defaultCountry`;
 * nine bare digits with a foreign or no country are refused, because they may well be Czech.
 * Findings: `kernel.phone_bad_number`, `kernel.phone_prefix_missing`.
 */
export function parsePhones(
  value: string | number | null | undefined,
  defaultCountry: Country | null,
): ParsedList<Phone> {
  if (value === null || value === undefined || value === "") return { values: [], findings: [] };
  const text = typeof value === "number" ? numberText(value) : value;
  const usual = fast(text, defaultCountry);
  if (usual !== undefined) return usual === null ? bad(text) : { values: [usual], findings: [] };
  return collect(tidy(text), defaultCountry);
}

const NINE_DIGITS = /^[1-9]\d{8}$/;
const FOUR_THREES = /^\+42[01] [1-9]\d{2} \d{3} \d{3}$/;
const THREE_THREES = /^[1-9]\d{2} \d{3} \d{3}$/;
const WITH_PREFIX = /^\+42[01][1-9]\d{8}$/;

/** Spellings of Czech and Slovak numbers that need no library; undefined = not one of them. */
function fast(text: string, country: Country | null): Phone | null | undefined {
  const { length } = text;
  if (length === 9 && NINE_DIGITS.test(text)) return home(text, country);
  if (length === 11 && THREE_THREES.test(text)) return home(unspaced(text), country);
  if (length === 13 && WITH_PREFIX.test(text)) return national(text.slice(1, 4), text.slice(4));
  if (length !== 16 || !FOUR_THREES.test(text)) return undefined;
  return national(text.slice(1, 4), unspaced(text.slice(5)));
}

function home(digits: string, country: Country | null): Phone | null | undefined {
  if (country === "CZ") return national("420", digits);
  return country === "SK" ? national("421", digits) : undefined;
}

function unspaced(text: string): string {
  return text.replaceAll(" ", "");
}

// The national plans of 420 and 421 decide about a nine-digit number by its first four digits, so
// the library is asked once for each beginning (at most 18 000) and remembered. A test compares.
const kindByBeginning = new Map<string, PhoneKind | null>();

function national(prefix: "420" | "421" | string, digits: string): Phone | null {
  const beginning = prefix + digits.slice(0, 4);
  let kind = kindByBeginning.get(beginning);
  if (kind === undefined) {
    kind = askLibrary(`+${prefix}${digits}`, null)?.kind ?? null;
    kindByBeginning.set(beginning, kind);
  }
  return kind === null ? null : { e164: `+${prefix}${digits}`, kind };
}

/** The library's own answer for one number; null if it is not a valid one. */
export function askLibrary(text: string, defaultCountry: Country | null): Phone | null {
  const country =
    defaultCountry !== null && isKnownCountry(defaultCountry) ? defaultCountry : undefined;
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  if (parsed === undefined || !parsed.isValid() || parsed.ext !== undefined) return null;
  return { e164: parsed.number, kind: kindOf(parsed.getType()) };
}

function isKnownCountry(country: Country): country is CountryCode {
  return isSupportedCountry(country);
}

function kindOf(type: NumberType): PhoneKind {
  if (type === "MOBILE") return "mobile";
  return type === "FIXED_LINE" ? "landline" : "unknown";
}

// A plus begins another number even where nothing else divides them.
const BETWEEN = /[;,|\n\r\t]+|\s+(?:nebo|alebo|or|или|a|i|и)\s+|(?<=\d)\s*(?=\+)/i;
const LABEL = /^(?:tel(?:efon)?|mob(?:il)?|gsm|t|m|тел)\.? ?[:.]? ?(?=[+\d(])/i;
const SLASH = "/";

const NO_PREFIX_ABROAD = /^[1-9]\d{8}$/;

function collect(text: string, country: Country | null): ParsedList<Phone> {
  const values: Phone[] = [];
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const chunk of text.split(BETWEEN)) {
    for (const part of divide(chunk.trim().replace(LABEL, ""))) {
      const phone = readOne(part, country);
      if (phone === null) findings.push(finding(reasonOf(part, country), { value: clip(part) }));
      else if (!seen.has(phone.e164)) values.push(phone);
      if (phone !== null) seen.add(phone.e164);
    }
  }
  return { values, findings };
}

/** "777123456/603123456" are two numbers, "02/55566677" and "+421 2/555 666 77" are one. */
function divide(chunk: string): string[] {
  if (chunk === "") return [];
  const digits = chunk.replace(/\D/g, "");
  if (chunk.includes(SLASH)) {
    const isOne = digits.length <= 10 || (/^(?:\+|00)/.test(chunk) && digits.length <= 14);
    if (isOne) return [chunk.replaceAll(SLASH, " ")];
    return chunk
      .split(SLASH)
      .map((part) => part.trim())
      .filter((part) => part !== "");
  }
  // "777123456 603123456": two full numbers with nothing but a space between.
  const isPair = digits.length === 18 && !chunk.startsWith("+") && !chunk.startsWith("00");
  return isPair ? [digits.slice(0, 9), digits.slice(9)] : [chunk];
}

const ONLY_PHONE = /^[+\d][\d\s().-]*$/;
const HOME_WITHOUT_PLUS = /^42[01][1-9]\d{8}$/;

function readOne(part: string, country: Country | null): Phone | null {
  if (!ONLY_PHONE.test(part) && !/^\(/.test(part)) return null;
  const digits = part.replace(/\D/g, "");
  // Excel turns +420777123456 into a number without its plus.
  if (HOME_WITHOUT_PLUS.test(digits) && !part.startsWith("00")) {
    return national(digits.slice(0, 3), digits.slice(3));
  }
  if (part.startsWith("+")) return askLibrary(`+${digits}`, null);
  if (digits.startsWith("00")) return askLibrary(`+${digits.slice(2)}`, null);
  const usual = fast(digits, country);
  if (usual !== undefined) return usual;
  return NO_PREFIX_ABROAD.test(digits) ? null : askLibrary(part, country);
}

function reasonOf(part: string, country: Country | null): string {
  const digits = part.replace(/\D/g, "");
  const isNational = ONLY_PHONE.test(part) && !part.startsWith("+") && !digits.startsWith("00");
  const isUnplaced = country === null || (!isHomeCountry(country) && digits.length === 9);
  const isLong = digits.length >= 6;
  return isNational && isUnplaced && isLong
    ? "kernel.phone_prefix_missing"
    : "kernel.phone_bad_number";
}

const GROUPS_OF_THREE = /(\d{3})(\d{3})(\d{3})$/;

/** "+420 777 123 456" with no-break spaces; other countries as the library groups them. */
export function formatPhone(e164: string): string {
  if (WITH_PREFIX.test(e164)) {
    return e164.replace(GROUPS_OF_THREE, "\u00a0$1\u00a0$2\u00a0$3");
  }
  const parsed = parsePhoneNumberFromString(e164);
  return (parsed?.formatInternational() ?? e164).replaceAll(" ", "\u00a0");
}

function numberText(value: number): string {
  return Number.isSafeInteger(value) && value > 0 ? String(value) : `${value}?`;
}

function bad(text: string): ParsedList<Phone> {
  return { values: [], findings: [finding("kernel.phone_bad_number", { value: clip(text) })] };
}

function clip(text: string): string {
  return text.slice(0, 60);
}
