import { parseBirthNumber } from "./birth-number";
import { tidy } from "./fold";
import type { Country } from "./locale";
import { fail, finding, ok, type Parsed } from "./parsed";
import { isRegistrationNo } from "./registration-no";
import { isInn } from "./russian-ids";

export type TaxIdOptions = {
  /**
   * Seat of the payer: "CZ" puts the prefix before bare digits, "SK" reads them as DIČ and "RU" as
   * ИНН.
   */
  country?: Country;
};

const FOREIGN = /^[A-Z]{2}[0-9A-Z+*]{2,13}$/;
const CZECH = /^CZ\d{8,10}$/;
const SLOVAK_VAT = /^SK\d{10}$/;
const SLOVAK = /^\d{10}$/;
const BARE_CZECH = /^\d{8,10}$/;
const RUSSIAN = /^(?:\d{10}|\d{12})$/;
const SEPARATORS = /[\s.-]/g;

/**
 * DIČ and IČ DPH in capitals without spaces: "CZ00177041", "SK2022749619", SK DIČ "2022749619".
 * Numbers of other countries are kept. A failed check is only a warning.
 * Findings: `kernel.tax_id_…` empty, bad_shape; warning: bad_check.
 */
export function parseTaxId(
  value: string | number | null | undefined,
  options: TaxIdOptions = {},
): Parsed<string> {
  if (value === null || value === undefined || value === "") return fail("kernel.tax_id_empty");
  const typed = typeof value === "number" ? String(value) : tidy(value);
  if (typed === "") return fail("kernel.tax_id_empty");
  const bare = typed.toUpperCase().replace(SEPARATORS, "");
  const text = options.country === "CZ" && BARE_CZECH.test(bare) ? `CZ${bare}` : bare;
  const isRight = checkOf(text, options.country);
  if (isRight === null) return fail("kernel.tax_id_bad_shape", { value: typed.slice(0, 60) });
  return ok(text, isRight ? [] : [finding("kernel.tax_id_bad_check", { value: text })]);
}

/** Null: not the shape of a tax id at all. */
function checkOf(text: string, country: Country | undefined): boolean | null {
  if (text.startsWith("CZ")) return CZECH.test(text) ? isCzech(text.slice(2)) : null;
  if (text.startsWith("SK")) return SLOVAK_VAT.test(text) ? isSlovak(text.slice(2), true) : null;
  if (country === "RU" && RUSSIAN.test(text)) return isInn(text);
  if (SLOVAK.test(text) && (country === "SK" || country === undefined))
    return isSlovak(text, false);
  return FOREIGN.test(text) ? true : null;
}

/** IČO of a company, birth number of a person, or nine digits starting with 6 (special cases). */
function isCzech(digits: string): boolean {
  if (digits.length === 8) return digits[0] !== "9" && isRegistrationNo(digits);
  if (digits.length === 9 && digits[0] === "6") return true;
  return parseBirthNumber(digits).ok;
}

/** The VAT number (IČ DPH) also has a third digit of 2, 3, 4, 7, 8 or 9. */
function isSlovak(digits: string, isVat: boolean): boolean {
  if (digits[0] === "0" || Number(digits) % 11 !== 0) return false;
  return !isVat || "234789".includes(digits.charAt(2));
}

/** Whose number it is, as its shape tells; `foreign` for those of other countries. */
export type TaxIdKind =
  | "czech_company"
  | "czech_person"
  /** Nine digits that begin with 6: given to those who have neither IČO nor birth number. */
  | "czech_special"
  | "slovak"
  | "slovak_vat"
  | "foreign";

/** The kind of a tax id as `parseTaxId` returns it. */
export function taxIdKind(taxId: string): TaxIdKind {
  if (CZECH.test(taxId)) {
    if (taxId.length === 10) return "czech_company";
    return taxId.length === 11 && taxId[2] === "6" ? "czech_special" : "czech_person";
  }
  if (SLOVAK_VAT.test(taxId)) return "slovak_vat";
  return SLOVAK.test(taxId) ? "slovak" : "foreign";
}
