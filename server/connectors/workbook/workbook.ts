import type { RowBatch } from "./cells";
import type { Merge } from "./xlsx/merges";

export type SheetInfo = {
  index: number;
  name: string;
  isHidden: boolean;
  /** From a sample of the sheet; empty rows count. */
  estimatedRows: number;
};

/** Batches of about a thousand rows. `stats` are right once the stream has ended. */
export type RowStream = {
  readonly stats: { rows: number; emptyRows: number };
  [Symbol.asyncIterator](): AsyncGenerator<RowBatch, void, undefined>;
};

/** An open table file. A CSV is a workbook of one sheet whose cells are all text. */
export type Workbook = {
  format: "xlsx" | "csv";
  /** Plain numbers that stand for days count from 1904; cells known as dates are converted. */
  date1904: boolean;
  sheets: SheetInfo[];
  /** Filled rows of a sheet in their order; `from` is the first row number wanted. */
  rows(sheetIndex: number, options?: { from?: number }): RowStream;
  /** Merged blocks that begin on or above a row. */
  merges(sheetIndex: number, rowNumberMax: number): Promise<Merge[]>;
  close(): Promise<void>;
};
