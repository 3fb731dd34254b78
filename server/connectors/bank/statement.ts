import type { Day } from "@/server/kernel/days";
import type { Finding } from "@/server/kernel/parsed";
import type { AccountNumber } from "./account";

export const STATEMENT_FORMATS = [
  "abo",
  "fio",
  "camt.053",
  "camt.052",
  "camt.054",
  "mt940",
  "mt942",
  "1c",
  "finsta",
  "csv",
] as const;

export type StatementFormat = (typeof STATEMENT_FORMATS)[number];

/** "ascii": no other character stood in the first 64 KB; what comes later is decided there. */
export const STATEMENT_ENCODINGS = [
  "ascii",
  "utf-8",
  "windows-1250",
  "iso-8859-2",
  "cp852",
  "windows-1251",
  "cp866",
] as const;

export type StatementEncoding = (typeof STATEMENT_ENCODINGS)[number];

/**
 * Amounts are hundredths of the currency's unit, whichever the currency is, as everywhere in the
 * house: 1 000 yen are 100 000. What has a third decimal is refused.
 */
export type StatementHead = {
  format: StatementFormat;
  encoding: StatementEncoding;
  account: AccountNumber;
  /** ISO 4217. */
  currency: string;
  number: string | null;
  /** Day of the opening balance. */
  openedOn: Day | null;
  /** Day of the closing balance; null where the format says it at the end. */
  closedOn: Day | null;
  openingMinor: number | null;
};

export type BankMovement = {
  bookedOn: Day;
  valueOn: Day | null;
  /** Positive: money in. */
  amountMinor: number;
  currency: string;
  /** A reversal takes an earlier payment back; its sign is already that of the money. */
  kind: "payment" | "reversal";
  /** The bank's own id, only where it names one movement of the account for good. */
  bankId: string | null;
  counterAccount: AccountNumber | null;
  counterName: string | null;
  /** Symbols are digits without leading zeros, at most ten. */
  variableSymbol: string | null;
  specificSymbol: string | null;
  constantSymbol: string | null;
  message: string | null;
  /** Shared by the movements of one instruction: a payment, its fee, what takes it back. */
  instructionId: string | null;
  /** Counted from 1: the line of a text file, the record of XML and JSON. */
  line: number;
  /** The record as it stood in the file, decoded. */
  raw: string;
};

export type StatementEnd = {
  /** Day of the closing balance; some formats say it only here. */
  closedOn: Day | null;
  closingMinor: number | null;
  /** Turnovers as the bank states them; as counted where it does not. */
  debitMinor: number;
  creditMinor: number;
  movementCount: number;
  findings: Finding[];
};

export type StatementPart =
  | { kind: "statement"; statement: StatementHead }
  | { kind: "movement"; movement: BankMovement }
  | { kind: "end"; end: StatementEnd };

/** A movement of which nothing is known yet but money and day. */
export function plainMovement(
  known: Pick<BankMovement, "bookedOn" | "amountMinor" | "currency" | "line" | "raw">,
): BankMovement {
  return {
    bookedOn: known.bookedOn,
    valueOn: null,
    amountMinor: known.amountMinor,
    currency: known.currency,
    kind: "payment",
    bankId: null,
    counterAccount: null,
    counterName: null,
    variableSymbol: null,
    specificSymbol: null,
    constantSymbol: null,
    message: null,
    instructionId: null,
    line: known.line,
    raw: known.raw,
  };
}
