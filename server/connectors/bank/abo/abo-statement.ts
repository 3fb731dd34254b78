import type { Day } from "@/server/kernel/days";
import {
  type AccountNumber,
  accountOfDigits,
  bankOf,
  isSlovakBank,
  withoutZeros,
} from "../account";
import { dayOfShort } from "../days";
import type { OwnAccounts } from "../own-accounts";
import { type BankReason, StatementRefusal } from "../refusal";
import { digitsIn } from "../text/digits";
import type { Stated } from "../totals";
import type { AboLine } from "./abo-line";
import { type AccountForm, formByCheck, fromInternal } from "./account-form";
import { ABO_DIALECTS, type AboDialect, BANK_MARKS, UNKNOWN_BANK } from "./dialects";

/** What a record 074 says, and what follows from it for the records behind it. */
export type AboStatement = {
  digits: string;
  account: AccountNumber;
  isBankKnown: boolean;
  dialect: AboDialect;
  form: AccountForm;
  currency: string;
  number: string | null;
  openedOn: Day | null;
  closedOn: Day;
  stated: Stated;
};

const LENGTH_MIN = 114;

/** Reads a record 074; the text must begin with it. */
export function readStatement(line: AboLine, own: OwnAccounts): AboStatement {
  const { text } = line;
  if (text.length < LENGTH_MIN) throw refuse("truncated_record", line, [0, text.length]);
  const digits = text.slice(3, 19);
  if (numberAt(line, 3, 19) < 0) throw refuse("bad_account", line, [3, 19]);
  const owner = ownerOf(line, own);
  const closedOn = dayAt(line, 108) ?? missing(line, [108, 114]);
  const number = withoutZeros(text.slice(105, 108).trim());
  return {
    digits,
    ...owner,
    number: number === "" ? null : number,
    openedOn: dayAt(line, 39),
    closedOn,
    stated: {
      closedOn,
      openingMinor: signedAt(line, 45),
      closingMinor: signedAt(line, 60),
      debitMinor: signedAt(line, 75),
      creditMinor: signedAt(line, 90),
      movementCount: null,
    },
  };
}

function ownerOf(line: AboLine, own: OwnAccounts) {
  const digits = line.text.slice(3, 19);
  const asWritten = own.byNumber(digits);
  const turned = fromInternal(digits);
  const known = asWritten ?? own.byNumber(turned);
  const marked = known === null ? markedBank(line.text.slice(LENGTH_MIN, 128)) : bankOf(known);
  const dialect = ABO_DIALECTS[marked ?? ""] ?? UNKNOWN_BANK;
  let form: AccountForm = "editing";
  if (known !== null) form = asWritten === null ? "internal" : "editing";
  else if (dialect.mayBeInternal) form = formByCheck(line.bytes, line.start + 3, "editing");
  const plain = form === "editing" ? digits : turned;
  const account = known ?? accountOfDigits(plain, marked ?? "") ?? plain;
  return {
    account,
    isBankKnown: dialect !== UNKNOWN_BANK,
    dialect,
    form,
    currency: marked !== null && isSlovakBank(marked) ? "EUR" : "CZK",
  };
}

function markedBank(filler: string): string | null {
  for (const [pattern, bank] of BANK_MARKS) {
    const found = pattern.exec(filler);
    if (found !== null) return bank(found) ?? null;
  }
  return null;
}

// Plus may stand as a zero, the turnovers' own habit.
const SIGNS: Readonly<Record<string, 1 | -1>> = { "+": 1, "0": 1, " ": 1, "-": -1 };

/** Fourteen digits of an amount and its sign behind them. */
function signedAt(line: AboLine, at: number): number {
  const end = at + 14;
  const amount = numberAt(line, at, end);
  const sign = SIGNS[line.text.charAt(end)];
  if (amount < 0 || sign === undefined) throw refuse("bad_amount", line, [at, end + 1]);
  return amount === 0 ? 0 : sign * amount;
}

/** The day at a place, null where it is left out. */
export function dayAt(line: AboLine, at: number): Day | null {
  const code = numberAt(line, at, at + 6);
  if (code > 0) return dayOfShort(code) ?? missing(line, [at, at + 6]);
  if (code === 0 || line.text.slice(at, at + 6) === "      ") return null;
  return missing(line, [at, at + 6]);
}

function missing(line: AboLine, span: readonly [number, number]): never {
  throw refuse("bad_date", line, span);
}

/** The number in the digits of a field; -1 where one is none. */
export function numberAt({ bytes, start }: AboLine, at: number, end: number): number {
  return digitsIn(bytes, start + at, start + end);
}

export function refuse(
  reason: BankReason,
  { text, number }: AboLine,
  [start, end]: readonly [number, number],
): StatementRefusal {
  return new StatementRefusal(reason, {
    line: number,
    column: start + 1,
    value: text.slice(start, end),
  });
}
