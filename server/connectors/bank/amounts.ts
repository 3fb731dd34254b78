import type { BankReason } from "./refusal";

/** Hundredths, or the reason why the text is no amount. */
export type ReadAmount = number | Extract<BankReason, "bad_amount" | "amount_too_large">;

const [MINUS, PLUS, COMMA, DOT] = [45, 43, 44, 46];

/**
 * Hundredths of plain digits with at most one decimal mark, comma or dot, and a sign in front:
 * what formats for machines write. Exact: digits are counted, never rounded.
 */
export function decimalMinor(text: string): ReadAmount {
  const first = text.charCodeAt(0);
  const isNegative = first === MINUS;
  let minor = 0;
  let digits = 0;
  let decimals = -1;
  for (let i = isNegative || first === PLUS ? 1 : 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) {
      digits += 1;
      if (decimals >= 2) {
        if (code !== 48) return "bad_amount";
        continue;
      }
      minor = minor * 10 + (code - 48);
      if (decimals >= 0) decimals += 1;
    } else if ((code === COMMA || code === DOT) && decimals < 0 && digits > 0) {
      decimals = 0;
    } else {
      return "bad_amount";
    }
  }
  if (digits === 0) return "bad_amount";
  const scaled = decimals >= 2 ? minor : decimals === 1 ? minor * 10 : minor * 100;
  if (scaled > Number.MAX_SAFE_INTEGER) return "amount_too_large";
  return isNegative && scaled !== 0 ? -scaled : scaled;
}
