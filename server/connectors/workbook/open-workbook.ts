import { openXlsx } from "./xlsx/open-xlsx";
import { DEFAULT_LIMITS, type WorkbookLimits } from "./limits";
import type { Workbook } from "./workbook";
import type { WorkbookSource } from "./zip";
export async function openWorkbook(source: WorkbookSource, options: { fileName: string; limits?: Partial<WorkbookLimits> }): Promise<Workbook> {
  return openXlsx(source, { ...DEFAULT_LIMITS, ...options.limits });
}
