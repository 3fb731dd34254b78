import { tidy } from "./fold";
import { type Country, isHomeCountry } from "./locale";
import { fail, finding, ok, type Parsed } from "./parsed";
import { isRegistrationNo } from "./registration-no";

export * from "./birth-number";
export { parseEmail, parseEmails } from "./email";
export * from "./file-mark";
export { isRegistrationNo } from "./registration-no";
export * from "./russian-ids";
export { parseTaxId, type TaxIdKind, type TaxIdOptions, taxIdKind } from "./tax-id";

type Cell = string | number | null | undefined;

/** What a foreign register may hold; also the bound of the column. */
export const FOREIGN_ID_LENGTH_MAX = 30;

const SPACES = / /g;
const ALL_DIGITS = /^\d+$/;

/** Text of a cell without odd spaces; null for an empty one. */
function textOf(value: Cell): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === "number" ? String(value) : tidy(value);
  return text === "" ? null : text;
}

/**
 * IČO: eight digits, zeros that Excel ate put back. Numbers of countries other than CZ and SK are
 * kept as typed. A wrong check digit is only a warning, because some historic IČO fail it.
 * Findings: `kernel.registration_no_…` empty, bad_shape; warning: bad_check.
 */
export function parseRegistrationNo(
  value: Cell,
  options: { country?: Country } = {},
): Parsed<string> {
  const text = textOf(value);
  if (text === null) return fail("kernel.registration_no_empty");
  if (options.country !== undefined && !isHomeCountry(options.country)) {
    return keptAsTyped(text, "kernel.registration_no_bad_shape");
  }
  const digits = text.replace(SPACES, "");
  if (!ALL_DIGITS.test(digits) || digits.length > 8 || Number(digits) === 0) {
    return fail("kernel.registration_no_bad_shape", { value: text });
  }
  const padded = digits.padStart(8, "0");
  if (isRegistrationNo(padded)) return ok(padded);
  return ok(padded, [finding("kernel.registration_no_bad_check", { value: padded })]);
}

export type PostalCode = { value: string; country: Country | null };

const POSTAL_PREFIX = /^(?:CZ|SK|CS)[- ]?(?=\d)/i;
const POSTAL_SEPARATORS = /(?<=\d)[ -](?=\d)/g;

/**
 * PSČ: five digits without the space; the first digit tells CZ (1-7) from SK (8, 9, 0). A number
 * cell of four digits lost the zero of a Slovak code. Codes of other countries are kept as typed.
 * Findings: `kernel.postal_code_…` empty, bad_shape; warnings: zero_restored, other_country.
 */
export function parsePostalCode(
  value: Cell,
  options: { country?: Country } = {},
): Parsed<PostalCode> {
  const text = textOf(value);
  if (text === null) return fail("kernel.postal_code_empty");
  const { country } = options;
  if (country !== undefined && !isHomeCountry(country)) {
    const kept = keptAsTyped(text, "kernel.postal_code_bad_shape");
    return kept.ok ? ok({ value: kept.value, country }) : kept;
  }
  const typed = text.replace(POSTAL_PREFIX, "").replace(POSTAL_SEPARATORS, "");
  const isShortened = typed.length === 4 && ALL_DIGITS.test(typed) && country !== "CZ";
  const isRestored = isShortened && (typeof value === "number" || country === "SK");
  const digits = isRestored ? `0${typed}` : typed;
  if (digits.length !== 5 || !ALL_DIGITS.test(digits)) {
    return fail("kernel.postal_code_bad_shape", { value: text });
  }
  const byDigit = digits >= "1" && digits < "8" ? "CZ" : "SK";
  const warnings = isRestored
    ? [finding("kernel.postal_code_zero_restored", { value: digits })]
    : [];
  if (country !== undefined && country !== byDigit) {
    warnings.push(finding("kernel.postal_code_other_country", { value: digits, country: byDigit }));
  }
  return ok({ value: digits, country: byDigit }, warnings);
}

/** "110 00" for five digits of CZ or SK (also where no country is given), anything else as it is. */
export function formatPostalCode(value: string, country?: string | null): string {
  if (country && !isHomeCountry(country)) return value;
  const digits = value.replaceAll(/\s/g, "");
  if (digits.length !== 5 || !ALL_DIGITS.test(digits)) return value;
  return `${digits.slice(0, 3)}\u00a0${digits.slice(3)}`;
}

/** `value` as typed (digits only); `key` without leading zeros, which banks do not keep. */
export type VariableSymbol = { value: string; key: string };

const VS_LABEL = /^(?:'|vs ?[:.]? ?)/i;
const SCIENTIFIC = /^\d+(?:[.,]\d+)?e\+?\d+$/i;
export const VARIABLE_SYMBOL_DIGITS_MAX = 10;

/**
 * Variable symbol of up to ten digits. All zeros is how banks print "none", so it is empty.
 * Findings: `kernel.variable_symbol_…` empty, bad_shape, scientific; warning: zeros_lost, for a
 * number cell short enough to have lost leading zeros.
 */
export function parseVariableSymbol(value: Cell): Parsed<VariableSymbol> {
  const text = textOf(value);
  if (text === null) return fail("kernel.variable_symbol_empty");
  const digits = ALL_DIGITS.test(text) ? text : text.replace(VS_LABEL, "").replace(SPACES, "");
  if (digits === "") return fail("kernel.variable_symbol_empty");
  if (SCIENTIFIC.test(digits)) return fail("kernel.variable_symbol_scientific", { value: text });
  if (!ALL_DIGITS.test(digits) || digits.length > VARIABLE_SYMBOL_DIGITS_MAX) {
    return fail("kernel.variable_symbol_bad_shape", { value: text });
  }
  const key = variableSymbolKey(digits);
  if (key === "") return fail("kernel.variable_symbol_empty");
  const mayHaveLostZeros = typeof value === "number" && digits.length < VARIABLE_SYMBOL_DIGITS_MAX;
  if (!mayHaveLostZeros) return ok({ value: digits, key });
  return ok({ value: digits, key }, [
    finding("kernel.variable_symbol_zeros_lost", { value: digits }),
  ]);
}

/** The symbol as it is compared: without leading zeros; "" for all zeros. */
export function variableSymbolKey(value: string): string {
  let start = 0;
  while (value.charCodeAt(start) === 48) start += 1;
  return start === 0 ? value : value.slice(start);
}

const DATA_BOX_ID = /^[a-z0-9]{7}$/;

/** ISDS data box id: seven letters and digits, lower case. Findings: `kernel.data_box_id_…` */
export function parseDataBoxId(value: Cell): Parsed<string> {
  const text = textOf(value);
  if (text === null) return fail("kernel.data_box_id_empty");
  const id = text.replace(SPACES, "").toLowerCase();
  return DATA_BOX_ID.test(id) ? ok(id) : fail("kernel.data_box_id_bad_shape", { value: text });
}

function keptAsTyped(text: string, code: string): Parsed<string> {
  return text.length <= FOREIGN_ID_LENGTH_MAX ? ok(text) : fail(code, { value: text.slice(0, 60) });
}
