import { openCsv } from "./csv/open-csv";
import { detectFormat } from "./detect";
import { DEFAULT_LIMITS, megabytes, type WorkbookLimits } from "./limits";
import { refusal } from "./refusal";
import { sourceBytes, type WorkbookSource } from "./source";
import type { Workbook } from "./workbook";
import { openXlsx } from "./xlsx/open-xlsx";

export type OpenOptions = {
  /** As the person named it; it names the sheet of a CSV, the format is told by the bytes. */
  fileName: string;
  limits?: Partial<WorkbookLimits>;
};

/**
 * Opens a table file, XLSX or delimited text, for reading row by row at bounded memory. What cannot
 * be read is refused with `workbook.<reason>` (refusal.ts); damage deep inside the file shows itself
 * only when its rows are read. Close it, even after an error while reading.
 */
export async function openWorkbook(
  source: WorkbookSource,
  { fileName, limits: wanted }: OpenOptions,
): Promise<Workbook> {
  const limits = { ...DEFAULT_LIMITS, ...wanted };
  const bytes = await sourceBytes(source);
  if (bytes > limits.fileBytesMax) {
    throw refusal("file_too_large", {
      sizeMb: megabytes(bytes),
      limitMb: megabytes(limits.fileBytesMax),
    });
  }
  const format = await detectFormat(source);
  return format === "zip" ? openXlsx(source, limits) : openCsv({ source, fileName, limits });
}
