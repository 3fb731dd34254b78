import { accountOf } from "../account";
import { isCurrencyCode } from "../currencies";
import type { BankMovement } from "../statement";
import { symbolOf } from "../symbols";
import { slashSymbols } from "../symbols-in-text";
import { fioDay, jsonMinor } from "./fio-values";
import type { JsonCursor, Scalar } from "./json-cursor";

/** Numbers of the columns that we read. */
const COLUMN = {
  bookedOn: 0,
  amount: 1,
  counterAccount: 2,
  counterBank: 3,
  constantSymbol: 4,
  variableSymbol: 5,
  specificSymbol: 6,
  payersNote: 7,
  counterName: 10,
  currency: 14,
  message: 16,
  instructionId: 17,
  bankId: 22,
  comment: 25,
  payersReference: 27,
} as const;

const COLUMNS_BY_KEY: ReadonlyMap<string, number> = new Map(
  Object.values(COLUMN).map((number) => [`column${number}`, number]),
);

type Values = (Scalar | null)[];

/** Reads one transaction, whose brace comes next. */
export function readTransaction(
  json: JsonCursor,
  { currency, line }: { currency: string; line: number },
): BankMovement {
  const start = json.position;
  const values = readColumns(json);
  const text = (column: number) => values[column]?.text ?? null;
  const bookedOn = values[COLUMN.bookedOn];
  const day = bookedOn ? fioDay(bookedOn) : null;
  if (day === null) throw json.refuse("bad_date", bookedOn?.text ?? "");
  const amount = values[COLUMN.amount];
  const amountMinor = amount ? jsonMinor(amount.text) : "bad_amount";
  if (typeof amountMinor === "string") throw json.refuse(amountMinor, amount?.text ?? "");
  const own = text(COLUMN.currency) ?? currency;
  if (!isCurrencyCode(own)) throw json.refuse("bad_currency", own);
  const reference = slashSymbols(text(COLUMN.payersReference) ?? "");
  const counterName = tidy(text(COLUMN.counterName));
  return {
    bookedOn: day,
    valueOn: null,
    amountMinor,
    currency: own,
    // A reversal looks like any movement; it shares the instruction with what it takes back.
    kind: "payment",
    bankId: text(COLUMN.bankId),
    counterAccount: accountOf(text(COLUMN.counterAccount) ?? "", text(COLUMN.counterBank)),
    counterName,
    variableSymbol: symbolOf(text(COLUMN.variableSymbol) ?? "") ?? reference.variableSymbol,
    specificSymbol: symbolOf(text(COLUMN.specificSymbol) ?? "") ?? reference.specificSymbol,
    constantSymbol: symbolOf(text(COLUMN.constantSymbol) ?? "") ?? reference.constantSymbol,
    message: messageOf(values, counterName),
    instructionId: text(COLUMN.instructionId),
    line,
    raw: json.textSince(start).trim(),
  };
}

function readColumns(json: JsonCursor): Values {
  const values: Values = [];
  json.enterObject();
  for (let key = json.nextKey(true); key !== null; key = json.nextKey(false)) {
    const column = COLUMNS_BY_KEY.get(key);
    if (column !== undefined) values[column] = readValue(json);
    else json.skip();
  }
  return values;
}

/** `{"value": …, "name": …, "id": …}` or null. */
function readValue(json: JsonCursor): Scalar | null {
  if (!json.enterUnlessNull("object")) return null;
  let value: Scalar | null = null;
  for (let key = json.nextKey(true); key !== null; key = json.nextKey(false)) {
    if (key === "value") value = json.scalar();
    else json.skip();
  }
  return value;
}

/** What people wrote, each thing once: the bank repeats the payer's name among the notes. */
function messageOf(values: Values, counterName: string | null): string | null {
  const notes = [COLUMN.message, COLUMN.payersNote, COLUMN.comment].flatMap((column) => {
    const note = tidy(values[column]?.text ?? null);
    return note === null || note === counterName ? [] : [note];
  });
  return notes.length === 0 ? null : [...new Set(notes)].join(" ");
}

function tidy(text: string | null): string | null {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
}
