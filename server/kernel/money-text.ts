import { tidy } from "./fold";
import type { Currency } from "./money";
import { type Finding, fail, finding, ok, type Parsed } from "./parsed";

/** `currency` is null where neither the cell nor the caller named one. */
export type Money = { amountMinor: number; currency: Currency | null };

export type MoneyOptions = {
  /** The currency of a cell that names none; a cell that names another one wins, with a warning. */
  currency?: Currency;
};

/**
 * An amount as Czechs write it ("1 234,50", "1.234,50 Kč", "5000,-") or as Excel holds it.
 * Findings: `kernel.money_…` empty, not_a_number, ambiguous, too_many_decimals, scientific,
 * overflow; warnings: thousands_assumed, other_currency.
 */
export function parseMoney(
  value: string | number | null | undefined,
  options: MoneyOptions = {},
): Parsed<Money> {
  if (value === null || value === undefined || value === "") return fail("kernel.money_empty");
  if (typeof value === "number") return fromNumber(value, options);
  const end = endBeforeCrowns(value);
  const isPlainCrowns = end < value.length && options.currency !== "EUR";
  const plainMinor = end === value.length || isPlainCrowns ? scanPlain(value, end) : null;
  if (plainMinor !== null) {
    const currency = isPlainCrowns ? "CZK" : (options.currency ?? null);
    return ok({ amountMinor: plainMinor, currency });
  }
  return fromText(value, options);
}

// Excel keeps 1234.56 as the nearest double and formulas add noise; half a hundredth of a haléř is
// noise, more is a third decimal.
const TOLERANCE_MINOR = 1e-4;

function fromNumber(value: number, options: MoneyOptions): Parsed<Money> {
  if (!Number.isFinite(value)) return fail("kernel.money_not_a_number", { value: String(value) });
  const exact = value * 100;
  const amountMinor = Math.round(exact);
  if (!Number.isSafeInteger(amountMinor)) return overflow(String(value));
  const tolerance = Math.max(TOLERANCE_MINOR, Math.abs(exact) * Number.EPSILON * 2);
  if (Math.abs(exact - amountMinor) > tolerance) {
    return fail("kernel.money_too_many_decimals", { value: String(value) });
  }
  return ok({
    amountMinor: amountMinor === 0 ? 0 : amountMinor,
    currency: options.currency ?? null,
  });
}

const DIGITS_FAST_MAX = 13;

/**
 * The usual "-1 234,5", with any kind of space between thousands, up to `end`: minor units, or null
 * where the slow reader must decide. It must never answer anything that the slow reader would not.
 */
function scanPlain(text: string, end: number): number | null {
  const isNegative = text.charCodeAt(0) === MINUS;
  let units = 0;
  let digits = 0;
  let decimals = -1;
  // Digits since the last space, -1 before the first one.
  let inGroup = -1;
  for (let i = isNegative ? 1 : 0; i < end; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) {
      units = units * 10 + (code - 48);
      digits += 1;
      if (decimals >= 0) decimals += 1;
      else if (inGroup >= 0) inGroup += 1;
    } else if (decimals >= 0 || digits === 0) {
      return null;
    } else if (code === COMMA || code === DOT) {
      if (inGroup >= 0 && inGroup !== 3) return null;
      decimals = 0;
    } else if (isThousandSpace(code)) {
      if (inGroup < 0 ? digits > 3 : inGroup !== 3) return null;
      inGroup = 0;
    } else {
      return null;
    }
  }
  if (digits === 0 || digits > DIGITS_FAST_MAX || decimals === 0 || decimals > 2) return null;
  if (decimals < 0 && inGroup >= 0 && inGroup !== 3) return null;
  const minor = decimals === 2 ? units : decimals === 1 ? units * 10 : units * 100;
  return isNegative && minor !== 0 ? -minor : minor;
}

const [MINUS, COMMA, DOT] = [45, 44, 46];

function isThousandSpace(code: number): boolean {
  return code === 32 || code === 0xa0 || code === 0x202f || code === 0x2009;
}

/** Where the digits of "1 234,50 Kč" end; the length of the text if it does not end in Kč. */
function endBeforeCrowns(text: string): number {
  const { length } = text;
  const isCrowns = text.charCodeAt(length - 1) === 0x10d && text.charCodeAt(length - 2) === 75;
  if (!isCrowns) return length;
  return isThousandSpace(text.charCodeAt(length - 3)) ? length - 3 : length - 2;
}

type Amount = { text: string; isNegative: boolean; currency: Currency | null };

const CURRENCY_BEFORE = /^(?:(kč|kc|czk)|(€|eur)) ?/i;
const CURRENCY_AFTER = / ?(?:(kč|kc|czk)\.?|(€|eur))$/i;
const SIGN = /^([-−–+]) ?/;
// "5 000,-" and its dashes: no haléř, and the mark before them is the decimal one.
const NO_DECIMALS = /([.,]) ?[-−–—=]{1,2}$/;
const SCIENTIFIC = /^\d+(?:[.,]\d+)?e[+-]?\d+$/i;

