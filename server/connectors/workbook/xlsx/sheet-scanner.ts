import type { Cell } from "../cells";
import { refusal } from "../refusal";
import { CellReader, type SheetContext, wholeNumber } from "./cell-reader";
import { isNameEnd, localName, TextSink, tagEnd } from "./text-sink";

export type ScanOptions = { batchRows: number; columnsMax: number; fromRow: number };

const LESS_THAN = 60;
const SLASH = 47;
const SPACE = 32;
const EXCLAMATION = 33;
const EQUALS = 61;
const LETTER_C = 99;
const LETTER_R = 114;

const BEFORE_DATA = 0;
const IN_DATA = 1;
const BEHIND_DATA = 2;

/**
 * Rows of a worksheet part, given its UTF-8 chunk by chunk. It works row by row: a row cut by the
 * end of a chunk is forgotten and read again with the next one, so that no state has to survive
 * inside a row and the inner loops stay plain.
 */
export class SheetScanner {
  rowNumbers: number[] = [];
  rows: Cell[][] = [];
  emptyRows = 0;
  /** The sheet data has ended properly. */
  isComplete = false;

  private phase = BEFORE_DATA;
  private rowNumber = 0;
  private readonly row: Cell[] = [];
  private readonly sink = new TextSink();
  private readonly cell: CellReader;
  /** Row and column of each text in the sink, in its order. */
  private sunkAt: number[] = [];

  constructor(
    context: SheetContext,
    private readonly options: ScanOptions,
  ) {
    this.cell = new CellReader(context, this.sink);
  }

  get isFull(): boolean {
    return this.rows.length >= this.options.batchRows;
  }

  /** Reads from `at` until the batch is full or the bytes end; offset of the first one not used. */
  scan(buf: Buffer, at: number): number {
    let i = at;
    if (this.phase === BEFORE_DATA) i = this.prolog(buf, i);
    if (this.phase === IN_DATA) i = this.data(buf, i);
    return this.phase === BEHIND_DATA ? buf.length : i;
  }

  /** The rows gathered, which are then forgotten. */
  take(): { rowNumbers: number[]; rows: Cell[][] } {
    const { rowNumbers, rows, sunkAt, sink } = this;
    if (sunkAt.length > 0) {
      const texts = sink.bytes.toString("utf8", 0, sink.length - 1).split("\0");
      for (let k = 0; k < texts.length; k += 1) {
        const row = rows[sunkAt[2 * k] as number] as Cell[];
        row[sunkAt[2 * k + 1] as number] = texts[k] as string;
      }
    }
    this.sunkAt = [];
    sink.reset(0);
    this.rowNumbers = [];
    this.rows = [];
    return { rowNumbers, rows };
  }

  private prolog(buf: Buffer, at: number): number {
    const end = buf.length;
    let i = at;
    for (;;) {
      while (i < end && buf[i] !== LESS_THAN) i += 1;
      const close = i < end ? tagEnd(buf, i, end) : -1;
      if (close < 0) return i;
      if (buf[i + 1] === EXCLAMATION && buf[i + 2] !== 45) throw refusal("unsafe_xml");
      const nameAt = localName(buf, i + 1, end);
      const isData = buf.toString("latin1", nameAt, nameAt + 9) === "sheetData";
      i = close + 1;
      if (!isData) continue;
      this.phase = buf[close - 1] === SLASH ? BEHIND_DATA : IN_DATA;
      this.isComplete = this.phase === BEHIND_DATA;
      return i;
    }
  }

  private data(buf: Buffer, at: number): number {
    const end = buf.length;
    let i = at;
    while (!this.isFull) {
      while (i < end && buf[i] !== LESS_THAN) i += 1;
      if (i + 1 >= end) return i;
      const isClose = buf[i + 1] === SLASH;
      const nameAt = localName(buf, isClose ? i + 2 : i + 1, end);
      const close = nameAt < 0 ? -1 : tagEnd(buf, nameAt, end);
      if (close < 0) return i;
      if (!isClose && buf[nameAt] === LETTER_R && buf[nameAt + 1] === 111) {
        const next = this.readRow(buf, { open: nameAt, close });
        if (next < 0) return i;
        i = next;
      } else if (isClose && buf[nameAt] === 115) {
        this.phase = BEHIND_DATA;
        this.isComplete = true;
        return end;
      } else {
        i = close + 1;
      }
    }
    return i;
  }

  /** One `<row>`; offset behind it, or -1 with nothing changed. */
  private readRow(buf: Buffer, tag: { open: number; close: number }): number {
    const number = rowNumberOf(buf, tag, this.rowNumber + 1);
    if (buf[tag.close - 1] === SLASH) {
      this.rowNumber = number;
      this.emptyRows += 1;
      return tag.close + 1;
    }
    const { length } = this.sink;
    const sunk = this.sunkAt.length;
    const next = this.readCells(buf, tag.close + 1, number);
    const isWanted = next >= 0 && number >= this.options.fromRow;
    if (!isWanted) {
      this.sink.reset(length);
      this.sunkAt.length = sunk;
    }
    if (next < 0) return -1;
    this.rowNumber = number;
    if (this.row.length === 0) this.emptyRows += 1;
    else if (isWanted) {
      this.rows.push(this.row.slice());
      this.rowNumbers.push(number);
    }
    return next;
  }

  private readCells(buf: Buffer, at: number, rowNumber: number): number {
    const end = buf.length;
    const { cell } = this;
    this.row.length = 0;
    cell.column = -1;
    let i = at;
    for (;;) {
      while (i < end && buf[i] !== LESS_THAN) i += 1;
      if (i + 2 >= end) return -1;
      if (buf[i + 1] === LETTER_C && (buf[i + 2] as number) <= SPACE) {
        i = cell.read(buf, i + 2, end);
      } else {
        const isClose = buf[i + 1] === SLASH;
        const nameAt = localName(buf, isClose ? i + 2 : i + 1, end);
        const close = nameAt < 0 ? -1 : tagEnd(buf, nameAt, end);
        if (close < 0) return -1;
        if (isClose && buf[nameAt] === LETTER_R) return close + 1;
        const isCell = !isClose && buf[nameAt] === LETTER_C && isNameEnd(buf[nameAt + 1]);
        if (!isCell) {
          i = close + 1;
          continue;
        }
        i = cell.read(buf, nameAt + 1, end);
      }
      if (i < 0) return -1;
      if (cell.value !== null) this.put(rowNumber);
    }
  }

  private put(rowNumber: number): void {
    const { row, cell } = this;
    const { column } = cell;
    if (column >= this.options.columnsMax) {
      throw refusal("too_many_columns", { row: rowNumber, limit: this.options.columnsMax });
    }
    while (row.length < column) row.push(null);
    row[column] = cell.value;
    if (cell.isSunk) this.sunkAt.push(this.rows.length, column);
  }
}

/** `r` of a row, or the number that follows the row before. */
function rowNumberOf(buf: Buffer, tag: { open: number; close: number }, next: number): number {
  for (let i = tag.open; i < tag.close - 3; i += 1) {
    if (buf[i] !== LETTER_R || (buf[i - 1] as number) > SPACE) continue;
    let at = i + 1;
    while ((buf[at] as number) <= SPACE) at += 1;
    if (buf[at] !== EQUALS) continue;
    while (at < tag.close && !isDigit(buf[at] as number)) at += 1;
    return wholeNumber(buf, at, tag.close) || next;
  }
  return next;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}
