export {
  type Cell,
  cellText,
  type DateCell,
  type ErrorCell,
  isDateCell,
  isErrorCell,
  isoOfSerial,
  NOT_COMPUTED,
  type RowBatch,
  serialOfIso,
} from "./cells";
export { DEFAULT_LIMITS, type WorkbookLimits } from "./limits";
export { type OpenOptions, openWorkbook } from "./open-workbook";
export { WORKBOOK_REASONS, type WorkbookReason } from "./refusal";
export type { WorkbookSource } from "./source";
export type { RowStream, SheetInfo, Workbook } from "./workbook";
export { type Annotation, annotateWorkbook, type RowReason } from "./write/annotate-workbook";
export { ByteTarget, type WriteTarget } from "./write/byte-target";
export type { ColumnType, RowOptions, Tone, WriteColumn, WriteValue } from "./write/columns";
export { csvField } from "./write/csv-writer";
export {
  createWorkbookWriter,
  type SheetSpec,
  type SheetWriter,
  type WorkbookWriter,
  type WriteFormat,
} from "./write/workbook-writer";
export { ZipWriter } from "./write/zip-writer";
export type { Merge } from "./xlsx/merges";
export { ZipParts } from "./zip";
