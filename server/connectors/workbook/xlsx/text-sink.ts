import { decodeCellText } from "./xml";

const LESS_THAN = 60;
const GREATER_THAN = 62;
const SLASH = 47;
const COLON = 58;
const SPACE = 32;
const INITIAL_BYTES = 64 * 1024;

// 1 for bytes that a plain copy may not simply take over: markup, references, "_x000D_", CR, NUL.
const NOT_PLAIN = new Uint8Array(256);
for (const byte of [0, 13, 38, LESS_THAN, 95]) NOT_PLAIN[byte] = 1;

/**
 * Texts of cells, gathered as UTF-8 with a NUL behind each, so that a thousand of them become
 * strings in one native call instead of a thousand. Offsets that are not reached (-1) mean that the
 * chunk of XML ended too early; the caller rolls back with `reset` and tries again with more bytes.
 */
export class TextSink {
  bytes = Buffer.allocUnsafe(INITIAL_BYTES);
  length = 0;
  private isRaw = false;

  /** Forgets everything behind `length`. */
  reset(length: number): void {
    this.length = length;
    this.isRaw = false;
  }

  /** Ends one text begun at `start`; its UTF-8 length. */
  finish(start: number): number {
    if (this.isRaw)
      this.rewrite(start, decodeCellText(this.bytes.toString("utf8", start, this.length)));
    this.isRaw = false;
    const textBytes = this.length - start;
    this.reserve(1);
    this.bytes[this.length++] = 0;
    return textBytes;
  }

  /** Copies raw text from `at` up to the next tag; offset of its "<", or -1. */
  copy(buf: Buffer, at: number, end: number): number {
    let i = at;
    this.reserve(end - at);
    const out = this.bytes;
    let length = this.length;
    for (; i < end; i += 1) {
      const byte = buf[i] as number;
      if (NOT_PLAIN[byte] === 1) {
        if (byte === LESS_THAN) break;
        if (byte === 0) continue;
        this.isRaw = true;
      }
      out[length++] = byte;
    }
    this.length = length;
    if (i >= end) return -1;
    if (buf[i + 1] !== 33) return i;
    return this.copySpecial(buf, i, end);
  }

  /**
   * Children of `<si>` or `<is>` from `at` on: plain text, rich runs; phonetic runs are left out.
   * Offset behind the closing tag, or -1.
   */
  copyItem(buf: Buffer, at: number, end: number): number {
    let i = at;
    let isPhonetic = false;
    for (;;) {
      while (i < end && buf[i] !== LESS_THAN) i += 1;
      if (i >= end) return -1;
      const isClose = buf[i + 1] === SLASH;
      const nameAt = localName(buf, isClose ? i + 2 : i + 1, end);
      const close = tagEnd(buf, i, end);
      if (close < 0) return -1;
      const kind = kindOf(buf, nameAt);
      const isEmpty = buf[close - 1] === SLASH;
      i = close + 1;
      if (isClose && kind === ITEM) return i;
      if (kind === PHONETIC) isPhonetic = !isClose && !isEmpty;
      else if (kind === TEXT && !isClose && !isEmpty && !isPhonetic) {
        i = this.copyRun(buf, { open: nameAt, close, end });
        if (i < 0) return -1;
      }
    }
  }

  /** One `<t>`; the spaces at its ends count only where the file says so. */
  private copyRun(buf: Buffer, tag: { open: number; close: number; end: number }): number {
    const start = this.length;
    const next = this.copy(buf, tag.close + 1, tag.end);
    if (next < 0) return -1;
    const isPreserved = tag.close - tag.open > 2 && isPreserve(buf, tag.open, tag.close);
    if (!isPreserved) this.trim(start);
    return next;
  }

  private trim(start: number): void {
    const { bytes } = this;
    let from = start;
    let to = this.length;
    while (to > from && (bytes[to - 1] as number) <= SPACE) to -= 1;
    while (from < to && (bytes[from] as number) <= SPACE) from += 1;
    if (from > start) bytes.copyWithin(start, from, to);
    this.length = start + (to - from);
  }

  /** A comment or CDATA inside text: rare, legal. */
  private copySpecial(buf: Buffer, at: number, end: number): number {
    const isData = buf.toString("latin1", at, at + 9) === "<![CDATA[";
    const closeAt = buf.indexOf(isData ? "]]>" : "-->", at);
    if (closeAt < 0 || closeAt + 3 > end) return -1;
    if (isData) {
      const escaped = buf.toString("utf8", at + 9, closeAt).replaceAll("&", "&amp;");
      this.isRaw = true;
      this.rewrite(this.length, escaped.replaceAll("\0", ""));
    }
    return this.copy(buf, closeAt + 3, end);
  }

  private rewrite(start: number, text: string): void {
    this.length = start;
    this.reserve(text.length * 3);
    this.length += this.bytes.write(text, start);
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + more));
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
  }
}

const ITEM = 1;
const TEXT = 2;
const PHONETIC = 3;
const OTHER = 0;

/** "si" and "is" end an item, "t" is text, "rPh" is how it is pronounced. */
function kindOf(buf: Buffer, at: number): number {
  const [a, b, c] = [buf[at], buf[at + 1], buf[at + 2]];
  if (a === 116 && isNameEnd(b)) return TEXT;
  if (a === 115 && b === 105 && isNameEnd(c)) return ITEM;
  if (a === 105 && b === 115 && isNameEnd(c)) return ITEM;
  return a === 114 && b === 80 && c === 104 && isNameEnd(buf[at + 3]) ? PHONETIC : OTHER;
}

export function isNameEnd(byte: number | undefined): boolean {
  return byte === undefined || byte <= SPACE || byte === GREATER_THAN || byte === SLASH;
}

/** Offset of the ">" of a tag, or -1. */
export function tagEnd(buf: Buffer, at: number, end: number): number {
  for (let i = at; i < end; i += 1) if (buf[i] === GREATER_THAN) return i;
  return -1;
}

/** Offset of a tag's name behind its prefix, or -1 if the tag is cut off. */
export function localName(buf: Buffer, at: number, end: number): number {
  let nameAt = at;
  for (let i = at; i < end; i += 1) {
    const byte = buf[i] as number;
    if (byte === COLON) nameAt = i + 1;
    else if (isNameEnd(byte)) return nameAt;
  }
  return -1;
}

function isPreserve(buf: Buffer, from: number, to: number): boolean {
  return buf.toString("latin1", from, to).includes("preserve");
}
