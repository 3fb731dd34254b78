import { roundDivide } from "@/server/kernel/money";
import { DIGITS_MAX } from "./limits";

/**
 * Exact decimal numbers as text, "-12.5": no floating point touches an amount. Every operation
 * answers null where the result would be longer than DIGITS_MAX digits.
 */
type Scaled = { units: bigint; scale: number };

const EXACT = /^-?\d+(?:\.\d+)?$/;
const QUOTIENT_DECIMALS = 10;

export function isExact(text: string): boolean {
  return text.length <= DIGITS_MAX + 2 && EXACT.test(text);
}

export function addExact(a: string, b: string): string | null {
  const scale = Math.max(scaleOf(a), scaleOf(b));
  return print({ units: unitsAt(a, scale) + unitsAt(b, scale), scale });
}

export function negateExact(a: string): string {
  if (isZeroExact(a)) return a;
  return a.startsWith("-") ? a.slice(1) : `-${a}`;
}

export function multiplyExact(a: string, b: string): string | null {
  const [left, right] = [read(a), read(b)];
  return print({ units: left.units * right.units, scale: left.scale + right.scale });
}

/** Rounded half up to ten decimals; null for a division by zero. */
export function divideExact(a: string, b: string): string | null {
  const [left, right] = [read(a), read(b)];
  if (right.units === 0n) return null;
  const numerator = left.units * 10n ** BigInt(right.scale + QUOTIENT_DECIMALS);
  const denominator = right.units * 10n ** BigInt(left.scale);
  const isNegative = denominator < 0n;
  const units = roundDivide(
    isNegative ? -numerator : numerator,
    isNegative ? -denominator : denominator,
    "half_up",
  );
  return print({ units, scale: QUOTIENT_DECIMALS });
}

export function dividePowerOfTen(a: string, power: number): string {
  const { units, scale } = read(a);
  return trimmed({ units, scale: scale + power });
}

export function compareExact(a: string, b: string): number {
  const scale = Math.max(scaleOf(a), scaleOf(b));
  const [left, right] = [unitsAt(a, scale), unitsAt(b, scale)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Rounded half up (ties away from zero) to a count of decimals, which all are printed. */
export function roundExact(a: string, decimals: number): string {
  const { units, scale } = read(a);
  if (scale <= decimals)
    return spell({ units: units * 10n ** BigInt(decimals - scale), scale: decimals });
  const rounded = roundDivide(units, 10n ** BigInt(scale - decimals), "half_up");
  return spell({ units: rounded, scale: decimals });
}

/** Whole number of 10^-decimals, rounded half up: minor units of an amount, for one. */
export function scaledUnits(a: string, decimals: number): bigint {
  return read(roundExact(a, decimals)).units;
}

export function isZeroExact(a: string): boolean {
  return read(a).units === 0n;
}

/** The number as a plain integer, or null if it has a fraction or is no safe integer. */
export function wholeOf(a: string): number | null {
  const { units, scale } = read(trimmed(read(a)));
  const whole = Number(units);
  return scale === 0 && Number.isSafeInteger(whole) ? whole : null;
}

/** "2450" minor units as "24.5". */
export function exactOfMinor(minor: number): string {
  return trimmed({ units: BigInt(minor), scale: 2 });
}

function scaleOf(text: string): number {
  const dot = text.indexOf(".");
  return dot < 0 ? 0 : text.length - dot - 1;
}

function read(text: string): Scaled {
  return { units: BigInt(text.replace(".", "")), scale: scaleOf(text) };
}

function unitsAt(text: string, scale: number): bigint {
  const own = read(text);
  return own.units * 10n ** BigInt(scale - own.scale);
}

function print(scaled: Scaled): string | null {
  const text = trimmed(scaled);
  return text.length <= DIGITS_MAX ? text : null;
}

function trimmed({ units, scale }: Scaled): string {
  let rest = units;
  let places = scale;
  while (places > 0 && rest % 10n === 0n) {
    rest /= 10n;
    places -= 1;
  }
  return spell({ units: rest, scale: places });
}

function spell({ units, scale }: Scaled): string {
  const sign = units < 0n ? "-" : "";
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  if (scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
