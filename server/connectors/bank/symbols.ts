import { withoutZeros } from "./account";

const SYMBOL_DIGITS_MAX = 10;
const DIGITS = /^\d+$/;

/** A symbol as it is compared: digits without leading zeros; null for zero and for no symbol. */
export function symbolOf(text: string): string | null {
  if (text === "") return null;
  const digits = withoutZeros(text.trim());
  if (digits === "" || digits.length > SYMBOL_DIGITS_MAX || !DIGITS.test(digits)) return null;
  return digits;
}
