import type { WriteValue } from "@/server/connectors/workbook";

/** Some rows of a file, and whose they are: who reads the file is written down as having seen them. */
export interface ExportBatch {
  cells: WriteValue[][];
  caseIds?: readonly number[];
  partyIds?: readonly number[];
}

export type ExportBatches = AsyncIterable<ExportBatch>;
