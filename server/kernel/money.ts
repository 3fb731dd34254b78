import { DomainError } from "./errors";
import type { Locale } from "./locale";

export const CURRENCIES = ["CZK", "EUR"] as const;
export type Currency = (typeof CURRENCIES)[number];

export const ROUNDINGS = ["half_up", "half_even", "down", "up"] as const;

/** half_up: ties away from zero. half_even: ties to the even. down: to zero. up: away from zero. */
export type Rounding = (typeof ROUNDINGS)[number];

const NBSP = "\u00a0";

export function isCurrency(value: unknown): value is Currency {
  return value === "CZK" || value === "EUR";
}

/** The amount itself, if it is a whole number of minor units that a `number` holds exactly. */
export function assertMinor(amountMinor: number): number {
  if (!Number.isSafeInteger(amountMinor)) throw new DomainError("invalid", "kernel.money_overflow");
  // -0 would print as "-0,00" and differ from 0 in snapshots.
  return amountMinor === 0 ? 0 : amountMinor;
}

export function addMinor(a: number, b: number): number {
  return assertMinor(assertMinor(a) + assertMinor(b));
}

export function subtractMinor(a: number, b: number): number {
  return assertMinor(assertMinor(a) - assertMinor(b));
}

export function negateMinor(amountMinor: number): number {
  return assertMinor(-assertMinor(amountMinor));
}

export function sumMinor(amounts: Iterable<number>): number {
  let total = 0;
  for (const amount of amounts) total = addMinor(total, amount);
  return total;
}

/** Exact minor units of a product computed in bigint. Throws `kernel.money_overflow`. */
export function toMinor(amountMinor: bigint): number {
  return assertMinor(Number(amountMinor));
}

/**
 * Quotient of two whole numbers, rounded as named. The denominator must be positive.
 * Interest and shares are computed in bigint, because the products pass 2^53.
 */
export function roundDivide(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  if (denominator <= 0n) throw new RangeError("roundDivide: the denominator must be positive");
  const truncated = numerator / denominator;
  const remainder = numerator % denominator;
  if (remainder === 0n) return truncated;
  const twice = (remainder < 0n ? -remainder : remainder) * 2n;
  const isAway =
    rounding === "up" ||
    (rounding !== "down" && twice > denominator) ||
    (rounding === "half_up" && twice === denominator) ||
    (rounding === "half_even" && twice === denominator && truncated % 2n !== 0n);
  if (!isAway) return truncated;
  return numerator < 0n ? truncated - 1n : truncated + 1n;
}

/** `parts` equal amounts; what does not divide goes to the last one, so that the sum is exact. */
export function split(amountMinor: number, parts: number): number[] {
  if (!Number.isSafeInteger(parts) || parts < 1) {
    throw new RangeError("split: the number of parts must be a positive whole number");
  }
  const total = assertMinor(amountMinor);
  const each = assertMinor(Math.trunc(total / parts));
  const amounts = new Array<number>(parts).fill(each);
  amounts[parts - 1] = assertMinor(total - each * (parts - 1));
  return amounts;
}

// Written out instead of Intl: the browser and the server carry different ICU data, and one odd
// space between them is a hydration error on every amount of a list.
const MARKS: Record<Locale, { group: string; decimal: string }> = {
  cs: { group: NBSP, decimal: "," },
  sk: { group: NBSP, decimal: "," },
  en: { group: ",", decimal: "." },
  ru: { group: NBSP, decimal: "," },
};

/** "1 234,50" as the language writes it, without a currency; no-break spaces. */
export function formatAmount(amountMinor: number, locale: Locale): string {
  const sign = assertMinor(amountMinor) < 0 ? "-" : "";
  return sign + unsignedAmount(amountMinor, locale);
}

/** "1 234,50 Kč", "CZK 1,234.50", "€1,234.50": no-break spaces, the minus always first. */
export function formatMoney(amountMinor: number, currency: Currency, locale: Locale): string {
  const sign = assertMinor(amountMinor) < 0 ? "-" : "";
  const amount = unsignedAmount(amountMinor, locale);
  if (locale === "en") return sign + (currency === "EUR" ? `€${amount}` : `CZK${NBSP}${amount}`);
  return `${sign}${amount}${NBSP}${currency === "EUR" ? "€" : "Kč"}`;
}

function unsignedAmount(amountMinor: number, locale: Locale): string {
  const { group, decimal } = MARKS[locale];
  const digits = String(Math.abs(amountMinor)).padStart(3, "0");
  const units = digits.slice(0, -2);
  let grouped = units.slice(-3);
  for (let end = units.length - 3; end > 0; end -= 3) {
    grouped = units.slice(Math.max(0, end - 3), end) + group + grouped;
  }
  return grouped + decimal + digits.slice(-2);
}

export type { Money } from "./money-text";
export { parseMoney } from "./money-text";
