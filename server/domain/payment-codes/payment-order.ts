import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";

/** What a debtor's bank has to be told so that the money comes and finds its claim. */
export interface PaymentOrder {
  iban: string;
  payeeName: string;
  /** More than zero. */
  amountMinor: number;
  currency: Currency;
  /** Up to ten digits; null: none. */
  variableSymbol: string | null;
  dueOn: Day | null;
  message: string;
}

/**
 * Banks refuse a code whose symbol holds anything but digits, and some take its digits alone: then the
 * money comes under a symbol that is nobody's. Throws invalid `claims.variable_symbol`.
 */
export function assertSymbol(symbol: string | null): void {
  if (symbol !== null && !/^\d{1,10}$/.test(symbol)) {
    throw new DomainError("invalid", "claims.variable_symbol");
  }
}

export const compactDay = (day: Day): string => day.replaceAll("-", "");

/** "1234.50" of 123450: exact, where a division would not be. */
export function decimalAmount(amountMinor: number): string {
  const digits = String(amountMinor).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Latin letters without their marks, Cyrillic in Latin letters: banks' programs know no others. */
export function plainLatin(text: string): string {
  const latin = [...text].map((letter) => transliterated(letter)).join("");
  return latin.normalize("NFD").replaceAll(/\p{M}/gu, "").normalize("NFC");
}

const CYRILLIC: Record<string, string> = {
  ...{ а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ё: "e", ж: "zh", з: "z", и: "i", й: "j" },
  ...{ к: "k", л: "l", м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f" },
  ...{ х: "ch", ц: "c", ч: "ch", ш: "sh", щ: "shch", ъ: "", ы: "y", ь: "", э: "e", ю: "ju" },
  ...{ я: "ja", ß: "ss", ł: "l", đ: "d", ø: "o", æ: "ae" },
};

function transliterated(letter: string): string {
  const lower = letter.toLowerCase();
  const latin = CYRILLIC[lower];
  if (latin === undefined) return letter;
  return letter === lower ? latin : latin.toUpperCase();
}
