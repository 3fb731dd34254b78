import { addDays, addMonths, daysBetween, isKnownDay } from "@/server/kernel/days";
import { addExact, compareExact, divideExact, multiplyExact, negateExact, wholeOf } from "./exact";
import { amountOf, divideMoney, moneyOf, moneyOfExact, multiplyMoney } from "./money-values";
import { isSameText } from "./spelling";
import { EMPTY, type Value } from "./value";

/**
 * Arithmetic of values. Empty with anything is empty, and so is what cannot be reckoned (a division
 * by zero, two currencies, an amount too large): the place stays unresolved and nothing is sent.
 */
export function addValues(a: Value, b: Value): Value {
  if (a.kind === "number" && b.kind === "number") return numberOf(addExact(a.exact, b.exact));
  if (a.kind === "money" || b.kind === "money") return addMoney(a, b);
  if (a.kind === "day" && b.kind === "number") return shiftDay(a.day, b.exact);
  if (b.kind === "day" && a.kind === "number") return shiftDay(b.day, a.exact);
  return EMPTY;
}

export function subtractValues(a: Value, b: Value): Value {
  if (a.kind === "day" && b.kind === "day") {
    return { kind: "number", exact: String(daysBetween(b.day, a.day)) };
  }
  if (b.kind === "day") return EMPTY;
  return addValues(a, negate(b));
}

export function negate(value: Value): Value {
  if (value.kind === "number") return { kind: "number", exact: negateExact(value.exact) };
  if (value.kind !== "money") return EMPTY;
  return { ...value, minor: value.minor === 0 ? 0 : -value.minor };
}

export function multiplyValues(a: Value, b: Value): Value {
  if (a.kind === "number" && b.kind === "number") return numberOf(multiplyExact(a.exact, b.exact));
  if (a.kind === "money" && b.kind === "number") return multiplyMoney(a.minor, b.exact, a.currency);
  if (a.kind === "number" && b.kind === "money") return multiplyMoney(b.minor, a.exact, b.currency);
  return EMPTY;
}

export function divideValues(a: Value, b: Value): Value {
  if (a.kind === "number" && b.kind === "number") return numberOf(divideExact(a.exact, b.exact));
  if (a.kind === "money" && b.kind === "number") return divideMoney(a.minor, b.exact, a.currency);
  if (a.kind !== "money" || b.kind !== "money" || a.currency !== b.currency) return EMPTY;
  return numberOf(divideExact(String(a.minor), String(b.minor)));
}

/** Negative, zero or positive; null for what cannot be compared, and for anything empty. */
export function compareValues(a: Value, b: Value): number | null {
  if (a.kind === "number" && b.kind === "number") return compareExact(a.exact, b.exact);
  if (a.kind === "money" && b.kind === "money") {
    return a.currency === b.currency ? a.minor - b.minor : null;
  }
  if (a.kind === "money" && b.kind === "number") return compareExact(amountOf(a.minor), b.exact);
  if (a.kind === "number" && b.kind === "money") return compareExact(a.exact, amountOf(b.minor));
  if (a.kind === "day" && b.kind === "day") return a.day < b.day ? -1 : a.day > b.day ? 1 : 0;
  if (a.kind === "flag" && b.kind === "flag") return Number(a.isTrue) - Number(b.isTrue);
  if (a.kind !== "text" || b.kind !== "text") return null;
  return isSameText(a.text, b.text) ? 0 : a.text < b.text ? -1 : 1;
}

/** The greater (sign 1) or the smaller of two; an empty one never wins. */
export function further(a: Value, b: Value, sign: 1 | -1): Value {
  if (isEmptyValue(a)) return b;
  if (isEmptyValue(b)) return a;
  const order = compareValues(a, b);
  return order === null ? EMPTY : order * sign >= 0 ? a : b;
}

/** Months later or earlier; the last day of a month that lacks the date. */
export function shiftMonths(value: Value, count: number): Value {
  return value.kind === "day" ? dayOf(addMonths(value.day, count)) : EMPTY;
}

/** Nothing stands in the place: no value, no letter in a text, no item in a list. */
export function isEmptyValue(value: Value): boolean {
  if (value.kind === "empty") return true;
  if (value.kind === "text") return value.text.trim() === "";
  return value.kind === "list" && value.items.length === 0;
}

/** What a condition makes of a value: a flag as it is, a number or an amount if it is not zero. */
export function isTruthy(value: Value): boolean {
  if (value.kind === "flag") return value.isTrue;
  if (value.kind === "money") return value.minor !== 0;
  if (value.kind === "number") return compareExact(value.exact, "0") !== 0;
  return !isEmptyValue(value);
}

function addMoney(a: Value, b: Value): Value {
  if (a.kind === "money" && b.kind === "money") {
    if (a.currency !== b.currency) return EMPTY;
    return moneyOf(BigInt(a.minor) + BigInt(b.minor), a.currency);
  }
  const [amount, other] = a.kind === "money" ? [a, b] : [b, a];
  if (amount.kind !== "money" || other.kind !== "number") return EMPTY;
  // "+ 500" behind an amount means five hundred of its currency.
  const added = moneyOfExact(other.exact, amount.currency);
  if (added === null || added.kind !== "money") return EMPTY;
  return moneyOf(BigInt(amount.minor) + BigInt(added.minor), amount.currency);
}

const SHIFT_DAYS_MAX = 100_000;

function shiftDay(day: string, exact: string): Value {
  const count = wholeOf(exact);
  if (count === null || Math.abs(count) > SHIFT_DAYS_MAX) return EMPTY;
  return dayOf(addDays(day, count));
}

function dayOf(day: string): Value {
  return isKnownDay(day) ? { kind: "day", day } : EMPTY;
}

function numberOf(exact: string | null): Value {
  return exact === null ? EMPTY : { kind: "number", exact };
}
