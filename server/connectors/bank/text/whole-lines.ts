import { LINE_BYTES_MAX } from "../limits";
import { StatementRefusal } from "../refusal";

const LF = 10;
const CR = 13;
const EMPTY = Buffer.alloc(0);

/** Puts pieces of bytes together to stretches of whole lines, ended by CR LF, LF or CR alone. */
export abstract class WholeLines {
  /** Of the line that was told of last. */
  protected number = 0;
  private rest: Buffer = EMPTY;

  /** Whole lines, their ends included. */
  protected abstract lines(bytes: Buffer, from: number, to: number): void;

  /** The last line, which had no end. */
  protected abstract lastLine(bytes: Buffer, to: number): void;

  write(piece: Buffer): void {
    let start = 0;
    if (this.rest.length > 0) {
      const end = piece.indexOf(LF);
      start = end < 0 ? piece.length : end + 1;
      const joined = Buffer.concat([this.rest, piece.subarray(0, start)]);
      this.rest = EMPTY;
      this.stretch(joined, 0);
    }
    if (start < piece.length) this.stretch(piece, start);
  }

  /** The last line needs no end. */
  end(): void {
    const { rest } = this;
    this.rest = EMPTY;
    const { length } = rest;
    if (length > 0) this.lastLine(rest, rest[length - 1] === CR ? length - 1 : length);
  }

  private stretch(bytes: Buffer, from: number): void {
    let to = Math.max(from, bytes.lastIndexOf(LF) + 1);
    // The LF that belongs to a CR at the very end may stand in the next piece.
    to = Math.max(to, bytes.subarray(to, -1).lastIndexOf(CR) + to + 1);
    if (to > from) this.lines(bytes, from, to);
    this.keep(bytes.subarray(to));
  }

  private keep(bytes: Buffer): void {
    if (bytes.length > LINE_BYTES_MAX) {
      throw new StatementRefusal("line_too_long", {
        line: this.number + 1,
        column: LINE_BYTES_MAX,
        value: bytes.toString("latin1", 0, 60),
      });
    }
    this.rest = bytes.length === 0 ? EMPTY : Buffer.from(bytes);
  }
}