function fromText(value: string, options: MoneyOptions): Parsed<Money> {
  const text = tidy(value);
  if (text === "") return fail("kernel.money_empty");
  const amount = peel(text);
  if (amount === null) return notANumber(text);
  if (SCIENTIFIC.test(amount.text)) return fail("kernel.money_scientific", { value: text });
  const read = readDigits(amount.text);
  if (!read.ok) return fail(read.finding.code, { value: text });
  const warnings = read.warnings.map((warning) => finding(warning.code, { value: text }));
  const { currency } = amount;
  if (currency !== null && options.currency !== undefined && currency !== options.currency) {
    warnings.push(finding("kernel.money_other_currency", { currency, expected: options.currency }));
  }
  const minor = read.value === 0 ? 0 : amount.isNegative ? -read.value : read.value;
  return ok({ amountMinor: minor, currency: currency ?? options.currency ?? null }, warnings);
}

/** Takes sign, currency and ",-" off; null if there are two signs or two currencies. */
function peel(text: string): Amount | null {
  const sides: Currency[] = [];
  const signs: string[] = [];
  const takeSign = (rest: string) =>
    rest.replace(SIGN, (_all, sign: string) => {
      signs.push(sign);
      return "";
    });
  const takeCurrency = (rest: string, side: RegExp) =>
    rest.replace(side, (_all, crowns: string | undefined) => {
      sides.push(crowns === undefined ? "EUR" : "CZK");
      return "";
    });
  let rest = takeCurrency(takeSign(text), CURRENCY_BEFORE);
  rest = takeSign(takeCurrency(rest, CURRENCY_AFTER)).replace(
    NO_DECIMALS,
    (_all, mark: string) => `${mark}00`,
  );
  if (signs.length > 1 || sides.length > 1) return null;
  return {
    text: rest,
    isNegative: signs.length > 0 && signs[0] !== "+",
    currency: sides[0] ?? null,
  };
}

const GROUPED = /^\d{1,3}(?:([ '’.,])\d{3})(?:\1\d{3})*$/;
const ALL_DIGITS = /^\d+$/;
const FRACTION = /^\d+$/;

/** Whole positive minor units of digits with their separators. */
function readDigits(text: string): Parsed<number> {
  const mark = decimalMarkAt(text);
  if (mark === "ambiguous") return fail("kernel.money_ambiguous");
  const units = mark === null ? text : text.slice(0, mark);
  const fraction = mark === null ? "" : text.slice(mark + 1);
  if (mark !== null && !FRACTION.test(fraction)) return fail("kernel.money_not_a_number");
  if (units === "" && fraction === "") return fail("kernel.money_not_a_number");
  if (units !== "" && !ALL_DIGITS.test(units) && !GROUPED.test(units)) {
    return fail("kernel.money_not_a_number");
  }
  const decimals = fraction.replace(/0+$/, "");
  if (decimals.length > 2) return fail("kernel.money_too_many_decimals");
  const minor = Number(digitsOnly(units)) * 100 + Number(decimals.padEnd(2, "0"));
  if (!Number.isSafeInteger(minor)) return fail("kernel.money_overflow");
  return ok(minor, isLoneDotGroup(units, mark) ? [THOUSANDS_ASSUMED] : []);
}

const THOUSANDS_ASSUMED: Finding = { code: "kernel.money_thousands_assumed" };
const LONE_DOT_GROUP = /^[1-9]\d{0,2}\.\d{3}$/;
const LONE_COMMA_GROUP = /^[1-9]\d{0,2},\d{3}$/;

/** "1.234" is a thousand in Czechia and one and a bit in England; only the dot is read as ours. */
function isLoneDotGroup(units: string, mark: number | null): boolean {
  return mark === null && LONE_DOT_GROUP.test(units);
}

/**
 * Index of the decimal mark, null without one. "1,500" is refused as ambiguous: a comma is ours for
 * decimals, but money has no thousandths, so it is more likely an English thousand.
 */
function decimalMarkAt(text: string): number | null | "ambiguous" {
  const dot = text.lastIndexOf(".");
  const comma = text.lastIndexOf(",");
  if (dot < 0 && comma < 0) return null;
  if (dot >= 0 && comma >= 0) return Math.max(dot, comma);
  const last = Math.max(dot, comma);
  const isRepeated = text.indexOf(dot >= 0 ? "." : ",") !== last;
  if (isRepeated || LONE_DOT_GROUP.test(text)) return null;
  return LONE_COMMA_GROUP.test(text) ? "ambiguous" : last;
}

function digitsOnly(text: string): string {
  return ALL_DIGITS.test(text) ? text : text.replace(/\D/g, "");
}

function notANumber(value: string) {
  return fail("kernel.money_not_a_number", { value });
}

function overflow(value: string) {
  return fail("kernel.money_overflow", { value });
}
