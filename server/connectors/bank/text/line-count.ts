const LF = 10;

/** Lines of a file that is held in part: where in the file a byte stands, for whom it concerns. */
export class LineCount {
  private line = 1;
  private lineStart = 0;
  private nextLf = 0;

  /** The bytes held are others now; those from `from` on are not counted yet. */
  renew(bytes: Buffer, from: number): void {
    this.nextLf = lfFrom(bytes, from);
  }

  /** Counts the lines that end before a byte; `base` is the place in the file of the first held. */
  countTo(bytes: Buffer, end: number, base: number): void {
    while (this.nextLf < end) {
      this.line += 1;
      this.lineStart = base + this.nextLf + 1;
      this.nextLf = lfFrom(bytes, this.nextLf + 1);
    }
  }

  /** Line and column of a place in the file, on the line counted last. */
  at(place: number): { line: number; column: number } {
    return { line: this.line, column: Math.max(1, place - this.lineStart + 1) };
  }
}

function lfFrom(bytes: Buffer, start: number): number {
  const at = bytes.indexOf(LF, start);
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}
