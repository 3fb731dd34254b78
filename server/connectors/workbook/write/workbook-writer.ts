import type { WriteTarget } from "./byte-target";
import type { RowOptions, WriteColumn, WriteValue } from "./columns";
import { createCsvWriter } from "./csv-writer";
import { createXlsxWriter } from "./xlsx-writer";

export const WRITE_FORMATS = ["xlsx", "csv"] as const;
export type WriteFormat = (typeof WRITE_FORMATS)[number];

/** Without columns a sheet has no header and no cells. */
export type SheetSpec = { name: string; columns: WriteColumn[] };

export type SheetWriter = {
  /** Rows in the order of the columns; await it, or memory grows with the rows. */
  writeRows(rows: WriteValue[][], options?: RowOptions): Promise<void>;
};

export type WorkbookWriter = {
  /** Begins a sheet and ends the one before it. */
  addSheet(spec: SheetSpec): Promise<SheetWriter>;
  /** Resolves when the file is whole. */
  close(): Promise<void>;
  /** Gives up; the file stays unfinished. */
  abort(): void;
};

/** Writes a workbook row by row at bounded memory. Identifiers stay text, numbers and days real. */
export function createWorkbookWriter(target: WriteTarget, format: WriteFormat): WorkbookWriter {
  return format === "xlsx" ? createXlsxWriter(target) : createCsvWriter(target);
}
