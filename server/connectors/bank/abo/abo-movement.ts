import { accountOfDigits, withoutZeros } from "../account";
import { currencyOfNumber } from "../currencies";
import type { BankMovement } from "../statement";
import { symbolOf } from "../symbols";
import { zerosEnd } from "../text/digits";
import type { AboLine } from "./abo-line";
import { type AboStatement, dayAt, numberAt, refuse } from "./abo-statement";
import { formByCheck, fromInternal } from "./account-form";
import { EXTENDED, type Span } from "./dialects";

const LENGTH = 128;
const NAME: Span = [97, 117];

/** Reads a record 075 of a statement. */
export function readMovement(line: AboLine, statement: AboStatement): BankMovement {
  const { text } = line;
  if (text.length < LENGTH) throw refuse("truncated_record", line, [0, text.length]);
  if (!text.startsWith(statement.digits, 3)) throw refuse("account_differs", line, [3, 19]);
  const amount = numberAt(line, 48, 60);
  if (amount < 0) throw refuse("bad_amount", line, [48, 60]);
  const posting = statement.dialect.postings.get(numberAt(line, 60, 61));
  if (posting === undefined) throw refuse("bad_posting_code", line, [60, 61]);
  const isExtended = text.length > LENGTH;
  return {
    bookedOn: dayAt(line, 122) ?? statement.closedOn,
    valueOn: dayAt(line, 91) ?? statement.closedOn,
    amountMinor: amount === 0 ? 0 : posting.sign * amount,
    currency: currencyAt(line, statement) ?? statement.currency,
    kind: posting.kind,
    // Document numbers are unique in a day of an account at best.
    bankId: null,
    counterAccount: counterAccount(line, statement),
    counterName: (isExtended ? cut(text, EXTENDED.counterName) : null) ?? cut(text, NAME),
    variableSymbol: symbolAt(line, 61, 71),
    specificSymbol: symbolAt(line, 81, 91),
    constantSymbol: symbolAt(line, 77, 81),
    message: isExtended ? joined(text, EXTENDED.texts) : null,
    instructionId: null,
    line: line.number,
    raw: text,
  };
}

/** The currency that a record 075 names, if its bank names one. */
export function currencyAt(line: AboLine, { dialect }: AboStatement): string | null {
  // A zero in front of the number; what kind of item it is begins with a one.
  if (!dialect.namesCurrency || line.bytes[line.start + 118] !== 48) return null;
  return currencyOfNumber(numberAt(line, 119, 122));
}

const BLANK_ACCOUNT = " ".repeat(16);

function counterAccount(line: AboLine, { dialect, form }: AboStatement): string | null {
  const { bytes, start, text } = line;
  const value = numberAt(line, 19, 35);
  if (value === 0 || (value < 0 && text.startsWith(BLANK_ACCOUNT, 19))) return null;
  if (value < 0) throw refuse("bad_account", line, [19, 35]);
  const digits = text.slice(19, 35);
  const isInternal = dialect.mayBeInternal && formByCheck(bytes, start + 19, form) === "internal";
  return accountOfDigits(isInternal ? fromInternal(digits) : digits, text.slice(73, 77));
}

function symbolAt(line: AboLine, at: number, end: number): string | null {
  const first = zerosEnd(line.bytes, line.start + at, line.start + end) - line.start;
  if (first === end) return null;
  const symbol = line.text.slice(first, end);
  // Blanks and other odd things are not for the quick way.
  return numberAt(line, first, end) < 0 ? symbolOf(symbol) : symbol;
}

function cut(text: string, [start, end]: Span): string | null {
  const piece = text.slice(start, end).trim();
  return piece === "" ? null : piece;
}

/** The pieces that one text was cut into: one that fills its place goes on in the next. */
export function joined(text: string, spans: readonly Span[]): string | null {
  let whole = "";
  let isFull = true;
  for (const [start, end] of spans) {
    const piece = text.slice(start, end).trimEnd();
    if (piece === "") continue;
    whole += whole === "" || isFull ? piece : ` ${piece}`;
    isFull = piece.length === end - start;
  }
  const trimmed = whole.trim();
  return trimmed === "" ? null : trimmed;
}

/** What names the instruction in a record 076, or null. */
export function referenceAt(text: string, [start, end]: Span): string | null {
  const reference = withoutZeros(text.slice(start, end).trim());
  return reference === "" ? null : reference;
}
