import type { Day } from "@/server/kernel/days";
import { digitsOf, fold, tidy } from "@/server/kernel/fold";
import { parseBirthNumber } from "@/server/kernel/identifiers";

/**
 * Whether two spellings are one name: letter by letter whatever their case, or without marks where
 * the one asked for was typed without any.
 */
export function isSameName(asked: string, said: string | null): boolean {
  if (said === null) return false;
  const [own, theirs] = [tidy(asked).toLowerCase(), tidy(said).toLowerCase()];
  return own === theirs || (own === fold(own) && own === fold(theirs));
}

/** Nine or ten digits; null for what is no birth number by its length. */
export function birthDigitsOf(text: string | null): string | null {
  const digits = digitsOf(text ?? "");
  return digits.length === 9 || digits.length === 10 ? digits : null;
}

/** The day that a birth number says. */
export function birthDayOf(digits: string | null): Day | null {
  const parsed = digits === null ? null : parseBirthNumber(digits);
  return parsed?.ok ? parsed.value.birthOn : null;
}

/** Eight digits, zeros that were lost put back; null for what is none. */
export function registrationDigitsOf(text: string | null): string | null {
  const bare = (text ?? "").replace(/\s/g, "");
  return /^\d{1,8}$/.test(bare) && Number(bare) > 0 ? bare.padStart(8, "0") : null;
}
