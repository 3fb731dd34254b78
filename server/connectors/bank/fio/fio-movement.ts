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
  const bookedOn = values[COLUMN.bookedOn];
  const day = bookedOn == null ? null : fioDay(bookedOn);
  if (day === null) throw json.refuse("bad_date", bookedOn?.text ?? "");
  const amount = values[COLUMN.amount];
  const amountMinor = amount == null ? "bad_amount" : jsonMinor(amount.text);
  if (typeof amountMinor === "string") throw json.refuse(amountMinor, amount?.text ?? "");
  const own = textOf(values, COLUMN.currency) ?? currency;
  if (!isCurrencyCode(own)) throw json.refuse("bad_currency", own);
  const reference = slashSymbols(textOf(values, COLUMN.payersReference) ?? "");
  const counterName = tidy(textOf(values, COLUMN.counterName));
  const account = textOf(values, COLUMN.counterAccount) ?? "";
  return {
    bookedOn: day,
    valueOn: null,
    amountMinor,
    currency: own,
    // A reversal looks like any movement; it shares the instruction with what it takes back.
    kind: "payment",
    bankId: textOf(values, COLUMN.bankId),
    counterAccount: accountOf(account, textOf(values, COLUMN.counterBank)),
    counterName,
    variableSymbol: symbolAt(values, COLUMN.variableSymbol) ?? reference.variableSymbol,
    specificSymbol: symbolAt(values, COLUMN.specificSymbol) ?? reference.specificSymbol,
    constantSymbol: symbolAt(values, COLUMN.constantSymbol) ?? reference.constantSymbol,
    message: messageOf(values, counterName),
    instructionId: textOf(values, COLUMN.instructionId),
    line,
    raw: json.textSince(start).trim(),
  };
}

function textOf(values: Values, column: number): string | null {
  return values[column]?.text ?? null;
}

function symbolAt(values: Values, column: number): string | null {
  const text = values[column]?.text;
  return text === undefined ? null : symbolOf(text);
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

const NOTES = [COLUMN.message, COLUMN.payersNote, COLUMN.comment];

/** What people wrote, each thing once: the bank repeats the payer's name among the notes. */
function messageOf(values: Values, counterName: string | null): string | null {
  let message: string | null = null;
  const said: (string | null)[] = [counterName];
  for (const column of NOTES) {
    const note = tidy(textOf(values, column));
    if (note === null || said.includes(note)) continue;
    said.push(note);
    message = message === null ? note : `${message} ${note}`;
  }
  return message;
}

function tidy(text: string | null): string | null {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
}
