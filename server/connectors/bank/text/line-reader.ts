import { isAscii } from "node:buffer";
import { WholeLines } from "./whole-lines";

const LF = 10;
const CR = 13;

/** A line without its end: a stretch of bytes, good only while it is being taken. */
export type Line = {
  bytes: Buffer;
  start: number;
  end: number;
  /** Counted from 1. */
  number: number;
  /** It is surely ASCII; otherwise it may be. */
  isPlain: boolean;
};

/** Cuts bytes into lines. */
export class LineReader extends WholeLines {
  // One object for all lines: a million of them would be a million objects.
  private readonly line: Line = {
    bytes: Buffer.alloc(0),
    start: 0,
    end: 0,
    number: 0,
    isPlain: true,
  };

  constructor(private readonly take: (line: Line) => void) {
    super();
  }

  protected lines(bytes: Buffer, from: number, to: number): void {
    this.renew(bytes, from, to);
    cutBytes(bytes, { from, to }, (start, end) => this.give(start, end));
  }

  protected lastLine(bytes: Buffer, to: number): void {
    this.renew(bytes, 0, to);
    this.give(0, to);
  }

  private renew(bytes: Buffer, from: number, to: number): void {
    this.line.bytes = bytes;
    this.line.isPlain = isAscii(bytes.subarray(from, to));
  }

  private give(start: number, end: number): void {
    const { line } = this;
    this.number += 1;
    line.start = start;
    line.end = end;
    line.number = this.number;
    this.take(line);
  }
}

/** Tells of each of the whole lines in a stretch of bytes. */
export function cutBytes(
  bytes: Buffer,
  { from, to }: { from: number; to: number },
  give: (start: number, end: number) => void,
): void {
  let start = from;
  let lf = bytes.indexOf(LF, start);
  let cr = bytes.indexOf(CR, start);
  while (start < to) {
    if (cr >= 0 && (lf < 0 || cr < lf)) {
      give(start, cr);
      start = bytes[cr + 1] === LF ? cr + 2 : cr + 1;
    } else {
      give(start, lf);
      start = lf + 1;
    }
    if (lf >= 0 && lf < start) lf = bytes.indexOf(LF, start);
    if (cr >= 0 && cr < start) cr = bytes.indexOf(CR, start);
  }
}
