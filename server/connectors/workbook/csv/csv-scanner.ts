import type { Cell } from "../cells";
import { refusal } from "../refusal";

export type CsvOptions = {
  delimiter: string;
  batchRows: number;
  columnsMax: number;
  fromRow: number;
};

// Writers of CSV, ours among them, put an apostrophe before text that looks like a formula.
const WRITTEN_SAFE = /^'[=+\-@\t\r]/;

const QUOTE = 34;
const LF = 10;
const CR = 13;

/**
 * Records of delimited text, given chunk by chunk. Lenient as Excel is: a quote inside a plain field
 * is a character, text behind a closing quote is appended, any line end will do.
 */
export class CsvScanner {
  rowNumbers: number[] = [];
  rows: Cell[][] = [];
  emptyRows = 0;
  /** Number of the last record, blank lines counted. */
  rowNumber = 0;

  private readonly delimiter: number;
  private row: Cell[] = [];
  private field = "";
  private isLast = false;

  constructor(private readonly options: CsvOptions) {
    this.delimiter = options.delimiter.charCodeAt(0);
  }

  get isFull(): boolean {
    return this.rows.length >= this.options.batchRows;
  }

  /**
   * Reads whole records from `at` on; offset of the first character not used. With `isLast` the text
   * ends here, and so does its last record.
   */
  scan(text: string, at: number, isLast: boolean): number {
    this.isLast = isLast;
    let i = at;
    while (i < text.length && !this.isFull) {
      const next = this.record(text, i);
      if (next < 0) return i;
      i = next;
    }
    return i;
  }

  take(): { rowNumbers: number[]; rows: Cell[][] } {
    const { rowNumbers, rows } = this;
    this.rowNumbers = [];
    this.rows = [];
    return { rowNumbers, rows };
  }

  private record(text: string, at: number): number {
    this.row = [];
    let column = 0;
    let i = at;
    for (;;) {
      i = text.charCodeAt(i) === QUOTE ? this.quoted(text, i) : this.plain(text, i);
      if (i < 0) return -1;
      this.put(column);
      const isEnd = i >= text.length;
      // Without a line end the record may go on in the next chunk.
      if (isEnd && !this.isLast) return -1;
      if (isEnd || text.charCodeAt(i) !== this.delimiter) break;
      column += 1;
      i += 1;
    }
    const isCrLf = text.charCodeAt(i) === CR && text.charCodeAt(i + 1) === LF;
    // A CR at the very end of the chunk: its LF would be taken for a blank line.
    if (text.charCodeAt(i) === CR && i + 1 >= text.length && !this.isLast) return -1;
    this.finish();
    return i + (isCrLf ? 2 : 1);
  }

  private finish(): void {
    this.rowNumber += 1;
    if (this.row.length === 0) this.emptyRows += 1;
    else if (this.rowNumber >= this.options.fromRow) {
      this.rows.push(this.row);
      this.rowNumbers.push(this.rowNumber);
    }
  }

  private put(column: number): void {
    if (this.field === "") return;
    if (column >= this.options.columnsMax) {
      const row = this.rowNumber + 1;
      throw refusal("too_many_columns", { row, limit: this.options.columnsMax });
    }
    while (this.row.length < column) this.row.push(null);
    this.row.push(WRITTEN_SAFE.test(this.field) ? this.field.slice(1) : this.field);
  }

  /** A field without quotes; offset of what ended it. */
  private plain(text: string, at: number): number {
    const i = this.fieldEnd(text, at);
    const field = text.slice(at, i);
    // ="00123" is how people make Excel keep the zeros of a CSV.
    const isFormulaText = field.startsWith('="') && field.endsWith('"') && field.length > 2;
    this.field = isFormulaText ? field.slice(2, -1).replaceAll('""', '"') : field;
    return i;
  }

  private quoted(text: string, at: number): number {
    let field = "";
    let from = at + 1;
    for (;;) {
      const close = text.indexOf('"', from);
      if (close < 0) return this.unclosed();
      field += text.slice(from, close);
      if (text.charCodeAt(close + 1) !== QUOTE) {
        // At the end of a chunk this may be half of a doubled quote; `record` then tries again.
        const end = this.fieldEnd(text, close + 1);
        this.field = field + text.slice(close + 1, end);
        return end;
      }
      field += '"';
      from = close + 2;
    }
  }

  private unclosed(): number {
    if (this.isLast) throw refusal("unclosed_quote", { row: this.rowNumber + 1 });
    return -1;
  }

  private fieldEnd(text: string, at: number): number {
    let i = at;
    for (; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (code === this.delimiter || code === LF || code === CR) break;
    }
    return i;
  }
}
