import { type Day, makeDay, monthOf, yearOf } from "@/server/kernel/days";
import { dayOfShort } from "../days";
import { dayOf, type Field, minorOf, refuse } from "./fields";

export type Line61 = {
  valueOn: Day;
  bookedOn: Day;
  amountMinor: number;
  mark: Mark;
  /** The customer's and the bank's reference, where they are given. */
  reference: string | null;
  bankReference: string | null;
};

export type Mark = { sign: 1 | -1; kind: "payment" | "reversal"; isExpected: boolean };

/** What was taken back moves money the other way. */
const MARKS: ReadonlyMap<string, Mark> = new Map([
  ["C", { sign: 1, kind: "payment", isExpected: false }],
  ["D", { sign: -1, kind: "payment", isExpected: false }],
  ["RC", { sign: -1, kind: "reversal", isExpected: false }],
  ["RD", { sign: 1, kind: "reversal", isExpected: false }],
  ["EC", { sign: 1, kind: "payment", isExpected: true }],
  ["ED", { sign: -1, kind: "payment", isExpected: true }],
]);

const LINE = /^(\d{6})(\d{4})?(R[CD]|E[CD]|C|D)([A-Z])?([\d.,-]+)(.*)$/;
const TYPE = /^[A-Z][A-Z0-9]{3}/;
const TYPE_LENGTH = 4;

/** 61: "2607010701C1234,50NMSC0000123456//1234567890"; the letter behind the side is the currency's. */
export function readLine61(field: Field): Line61 {
  return usualLine61(field.lines[0] ?? "") ?? oddLine61(field);
}

const [COMMA, DASH, DOT, LETTER_N] = [44, 45, 46, 78];
const SIDE_AT = 10;
const AMOUNT_AT = 11;
// Below it hundredths are exact.
const AMOUNT_LENGTH_MAX = 14;

/** The line as nearly all are written; null for any other. */
export function usualLine61(text: string): Line61 | null {
  const mark = MARKS.get(text.charAt(SIDE_AT));
  const valueOn = valueDayIn(text);
  const bookedOn = valueOn === null ? null : entryDayIn(text);
  const comma = text.indexOf(",", AMOUNT_AT);
  const minor = usualMinor(text, comma);
  if (mark === undefined || valueOn === null || bookedOn === null || minor < 0) return null;
  const behind = comma + 3;
  return isUsualEnd(text, behind)
    ? { valueOn, bookedOn, ...movedBy(mark, minor), ...referencesIn(text.slice(behind)) }
    : null;
}

/** yymmdd */
function valueDayIn(text: string): Day | null {
  const [year, month, date] = [pairAt(text, 0), pairAt(text, 2), pairAt(text, 4)];
  return year < 0 || month < 0 || date < 0 ? null : dayOfShort(date * 10_000 + month * 100 + year);
}

/** mmdd in the year of the value day; null also where that may be another one. */
function entryDayIn(text: string): Day | null {
  const [month, date] = [pairAt(text, 6), pairAt(text, 8)];
  if (month < 0 || date < 0 || Math.abs(month - pairAt(text, 2)) > 6) return null;
  return dayOfShort(date * 10_000 + month * 100 + pairAt(text, 0));
}

/** The number in two digits; -1 where one is none. */
function pairAt(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** Hundredths of digits with two behind the comma; -1 for anything else. */
function usualMinor(text: string, comma: number): number {
  if (comma <= AMOUNT_AT || comma - AMOUNT_AT > AMOUNT_LENGTH_MAX) return -1;
  let minor = 0;
  for (let i = AMOUNT_AT; i < comma + 3; i += 1) {
    if (i === comma) continue;
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    minor = minor * 10 + digit;
  }
  return minor;
}

/** Whether the amount ends there, and what follows is plain. */
function isUsualEnd(text: string, from: number): boolean {
  const first = text.charCodeAt(from);
  if ((first >= 48 && first <= 57) || first === COMMA || first === DASH || first === DOT)
    return false;
  for (let i = from; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 32 || code > 126) return false;
  }
  return true;
}

/** The same, however it is written. */
export function oddLine61(field: Field): Line61 {
  const text = field.lines[0] ?? "";
  const found = LINE.exec(text);
  if (found === null) {
    throw refuse(/^\d{6}/.test(text) ? "bad_posting_code" : "bad_date", field, text);
  }
  const [, date = "", entry, side = "", , amount = "", behind = ""] = found;
  const valueOn = dayOf(date);
  if (valueOn === null) throw refuse("bad_date", field, date);
  const bookedOn = entry === undefined ? valueOn : entryDay(entry, valueOn);
  if (bookedOn === null) throw refuse("bad_date", field, entry ?? "");
  const mark = MARKS.get(side);
  if (mark === undefined) throw refuse("bad_posting_code", field, side);
  const minor = amount.includes(",") ? minorOf(field, amount) : null;
  if (minor === null) throw refuse("bad_amount", field, amount);
  return { valueOn, bookedOn, ...movedBy(mark, minor), ...referencesIn(behind) };
}

function movedBy(mark: Mark, minor: number): Pick<Line61, "mark" | "amountMinor"> {
  return { mark, amountMinor: minor === 0 ? 0 : mark.sign * minor };
}

/** What stands behind the amount: type of the movement, and the references. */
function referencesIn(text: string): Pick<Line61, "reference" | "bankReference"> {
  const start = TYPE.test(text) ? TYPE_LENGTH : 0;
  const cut = text.indexOf("//", start);
  return {
    reference: given(cut < 0 ? text.slice(start) : text.slice(start, cut)),
    bankReference: cut < 0 ? null : given(text.slice(cut + 2)),
  };
}

const NOT_GIVEN = /^(?:NONREF|NOT ?PROVIDED|[0\-./]*)$/i;

function given(text: string): string | null {
  const reference = text.trim();
  return mayBeNothing(reference.charCodeAt(0)) && NOT_GIVEN.test(reference) ? null : reference;
}

/** Whether a text that begins so may be one of those: no other digit or letter begins them. */
function mayBeNothing(code: number): boolean {
  const isDigit = code > 48 && code <= 57;
  const isLetter = code >= 65 && code <= 90 && code !== LETTER_N;
  return !isDigit && !isLetter;
}

/** mmdd in the year of the value day, or in the one next to it around New Year. */
function entryDay(entry: string, valueOn: Day): Day | null {
  const month = Number(entry.slice(0, 2));
  const apart = month - monthOf(valueOn);
  const year = yearOf(valueOn) + (apart > 6 ? -1 : apart < -6 ? 1 : 0);
  return makeDay(year, month, Number(entry.slice(2)));
}
