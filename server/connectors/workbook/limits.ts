const MB = 1024 * 1024;

/** How much a file may ask of us. Every limit is counted while reading, never trusted from a header. */
export type WorkbookLimits = {
  fileBytesMax: number;
  /** Sum over all parts read from the archive. */
  inflatedBytesMax: number;
  /** Inflated to packed bytes; honest sheets stay under 100, bombs near 1000. */
  inflateRatioMax: number;
  /** From how many inflated bytes of a part the ratio is judged: little harm is done below. */
  inflateRatioFromBytes: number;
  /** A part read into memory whole (styles, relations), inflated. */
  partBytesMax: number;
  /** Text of all shared strings of a workbook; it is held in memory. */
  sharedTextBytesMax: number;
  /** Shared strings kept decoded; a longer table forgets its oldest block and decodes it again. */
  decodedStringsMax: number;
  columnsMax: number;
  sheetsMax: number;
  /** XML of one row, or characters of one CSV record. */
  rowBytesMax: number;
  batchRows: number;
};

export const DEFAULT_LIMITS: WorkbookLimits = {
  fileBytesMax: 64 * MB,
  inflatedBytesMax: 2048 * MB,
  inflateRatioMax: 300,
  inflateRatioFromBytes: 128 * MB,
  partBytesMax: 64 * MB,
  sharedTextBytesMax: 256 * MB,
  // About 100 MB of JavaScript strings.
  decodedStringsMax: 1_000_000,
  columnsMax: 1000,
  sheetsMax: 200,
  rowBytesMax: 16 * MB,
  batchRows: 1000,
};

export function megabytes(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / MB));
}
