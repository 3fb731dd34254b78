import type { Cell, RowBatch } from "../cells";
import { type OpenOptions, openWorkbook } from "../open-workbook";
import type { Workbook } from "../workbook";

export type Sheet = {
  rows: Cell[][];
  rowNumbers: number[];
  emptyRows: number;
  batches: RowBatch[];
};

/** A sheet whole, for tests; real callers take batch by batch. */
export async function readSheet(workbook: Workbook, index = 0, from?: number): Promise<Sheet> {
  const stream = workbook.rows(index, from === undefined ? {} : { from });
  const batches: RowBatch[] = [];
  for await (const batch of stream) batches.push(batch);
  return {
    rows: batches.flatMap((batch) => batch.rows),
    rowNumbers: batches.flatMap((batch) => batch.rowNumbers),
    emptyRows: stream.stats.emptyRows,
    batches,
  };
}

/** Opens, reads the first sheet, closes. */
export async function readBytes(
  bytes: Uint8Array,
  options: Partial<OpenOptions> = {},
): Promise<Sheet> {
  const workbook = await openWorkbook({ bytes }, { fileName: "test.xlsx", ...options });
  try {
    return await readSheet(workbook);
  } finally {
    await workbook.close();
  }
}
