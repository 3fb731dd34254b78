import type { CodePage } from "../text/code-pages";
import { encode } from "./encode";
import {
  closingMinor,
  turnoverMinor,
  type WrittenMovement,
  type WrittenStatement,
} from "./written";

/** How a bank writes; each a habit that some bank has. */
export type AboHabits = {
  encoding?: CodePage | "utf-8";
  lineEnd?: string;
  /** Positions 119-122. */
  item?: string;
  filler?: string;
  /** Digits of an account as the bank puts them. */
  place?: (digits: string) => string;
  /** Posting codes of debit, credit, and what takes them back. */
  codes?: { debit: string; credit: string; debitReversal: string; creditReversal: string };
  /** Lines behind a 075. */
  behind?: (movement: WrittenMovement) => string[];
};

const CODES = { debit: "1", credit: "2", debitReversal: "4", creditReversal: "5" };

export function writeAbo(
  statements: readonly WrittenStatement[],
  habits: AboHabits = {},
): Uint8Array {
  const lines = statements.flatMap((statement) => [
    statementLine(statement, habits),
    ...statement.movements.flatMap((movement) => [
      movementLine(movement, statement, habits),
      ...(habits.behind?.(movement) ?? []),
    ]),
  ]);
  const text = lines.map((line) => line + (habits.lineEnd ?? "\r\n")).join("");
  const { encoding = "windows-1250" } = habits;
  return encoding === "utf-8" ? Buffer.from(text) : encode(text, encoding);
}

export function statementLine(statement: WrittenStatement, habits: AboHabits = {}): string {
  const { account, number, openedOn, closedOn, openingMinor } = statement;
  const turnover = (side: "debit" | "credit") => digits(turnoverMinor(statement, side), 14);
  return [
    "074",
    placed(account, habits),
    "FIRMA".padEnd(20),
    short(openedOn),
    signed(openingMinor),
    signed(closingMinor(statement)),
    `${turnover("debit")}0`,
    `${turnover("credit")}0`,
    number.padStart(3, "0"),
    short(closedOn),
    (habits.filler ?? "").padEnd(14),
  ].join("");
}

export function movementLine(
  movement: WrittenMovement,
  { account, currency }: WrittenStatement,
  habits: AboHabits = {},
): string {
  const { debit, credit, debitReversal, creditReversal } = habits.codes ?? CODES;
  const isOut = movement.amountMinor < 0;
  const isReversal = movement.kind === "reversal";
  const code = isReversal ? (isOut ? creditReversal : debitReversal) : isOut ? debit : credit;
  const counter = movement.counterAccount;
  return [
    "075",
    placed(account, habits),
    counter === null ? "0".repeat(16) : placed(counter, habits),
    digits(Number(movement.bankId ?? 0) % 1e13, 13),
    digits(Math.abs(movement.amountMinor), 12),
    code,
    (movement.variableSymbol ?? "").padStart(10, "0"),
    `00${counter?.split("/")[1] ?? "0000"}${(movement.constantSymbol ?? "").padStart(4, "0")}`,
    (movement.specificSymbol ?? "").padStart(10, "0"),
    movement.valueOn === null ? "000000" : short(movement.valueOn),
    (movement.counterName ?? "").slice(0, 20).padEnd(20),
    "0",
    habits.item ?? (currency === "EUR" ? "0978" : "0203"),
    short(movement.bookedOn),
  ].join("");
}

/** 16 digits of "prefix-number/bank". */
export function sixteen(account: string): string {
  const [number = "", prefix = ""] = (account.split("/")[0] ?? "").split("-").reverse();
  return prefix.padStart(6, "0") + number.padStart(10, "0");
}

function placed(account: string, { place }: AboHabits): string {
  const written = sixteen(account);
  return place === undefined ? written : place(written);
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, "0");
}

function signed(minor: number): string {
  return `${digits(Math.abs(minor), 14)}${minor < 0 ? "-" : "+"}`;
}

function short(day: string): string {
  return `${day.slice(8)}${day.slice(5, 7)}${day.slice(2, 4)}`;
}
