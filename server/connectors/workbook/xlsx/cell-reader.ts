import { type Cell, DAYS_1900_TO_1904, NOT_COMPUTED, serialOfIso } from "../cells";
import type { SharedStrings } from "./shared-strings";
import { isNameEnd, localName, type TextSink, tagEnd } from "./text-sink";

export type SheetContext = {
  strings: SharedStrings;
  /** 1 for each cell style whose number format is a date. */
  isDateStyle: Uint8Array;
  date1904: boolean;
};

const NUMBER = 0;
const SHARED = 1;
const TEXT = 2;
const BOOLEAN = 3;
const ERROR = 4;
const ISO_DATE = 5;

const LESS_THAN = 60;
const EQUALS = 61;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const GREATER_THAN = 62;
const SLASH = 47;
const SPACE = 32;
const DOT = 46;
const MINUS = 45;
const ZERO = 48;
const LETTER_C = 99;
const LETTER_F = 102;
const LETTER_I = 105;
const LETTER_V = 118;

const POWERS = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);
// Fifteen digits divided by a power of ten are rounded once, exactly as Number() would.
const DIGITS_MAX = 15;

/**
 * One `<c>` element, byte by byte. A hundred thousand rows of twenty columns are two million calls,
 * so nothing is allocated here but the values. Offsets of -1: the chunk ended inside the cell.
 */
export class CellReader {
  column = -1;
  value: Cell = null;
  /** The text went to the sink; `value` is then its placeholder. */
  isSunk = false;
  private type = NUMBER;
  private style = 0;
  private isEmpty = false;
  private hasContent = false;
  private readonly serialOffset: number;

  constructor(
    private readonly context: SheetContext,
    private readonly sink: TextSink,
  ) {
    this.serialOffset = context.date1904 ? DAYS_1900_TO_1904 : 0;
  }

  /** Reads the cell whose name ends at `at`; offset behind it. */
  read(buf: Buffer, at: number, end: number): number {
    this.value = null;
    this.isSunk = false;
    this.isEmpty = false;
    this.type = NUMBER;
    this.style = 0;
    this.hasContent = false;
    this.column += 1;
    const i = this.attributes(buf, at, end);
    if (i < 0 || this.isEmpty) return i;
    const isPlain = buf[i] === LESS_THAN && buf[i + 1] === LETTER_V && buf[i + 2] === GREATER_THAN;
    if (!isPlain) return this.children(buf, i, end);
    const next = this.content(buf, i + 3, end);
    if (next < 0 || next + 8 > end) return -1;
    const isEnd = buf[next + 2] === LETTER_V && buf[next + 6] === LETTER_C;
    return isEnd && buf[next + 5] === SLASH ? next + 8 : this.children(buf, next, end);
  }

  private attributes(buf: Buffer, at: number, end: number): number {
    let i = at;
    while (i < end) {
      const byte = buf[i] as number;
      if (byte === GREATER_THAN) return i + 1;
      if (byte === SLASH) {
        this.isEmpty = true;
        return i + 1 < end ? i + 2 : -1;
      }
      if (byte <= SPACE) {
        i += 1;
        continue;
      }
      const nameAt = i;
      while (i < end && buf[i] !== EQUALS && (buf[i] as number) > SPACE) i += 1;
      const isShort = i === nameAt + 1;
      while (i < end && buf[i] !== DOUBLE_QUOTE && buf[i] !== SINGLE_QUOTE) i += 1;
      const quote = buf[i];
      const from = i + 1;
      i = from;
      while (i < end && buf[i] !== quote) i += 1;
      if (i >= end) return -1;
      if (isShort) this.attribute(buf, byte, { from, to: i });
      i += 1;
    }
    return -1;
  }

  private attribute(buf: Buffer, name: number, at: { from: number; to: number }): void {
    if (name === 114) this.column = columnOf(buf, at.from, this.column);
    else if (name === 115) this.style = wholeNumber(buf, at.from, at.to);
    else if (name === 116) this.type = typeOf(buf, at.from, at.to);
  }

  /** Formula, value, inline string, in whatever order and with whatever else between them. */
  private children(buf: Buffer, at: number, end: number): number {
    let i = at;
    let hasFormula = false;
    for (;;) {
      while (i < end && buf[i] !== LESS_THAN) i += 1;
      const isClose = buf[i + 1] === SLASH;
      const nameAt = localName(buf, isClose ? i + 2 : i + 1, end);
      const close = nameAt < 0 ? -1 : tagEnd(buf, nameAt, end);
      if (close < 0) return -1;
      const letter = buf[nameAt];
      const isLetter = isNameEnd(buf[nameAt + 1]);
      const isBare = isClose || buf[close - 1] === SLASH;
      i = close + 1;
      if (isClose && letter === LETTER_C && isLetter) {
        // The result "" is a text; an empty number is no result (openpyxl leaves those).
        const isComputed = this.value !== null || (this.hasContent && this.type === TEXT);
        if (hasFormula && !isComputed) this.value = UNCOMPUTED;
        return i;
      }
      if (letter === LETTER_F && isLetter) hasFormula = true;
      if (isBare) {
        if (letter === LETTER_V && isLetter) this.hasContent = true;
        continue;
      }
      if (letter === LETTER_V && isLetter) i = this.content(buf, i, end);
      else if (letter === LETTER_I && buf[nameAt + 1] === 115) i = this.inline(buf, i, end);
      if (i < 0) return -1;
    }
  }

