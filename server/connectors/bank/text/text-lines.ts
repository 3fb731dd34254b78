import { cutBytes } from "./line-reader";
import type { LineDecoding } from "./text-decoding";
import { WholeLines } from "./whole-lines";

const LF = 10;

// A call to decode costs as much as some hundred bytes of it; a text kept keeps all that was
// decoded with it.
const BLOCK_BYTES = 4096;

/** Cuts a text into lines, of which many are decoded at once. */
export class TextLines extends WholeLines {
  constructor(
    private readonly decoding: LineDecoding,
    private readonly take: (text: string, number: number) => void,
  ) {
    super();
  }

  protected lines(bytes: Buffer, from: number, to: number): void {
    for (let at = from; at < to; ) {
      const end = blockEnd(bytes, at, to);
      const text = this.decoding.block(bytes, at, end);
      if (text === null) this.singly(bytes, at, end);
      else this.cut(text);
      at = end;
    }
  }

  protected lastLine(bytes: Buffer, to: number): void {
    this.decode(bytes, 0, to);
  }

  private cut(text: string): void {
    const { length } = text;
    let start = 0;
    let lf = text.indexOf("\n");
    let cr = text.indexOf("\r");
    while (start < length) {
      const isCr = cr >= 0 && (lf < 0 || cr < lf);
      const end = isCr ? cr : lf;
      this.number += 1;
      this.take(text.slice(start, end), this.number);
      start = isCr && lf === cr + 1 ? end + 2 : end + 1;
      if (lf >= 0 && lf < start) lf = text.indexOf("\n", start);
      if (cr >= 0 && cr < start) cr = text.indexOf("\r", start);
    }
  }

  /** Line by line, where something must be decided or refused on a line of its own. */
  private singly(bytes: Buffer, from: number, to: number): void {
    cutBytes(bytes, { from, to }, (start, end) => this.decode(bytes, start, end));
  }

  private decode(bytes: Buffer, start: number, end: number): void {
    this.number += 1;
    const { number } = this;
    this.take(this.decoding.line({ bytes, start, end, number, isPlain: false }), number);
  }
}

/** Where the lines end that make up a block; a line that is longer is one by itself. */
function blockEnd(bytes: Buffer, from: number, to: number): number {
  if (to - from <= BLOCK_BYTES) return to;
  const last = bytes.lastIndexOf(LF, from + BLOCK_BYTES - 1);
  if (last >= from) return last + 1;
  const next = bytes.indexOf(LF, from + BLOCK_BYTES);
  return next < 0 || next >= to ? to : next + 1;
}
