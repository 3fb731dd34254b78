import { isAscii } from "node:buffer";
import { LINE_BYTES_MAX } from "../limits";
import { StatementRefusal } from "../refusal";

const LF = 10;
const CR = 13;
const EMPTY = Buffer.alloc(0);

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

/** Cuts bytes into lines, ended by CR LF, LF or CR alone: all three occur in one bank's files. */
export class LineReader {
  private rest: Buffer = EMPTY;
  private isRestPlain = true;
  // One object for all lines: a million of them would be a million objects.
  private readonly line: Line = { bytes: EMPTY, start: 0, end: 0, number: 0, isPlain: true };

  constructor(private readonly take: (line: Line) => void) {}

  write(piece: Buffer): void {
    const isPlain = isAscii(piece);
    let start = 0;
    if (this.rest.length > 0) {
      const end = piece.indexOf(LF);
      start = end < 0 ? piece.length : end + 1;
      const joined = Buffer.concat([this.rest, piece.subarray(0, start)]);
      this.rest = EMPTY;
      this.cut(joined, 0, isPlain && this.isRestPlain);
    }
    if (start < piece.length) this.cut(piece, start, isPlain);
  }

  /** The last line needs no end. */
  end(): void {
    const { rest } = this;
    this.rest = EMPTY;
    if (rest.length === 0) return;
    this.line.bytes = rest;
    this.line.isPlain = this.isRestPlain;
    this.give(0, rest[rest.length - 1] === CR ? rest.length - 1 : rest.length);
  }

  private cut(bytes: Buffer, from: number, isPlain: boolean): void {
    this.line.bytes = bytes;
    this.line.isPlain = isPlain;
    let start = from;
    let lf = bytes.indexOf(LF, start);
    let cr = bytes.indexOf(CR, start);
    while (lf >= 0 || cr >= 0) {
      if (cr >= 0 && (lf < 0 || cr < lf)) {
        // The LF that belongs to it may stand in the next piece.
        if (cr + 1 === bytes.length) break;
        this.give(start, cr);
        start = bytes[cr + 1] === LF ? cr + 2 : cr + 1;
      } else {
        this.give(start, lf);
        start = lf + 1;
      }
      if (lf >= 0 && lf < start) lf = bytes.indexOf(LF, start);
      if (cr >= 0 && cr < start) cr = bytes.indexOf(CR, start);
    }
    this.keep(bytes.subarray(start), isPlain);
  }

  private give(start: number, end: number): void {
    const { line } = this;
    line.start = start;
    line.end = end;
    line.number += 1;
    this.take(line);
  }

  private keep(bytes: Buffer, isPlain: boolean): void {
    if (bytes.length > LINE_BYTES_MAX) {
      throw new StatementRefusal("line_too_long", {
        line: this.line.number + 1,
        column: LINE_BYTES_MAX,
        value: bytes.toString("latin1", 0, 60),
      });
    }
    this.rest = bytes.length === 0 ? EMPTY : Buffer.from(bytes);
    this.isRestPlain = isPlain;
  }
}
