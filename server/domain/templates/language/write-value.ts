import { dateOf, formatDay, monthOf, yearOf } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import { type Currency, formatAmount, formatMoney } from "@/server/kernel/money";
import { multiplyExact, roundExact, wholeOf } from "./exact";
import { roundMoney } from "./money-values";
import { moneyInWords } from "./number-words/money-in-words";
import { numberInWords } from "./number-words/number-in-words";
import type { Style } from "./style";
import type { Value } from "./value";

const NBSP = "\u00a0";

/** A value as the letter shows it; null for nothing, and for what words cannot say. */
export function writeValue(value: Value, style: Style, language: Locale): string | null {
  const text = writePlain(value, style, style.language ?? language);
  if (text === null || style.letters === null) return text;
  if (style.letters === "upper") return text.toUpperCase();
  return style.letters === "lower" ? text.toLowerCase() : capitalize(text);
}

function writePlain(value: Value, style: Style, language: Locale): string | null {
  switch (value.kind) {
    case "text":
      return value.text;
    case "money":
      return writeMoney(value, style, language);
    case "number":
      return writeNumber(value.exact, style, language);
    case "day":
      return style.isLong || style.words !== null
        ? longDay(value.day, language)
        : formatDay(value.day, language);
    case "flag":
      return FLAGS[language][value.isTrue ? 0 : 1];
    default:
      return null;
  }
}

const FLAGS: Readonly<Record<Locale, readonly [string, string]>> = {
  cs: ["ano", "ne"],
  sk: ["áno", "nie"],
  en: ["yes", "no"],
  ru: ["да", "нет"],
};

type Amount = { minor: number; currency: Currency };

function writeMoney(amount: Amount, style: Style, language: Locale): string | null {
  const { decimals, words, hasCurrency } = style;
  if (words === null && decimals === null) {
    return hasCurrency
      ? formatMoney(amount.minor, amount.currency, language)
      : formatAmount(amount.minor, language);
  }
  const rounded = roundMoney(amount.minor, Math.min(decimals ?? 2, 2), amount.currency);
  const minor = rounded.kind === "money" ? rounded.minor : amount.minor;
  if (words !== null) {
    return hasCurrency
      ? moneyInWords(minor, amount.currency, language)
      : numberInWords(minor / 100, { language, gender: words.gender });
  }
  const places = decimals ?? 2;
  const long = formatAmount(minor, language);
  const number = places < 2 ? long.slice(0, places === 0 ? -3 : -1) : long;
  const padded = places > 2 ? number + "0".repeat(places - 2) : number;
  if (!hasCurrency) return padded;
  return formatMoney(minor, amount.currency, language).replace(long, padded);
}

function writeNumber(exact: string, style: Style, language: Locale): string | null {
  const rounded = style.decimals === null ? exact : roundExact(exact, shownDecimals(style));
  if (style.words !== null) {
    const whole = wholeOf(rounded);
    return whole === null ? null : numberInWords(whole, { language, gender: style.words.gender });
  }
  if (!style.isPercent) return groupDigits(rounded, language);
  const hundredfold = multiplyExact(rounded, "100");
  if (hundredfold === null) return null;
  const shown = style.decimals === null ? hundredfold : roundExact(hundredfold, style.decimals);
  return `${groupDigits(shown, language)}${language === "en" ? "" : NBSP}%`;
}

/** A percentage shows its decimals after it was made a hundredfold. */
function shownDecimals(style: Style): number {
  return (style.decimals ?? 0) + (style.isPercent ? 2 : 0);
}

function groupDigits(exact: string, language: Locale): string {
  const isNegative = exact.startsWith("-");
  const [whole = "", fraction] = (isNegative ? exact.slice(1) : exact).split(".");
  const group = language === "en" ? "," : NBSP;
  let grouped = whole.slice(-3);
  for (let end = whole.length - 3; end > 0; end -= 3) {
    grouped = whole.slice(Math.max(0, end - 3), end) + group + grouped;
  }
  const rest = fraction === undefined ? "" : (language === "en" ? "." : ",") + fraction;
  return (isNegative ? "-" : "") + grouped + rest;
}

const MONTHS: Readonly<Record<Locale, readonly string[]>> = {
  cs: (
    "ledna února března dubna května června července srpna září října listopadu " + "prosince"
  ).split(" "),
  sk: (
    "januára februára marca apríla mája júna júla augusta septembra októbra novembra " + "decembra"
  ).split(" "),
  en: (
    "January February March April May June July August September October November " + "December"
  ).split(" "),
  ru: (
    "января февраля марта апреля мая июня июля августа сентября октября ноября " + "декабря"
  ).split(" "),
};

/** "1. února 2026", "1. februára 2026", "1 February 2026", "1 февраля 2026". */
function longDay(day: string, language: Locale): string {
  const month = MONTHS[language][monthOf(day) - 1] ?? "";
  const dot = language === "cs" || language === "sk" ? "." : "";
  return `${dateOf(day)}${dot} ${month} ${yearOf(day)}`;
}

function capitalize(text: string): string {
  const first = String.fromCodePoint(text.codePointAt(0) ?? 32);
  return text === "" ? text : first.toUpperCase() + text.slice(first.length);
}
