import { isAscii, isUtf8 } from "node:buffer";
import { StatementRefusal } from "../refusal";
import type { StatementEncoding } from "../statement";
import { CODE_PAGES, type CodePage, type CodePageTable } from "./code-pages";
import { guessCodePage } from "./guess-encoding";
import type { Line } from "./line-reader";

const HIGH = /[\x80-\xff]/;

// Most values are ASCII and shorter, most records are neither.
const VALUE_BYTES_MAX = 128;

/** How lines become text: many at once, or each by itself where that answers null. */
export type LineDecoding = {
  block(bytes: Buffer, start: number, end: number): string | null;
  line(line: Line): string;
};

/** Each byte a character, for whom text is decoded later. */
export const LATIN1: LineDecoding = {
  block: (bytes, start, end) => bytes.toString("latin1", start, end),
  line: ({ bytes, start, end }) => bytes.toString("latin1", start, end),
};

/**
 * Turns the bytes of one file into text. A file that was ASCII so far is decided by the first bytes
 * that are not: UTF-8 if they are that, else a code page by its letters.
 */
export class TextDecoding implements LineDecoding {
  constructor(
    public encoding: StatementEncoding,
    private readonly codePages: readonly CodePage[],
  ) {}

  /** Each character is a byte, and all of them are known. */
  get isBytewise(): boolean {
    return this.encoding !== "utf-8" && this.encoding !== "ascii";
  }

  /** Text of a whole line; its bytes must be of the file's encoding. */
  line({ bytes, start, end, number, isPlain }: Line): string {
    if (isPlain) return bytes.toString("latin1", start, end);
    const text = this.decodeBytes(bytes, start, end);
    if (text !== null) return text;
    const value = bytes.toString("latin1", start, end);
    throw new StatementRefusal("bad_encoding", { line: number, column: 1, value });
  }

  /**
   * Text of many lines at once; null where lines must be looked at one by one, because one of them
   * decides what the encoding is, or is not of it.
   */
  block(bytes: Buffer, start: number, end: number): string | null {
    const block = bytes.subarray(start, end);
    if (isAscii(block)) return block.toString("latin1");
    const { encoding } = this;
    if (encoding === "ascii") return null;
    if (encoding === "utf-8") return this.decodeBytes(bytes, start, end);
    return decodePage(block, CODE_PAGES[encoding]);
  }

  /** Text of bytes; null where they are not of the file's encoding. */
  decodeBytes(bytes: Buffer, start: number, end: number): string | null {
    const { encoding } = this;
    if (encoding !== "utf-8") {
      const isRecord = end - start > VALUE_BYTES_MAX && encoding !== "ascii";
      return isRecord
        ? decodePage(bytes.subarray(start, end), CODE_PAGES[encoding])
        : this.decode(bytes.toString("latin1", start, end));
    }
    const text = bytes.toString("utf8", start, end);
    // What is no UTF-8 becomes this character; only then it is worth a look.
    return text.includes("\ufffd") && !isUtf8(bytes.subarray(start, end)) ? null : text;
  }

  /** Text of bytes given as Latin-1; null where they are not of the file's encoding. */
  decode(latin1: string): string | null {
    const high = firstHigh(latin1);
    if (high < 0) return latin1;
    if (this.encoding === "ascii") this.decide(latin1);
    const { encoding } = this;
    if (encoding === "ascii" || encoding === "utf-8") return decodeUtf8(latin1);
    return decodeByTable(latin1, high, CODE_PAGES[encoding]);
  }

  private decide(latin1: string): void {
    const bytes = Buffer.from(latin1, "latin1");
    this.encoding = isUtf8(bytes) ? "utf-8" : guessCodePage(bytes, this.codePages);
  }
}

/** Where the first byte stands that is not ASCII; -1 if all are. */
function firstHigh(latin1: string): number {
  const { length } = latin1;
  if (length > JOINED_LENGTH_MAX) return latin1.search(HIGH);
  for (let i = 0; i < length; i += 1) if (latin1.charCodeAt(i) > 127) return i;
  return -1;
}

function decodeUtf8(latin1: string): string | null {
  const bytes = Buffer.from(latin1, "latin1");
  return isUtf8(bytes) ? bytes.toString("utf8") : null;
}

// Below it a loop over the characters is quicker than a call into the machine.
const JOINED_LENGTH_MAX = 24;

/** Text of a code page that is ASCII up to `start`. Most of the rest is, too, and not touched. */
function decodeByTable(latin1: string, start: number, table: CodePageTable): string {
  let end = latin1.length;
  while (latin1.charCodeAt(end - 1) < 128) end -= 1;
  let middle = "";
  if (end - start > JOINED_LENGTH_MAX) {
    middle = decodePage(Buffer.from(latin1.slice(start, end), "latin1"), table);
  } else {
    for (let i = start; i < end; i += 1) middle += table.chars[latin1.charCodeAt(i)];
  }
  return latin1.slice(0, start) + middle + latin1.slice(end);
}

const SCRATCH_UNITS = 4096;
const scratch = new Uint16Array(SCRATCH_UNITS);
// Code units lie in memory as every machine that Node runs on has them.
const scratchBytes = Buffer.from(scratch.buffer);
const words = new Int32Array(SCRATCH_UNITS / 4);
const narrow = Buffer.from(words.buffer);
const HIGH_BITS = 0x80808080 | 0;

/** Text of a code page: by the platform where it knows it. */
function decodePage(bytes: Buffer, { units, decoder }: CodePageTable): string {
  if (decoder !== null) return decoder.decode(bytes);
  let text = "";
  for (let at = 0; at < bytes.length; at += SCRATCH_UNITS) {
    const end = Math.min(at + SCRATCH_UNITS, bytes.length);
    text += decodeSparse(bytes.subarray(at, end), units);
  }
  return text;
}

/** Widens all of the bytes at once, and puts in the few that are not ASCII. */
function decodeSparse(bytes: Buffer, units: Uint16Array): string {
  const { length } = bytes;
  scratchBytes.write(bytes.toString("latin1"), "utf16le");
  bytes.copy(narrow);
  for (let word = 0; word * 4 < length; word += 1) {
    if (((words[word] as number) & HIGH_BITS) === 0) continue;
    for (let i = word * 4; i < word * 4 + 4; i += 1)
      scratch[i] = units[narrow[i] as number] as number;
  }
  return scratchBytes.toString("utf16le", 0, length * 2);
}
