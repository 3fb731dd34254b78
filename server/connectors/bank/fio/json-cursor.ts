import { isUtf8 } from "node:buffer";
import { RECORD_BYTES_MAX } from "../limits";
import { type BankReason, StatementRefusal } from "../refusal";

/** Thrown where the bytes given so far end in the middle of something. */
const MORE = Symbol("more bytes are needed");

const [TAB, LF, CR, SPACE, QUOTE, BACKSLASH] = [9, 10, 13, 32, 34, 92];
const [COMMA, COLON, HIGH] = [44, 58, 128];
const COPIED_LENGTH_MAX = 12;
const [OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [91, 93, 123, 125];

const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A string, or a number as it is written: amounts never become floats. */
export type Scalar = { text: string; isNumber: boolean };

/**
 * Reads JSON that is still arriving. A step either finishes or leaves no trace and is tried again
 * when there are more bytes, so a step should be small: one record.
 */
export class JsonCursor {
  private bytes: Buffer = Buffer.alloc(0);
  // The same, each byte a character.
  private latin1 = "";
  private at = 0;
  private isLast = false;
  private line = 1;
  // Place in the file of the first byte held, and of the first byte of the line.
  private base = 0;
  private lineStart = 0;

  /** Adds bytes, or says that these were all. */
  feed(piece: Buffer | null): void {
    if (piece === null) {
      this.isLast = true;
      return;
    }
    const rest = this.bytes.subarray(this.at);
    if (rest.length > RECORD_BYTES_MAX) throw this.refuse("record_too_large", "");
    this.base += this.at;
    this.bytes = Buffer.concat([rest, piece]);
    this.latin1 = this.bytes.toString("latin1");
    this.at = 0;
  }

  /** False where the bytes did not suffice; then nothing has happened. */
  try(step: () => void): boolean {
    const { at, line, lineStart } = this;
    try {
      step();
      return true;
    } catch (cause) {
      if (cause !== MORE) throw cause;
      if (this.isLast) throw this.refuse("truncated_file", "JSON");
      Object.assign(this, { at, line, lineStart });
      return false;
    }
  }

  get position(): number {
    return this.at;
  }

  /** Text since a position of the same step. */
  textSince(position: number): string {
    return this.decoded(position, this.at);
  }

  enterObject(): void {
    this.expect(OPEN);
  }

  /** True for an object or list that is there, false for null. */
  enterUnlessNull(kind: "object" | "list"): boolean {
    if (this.take("null")) return false;
    this.expect(kind === "object" ? OPEN : OPEN_LIST);
    return true;
  }

  /** The next key of the object, or null at its end. */
  nextKey(isFirst: boolean): string | null {
    if (!this.hasNext(isFirst, CLOSE)) return null;
    const key = this.string();
    this.expect(COLON);
    return key;
  }

  /** Whether the list has one more item, which follows. */
  nextItem(isFirst: boolean): boolean {
    return this.hasNext(isFirst, CLOSE_LIST);
  }

  /** A string or number, null for null, true and false; objects and lists are refused. */
  scalar(): Scalar | null {
    const first = this.peek();
    if (first === QUOTE) return { text: this.string(), isNumber: false };
    if (this.take("null") || this.take("true") || this.take("false")) return null;
    const start = this.at;
    while (isNumberByte(this.byte())) this.at += 1;
    const text = this.bytes.toString("latin1", start, this.at);
    if (!NUMBER.test(text)) throw this.bad(start);
    return { text, isNumber: true };
  }

  /** Steps over a value of any kind. */
  skip(): void {
    let depth = 0;
    do {
      const byte = this.peek();
      if (byte === QUOTE) this.skipString();
      else if (byte === OPEN || byte === OPEN_LIST) depth += 1;
      else if (byte === CLOSE || byte === CLOSE_LIST) depth -= 1;
      else if (depth === 0 || (byte !== COMMA && byte !== COLON)) {
        this.scalar();
        continue;
      }
      if (depth < 0) throw this.bad(this.at);
      if (byte !== QUOTE) this.at += 1;
    } while (depth > 0);
  }

  /** Whether nothing but blanks follows. */
  isAtEnd(): boolean {
    while (this.at < this.bytes.length && this.isBlank(this.bytes[this.at] as number)) {
      this.at += 1;
    }
    return this.at >= this.bytes.length;
  }

  refuse(reason: BankReason, value: string): StatementRefusal {
    const column = this.base + this.at - this.lineStart + 1;
    return new StatementRefusal(reason, { line: this.line, column, value });
  }

  bad(start: number): StatementRefusal {
    this.at = start;
    const end = Math.min(this.bytes.length, start + 20);
    return this.refuse("bad_json", this.bytes.toString("utf8", start, end));
  }

  private hasNext(isFirst: boolean, end: number): boolean {
    const byte = this.peek();
    if (byte === end) {
      this.at += 1;
      return false;
    }
    if (!isFirst) this.expect(COMMA);
    this.peek();
    return true;
  }

  private expect(byte: number): void {
    if (this.peek() !== byte) throw this.bad(this.at);
    this.at += 1;
  }

  private take(word: string): boolean {
    if (this.peek() !== word.charCodeAt(0)) return false;
    const end = this.at + word.length;
    if (end > this.bytes.length) throw MORE;
    if (!this.latin1.startsWith(word, this.at)) throw this.bad(this.at);
    this.at = end;
    return true;
  }

  /** The next byte that is no blank. */
  private peek(): number {
    for (;;) {
      const byte = this.byte();
      if (byte > SPACE || !this.isBlank(byte)) return byte;
      this.at += 1;
    }
  }

  private isBlank(byte: number): boolean {
    if (byte === LF) {
      this.line += 1;
      this.lineStart = this.base + this.at + 1;
      return true;
    }
    return byte === SPACE || byte === TAB || byte === CR;
  }

  private byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw MORE;
    return byte;
  }

  private string(): string {
    if (this.peek() !== QUOTE) throw this.bad(this.at);
    const start = this.at + 1;
    const isSimple = this.skipString();
    const end = this.at - 1;
    // A longer piece of a string would keep the whole of it.
    if (isSimple && end - start <= COPIED_LENGTH_MAX) return this.latin1.slice(start, end);
    const text = this.decoded(start, end);
    if (isSimple || !text.includes("\\")) return text;
    try {
      return JSON.parse(`"${text}"`);
    } catch {
      throw this.bad(start - 1);
    }
  }

  /** Steps over a string; whether it has neither escapes nor anything but ASCII. */
  private skipString(): boolean {
    const { bytes } = this;
    const start = this.at;
    let isSimple = true;
    for (let i = start + 1; i < bytes.length; i += 1) {
      const byte = bytes[i] as number;
      if (byte === QUOTE) {
        this.at = i + 1;
        return isSimple;
      }
      if (byte === BACKSLASH) {
        isSimple = false;
        i += 1;
      } else if (byte >= HIGH) isSimple = false;
      else if (byte < SPACE) throw this.bad(start);
    }
    throw MORE;
  }

  private decoded(start: number, end: number): string {
    const text = this.bytes.toString("utf8", start, end);
    // What is no UTF-8 becomes this character; only then it is worth a look.
    if (text.includes("\ufffd") && !isUtf8(this.bytes.subarray(start, end))) {
      throw this.refuse("bad_encoding", text);
    }
    return text;
  }
}

/** Digits, signs, the point and the exponent. */
function isNumberByte(byte: number): boolean {
  return (
    (byte >= 48 && byte <= 57) || byte === 45 || byte === 43 || byte === 46 || (byte | 32) === 101
  );
}
