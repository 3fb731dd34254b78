/** A yearly rate in ten-thousandths of a percent: 11.75 % is 117 500. Exact, never a float. */
export type Rate = number;

const DECIMALS = 4;
const UNIT = 10 ** DECIMALS;
/** 999 % a year; more is a slip of the finger. */
export const RATE_MAX: Rate = 999 * UNIT;

/** "11.75" -> 117 500; null for anything that is no percentage of at most four decimals. */
export function parseRate(text: string): Rate | null {
  const found = /^(\d{1,3})(?:[.,](\d{1,4}))?$/.exec(text.trim());
  if (!found) return null;
  const [, whole = "0", decimals = ""] = found;
  return Number(whole) * UNIT + Number(decimals.padEnd(DECIMALS, "0"));
}

/** 117 500 -> "11.75": the plain number, for storing and for formatting by language. */
export function rateText(rate: Rate): string {
  const decimals = String(rate % UNIT)
    .padStart(DECIMALS, "0")
    .replace(/0+$/, "");
  const whole = String(Math.floor(rate / UNIT));
  return decimals === "" ? whole : `${whole}.${decimals}`;
}