  /** What stands in `<v>`, up to the "<" behind it. */
  private content(buf: Buffer, at: number, end: number): number {
    this.hasContent = true;
    if (this.type === NUMBER) return this.number(buf, at, end);
    if (this.type === TEXT) return this.text(buf, at, end);
    let close = at;
    while (close < end && buf[close] !== LESS_THAN) close += 1;
    if (close >= end) return -1;
    if (this.type === SHARED) {
      const text = this.context.strings.get(wholeNumber(buf, at, close));
      this.value = text === "" ? null : text;
    } else if (close > at) {
      this.value = this.named(buf.toString("latin1", at, close).trim());
    }
    return close;
  }

  private named(text: string): Cell {
    if (this.type === BOOLEAN) return text === "1" || text === "true";
    if (this.type === ERROR) return errorCell(text);
    const serial = serialOfIso(text);
    return serial === null ? text : { date: serial };
  }

  private text(buf: Buffer, at: number, end: number): number {
    const start = this.sink.length;
    return this.sunk(start, this.sink.copy(buf, at, end));
  }

  private inline(buf: Buffer, at: number, end: number): number {
    const start = this.sink.length;
    this.hasContent = true;
    return this.sunk(start, this.sink.copyItem(buf, at, end));
  }

  private sunk(start: number, next: number): number {
    if (next < 0) return -1;
    if (this.sink.finish(start) === 0) {
      this.sink.reset(start);
      return next;
    }
    this.value = "";
    this.isSunk = true;
    return next;
  }

  private number(buf: Buffer, at: number, end: number): number {
    let i = at;
    const isNegative = buf[i] === MINUS;
    if (isNegative) i += 1;
    let mantissa = 0;
    let digits = 0;
    let scale = -1;
    for (; i < end; i += 1) {
      const digit = (buf[i] as number) - ZERO;
      if (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
        digits += 1;
        if (scale >= 0) scale += 1;
      } else if (buf[i] === DOT && scale < 0) scale = 0;
      else break;
    }
    if (i >= end) return -1;
    if (buf[i] !== LESS_THAN || digits === 0 || digits > DIGITS_MAX) {
      return this.oddNumber(buf, at, end);
    }
    const size = scale > 0 ? mantissa / (POWERS[scale] as number) : mantissa;
    this.setNumber(isNegative && size !== 0 ? -size : size);
    return i;
  }

  /** Exponents, seventeen digits, spaces, nothing at all, or no number. */
  private oddNumber(buf: Buffer, at: number, end: number): number {
    let close = at;
    while (close < end && buf[close] !== LESS_THAN) close += 1;
    if (close >= end) return -1;
    const text = buf.toString("latin1", at, close).trim();
    const value = Number(text);
    if (text === "") this.value = null;
    else if (Number.isFinite(value)) this.setNumber(value);
    else this.value = text;
    return close;
  }

  private setNumber(value: number): void {
    const isDate = this.context.isDateStyle[this.style] === 1;
    this.value = isDate ? { date: value + this.serialOffset } : value;
  }
}

const errorCells = new Map<string, Cell>();

/** The error texts of Excel are few; one object each serves the whole sheet. */
function errorCell(text: string): Cell {
  const known = errorCells.get(text);
  if (known !== undefined) return known;
  const cell = { error: text.slice(0, 40) };
  if (errorCells.size < 100) errorCells.set(text, cell);
  return cell;
}

const UNCOMPUTED: Cell = errorCell(NOT_COMPUTED);

/** "AB12" -> 27; the fallback where there is no letter. */
function columnOf(buf: Buffer, at: number, fallback: number): number {
  let column = 0;
  for (let i = at; i < at + 4; i += 1) {
    // Bit 5 is the case of a Latin letter.
    const letter = ((buf[i] as number) & 0xdf) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column === 0 ? fallback : column - 1;
}

/** Digits between two offsets; anything else ends them. */
export function wholeNumber(buf: Buffer, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i += 1) {
    const digit = (buf[i] as number) - ZERO;
    if (digit >= 0 && digit <= 9) value = value * 10 + digit;
    else if (value > 0) break;
  }
  return value;
}

/** "s", "str", "inlineStr", "b", "e", "d", "n" by the letters that tell them apart. */
function typeOf(buf: Buffer, from: number, to: number): number {
  const letter = buf[from];
  if (letter === 115) return to - from === 1 ? SHARED : TEXT;
  if (letter === 105) return TEXT;
  if (letter === 98) return BOOLEAN;
  if (letter === 101) return ERROR;
  return letter === 100 ? ISO_DATE : NUMBER;
}
