import { type Day, makeDay } from "@/server/kernel/days";
import { type AccountNumber, accountOf, isIban } from "../account";
import { decimalMinor } from "../amounts";
import { isCurrencyCode } from "../currencies";
import { fullYear } from "../days";
import { type BankReason, StatementRefusal } from "../refusal";

/** A field of a message: its tag, its lines without the tag, where it begins and how it stood. */
export type Field = { tag: string; lines: string[]; line: number; raw: string };

/** Refuses a piece of the first line of a field. */
export function refuse(reason: BankReason, field: Field, value: string): StatementRefusal {
  const at = Math.max(0, (field.lines[0] ?? "").indexOf(value));
  const column = field.tag.length + 3 + at;
  return new StatementRefusal(reason, { line: field.line, column, value });
}

export type Balance = { currency: string; minor: number; day: Day };

const BALANCE = /^([CD])(\d{6})([A-Z]{3})(\d+(?:,\d*)?)$/;

/** 60, 62: "C260701CZK10000,00". */
export function readBalance(field: Field): Balance {
  const text = (field.lines[0] ?? "").trim();
  const found = BALANCE.exec(text);
  if (found === null) throw refuse("bad_amount", field, text);
  const [, side, date = "", currency = "", amount = ""] = found;
  const day = dayOf(date);
  if (day === null) throw refuse("bad_date", field, date);
  const minor = minorOf(field, amount);
  return { currency, day, minor: side === "D" && minor !== 0 ? -minor : minor };
}

const FLOOR = /^([A-Z]{3})[CD]?\d/;

/** 34F: the currency of an advice, "CZKD0,". */
export function readFloorCurrency(field: Field): string {
  const text = (field.lines[0] ?? "").trim();
  const currency = FLOOR.exec(text)?.[1] ?? "";
  if (!isCurrencyCode(currency)) throw refuse("bad_currency", field, text);
  return currency;
}

const SUMMARY = /^(\d{1,10})([A-Z]{3})(\d+(?:,\d*)?)$/;

/** 90C, 90D: how many movements and how much, "2CZK1000,00"; null if it says something else. */
export function readSummary(field: Field): { count: number; minor: number } | null {
  const [, count, , amount = ""] = SUMMARY.exec((field.lines[0] ?? "").trim()) ?? [];
  return count === undefined ? null : { count: Number(count), minor: minorOf(field, amount) };
}

/** 13D: the day of an advice, "2607141215+0200"; null if it says something else. */
export function readAdviceDay(field: Field): Day | null {
  return dayOf((field.lines[0] ?? "").slice(0, 6));
}

const BIC = /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/;
const BANK_FIRST = /^(\d{4})\/([\d-]{2,17})([A-Z]{3})?$/;

/** 25: "0800/192000145399", an IBAN, a BIC in front of either, the currency behind. */
export function readAccount(field: Field): AccountNumber {
  const written = (field.lines[0] ?? "").replace(/\s/g, "").replace(/^\//, "");
  const slash = written.indexOf("/");
  const isAfterBic = slash > 0 && BIC.test(written.slice(0, slash));
  const text = isAfterBic ? written.slice(slash + 1) : written;
  const [, bank, number = ""] = BANK_FIRST.exec(text) ?? [];
  const isWithCurrency = /[A-Z]{3}$/.test(text) && isIban(text.slice(0, -3));
  const account =
    bank === undefined
      ? accountOf(isWithCurrency ? text.slice(0, -3) : text)
      : accountOf(number, bank);
  if (account === null) throw refuse("bad_account", field, written);
  return account;
}

/** 28, 28C: number of the statement and its page, "00024/00001". */
export function readNumber(field: Field): string | null {
  const [number = ""] = (field.lines[0] ?? "").trim().split("/");
  const digits = number.replace(/^0+/, "");
  return digits === "" ? null : digits;
}

export function minorOf(field: Field, amount: string): number {
  const minor = /^\d/.test(amount) ? decimalMinor(amount) : "bad_amount";
  if (typeof minor === "string") throw refuse(minor, field, amount);
  return minor;
}

/** yymmdd */
export function dayOf(date: string): Day | null {
  if (!/^\d{6}$/.test(date)) return null;
  const number = Number(date);
  return makeDay(
    fullYear(Math.floor(number / 10_000)),
    Math.floor(number / 100) % 100,
    number % 100,
  );
}
