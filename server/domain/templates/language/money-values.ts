import { type Currency, roundDivide } from "@/server/kernel/money";
import { exactOfMinor, scaledUnits } from "./exact";
import { EMPTY, type Value } from "./value";

/** Money of a literal; null for more decimals than the currency has. */
export function moneyOfExact(exact: string, currency: Currency): Value | null {
  const fraction = exact.split(".")[1] ?? "";
  if (fraction.replace(/0+$/, "").length > 2) return null;
  const value = moneyOf(scaledUnits(exact, 2), currency);
  return value.kind === "money" ? value : null;
}

/** Money of exact minor units; empty where a number cannot hold them. */
export function moneyOf(minor: bigint, currency: Currency): Value {
  const whole = Number(minor);
  if (!Number.isSafeInteger(whole)) return EMPTY;
  return { kind: "money", minor: whole === 0 ? 0 : whole, currency };
}

/** An amount times an exact number, rounded half up to minor units. */
export function multiplyMoney(minor: number, exact: string, currency: Currency): Value {
  const { units, denominator } = fractionOf(exact);
  return moneyOf(roundDivide(BigInt(minor) * units, denominator, "half_up"), currency);
}

/** An amount divided by an exact number, rounded half up to minor units; empty for zero. */
export function divideMoney(minor: number, exact: string, currency: Currency): Value {
  const { units, denominator } = fractionOf(exact);
  if (units === 0n) return EMPTY;
  const numerator = BigInt(minor) * denominator;
  const isNegative = units < 0n;
  const quotient = roundDivide(
    isNegative ? -numerator : numerator,
    isNegative ? -units : units,
    "half_up",
  );
  return moneyOf(quotient, currency);
}

/** Rounded half up to 0, 1 or 2 decimals of the currency. */
export function roundMoney(minor: number, decimals: number, currency: Currency): Value {
  const step = 10n ** BigInt(Math.max(0, 2 - decimals));
  return moneyOf(roundDivide(BigInt(minor), step, "half_up") * step, currency);
}

/** The amount in whole units of its currency, "24.5". */
export function amountOf(minor: number): string {
  return exactOfMinor(minor);
}

function fractionOf(exact: string): { units: bigint; denominator: bigint } {
  const dot = exact.indexOf(".");
  const scale = dot < 0 ? 0 : exact.length - dot - 1;
  return { units: BigInt(exact.replace(".", "")), denominator: 10n ** BigInt(scale) };
}
