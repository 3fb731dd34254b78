import { asUtf8, xmlTags } from "./xml";

/** A block of merged cells: its first row as Excel counts, its first column from zero, its size. */
export type Merge = { rowNumber: number; rows: number; column: number; columns: number };

const MERGES_MAX = 10_000;
const NEEDLE = "mergeCell";
const TAIL_BYTES_MAX = 4 * 1024 * 1024;

/**
 * Merged blocks of a worksheet part that begin on or above `rowNumberMax`. They stand behind all
 * the rows, so the part is inflated to its end, but only searched natively.
 */
export async function readMerges(
  chunks: AsyncIterable<Buffer>,
  rowNumberMax: number,
): Promise<Merge[]> {
  let tail = "";
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of asUtf8(chunks)) {
    if (tail !== "") {
      if (tail.length < TAIL_BYTES_MAX) tail += chunk.toString("latin1");
      continue;
    }
    const bytes = Buffer.concat([rest, chunk]);
    const at = mergesAt(bytes);
    if (at >= 0) tail = bytes.toString("latin1", at);
    rest = bytes.subarray(Math.max(0, bytes.length - 64));
  }
  return mergesOf(tail, rowNumberMax);
}

/** Offset of the tag `<mergeCells`, prefixed or not; in texts a "<" is escaped. */
function mergesAt(bytes: Buffer): number {
  for (let at = bytes.indexOf(NEEDLE); at >= 0; at = bytes.indexOf(NEEDLE, at + 1)) {
    const before = bytes.toString("latin1", Math.max(0, at - 40), at);
    const open = /<(?:[\w.-]+:)?$/.exec(before);
    if (open !== null) return at - open[0].length;
  }
  return -1;
}

function mergesOf(xml: string, rowNumberMax: number): Merge[] {
  const merges: Merge[] = [];
  for (const { name, isClose, attributes } of xmlTags(xml)) {
    if (name === "mergeCells" && isClose) break;
    if (name !== "mergeCell") continue;
    const merge = mergeOf(attributes.ref ?? "");
    if (merge !== null && merge.rowNumber <= rowNumberMax) merges.push(merge);
    if (merges.length >= MERGES_MAX) break;
  }
  return merges;
}

const REF = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/;

function mergeOf(ref: string): Merge | null {
  const match = REF.exec(ref);
  if (match === null) return null;
  const [fromColumn, toColumn] = [columnIndex(match[1] ?? ""), columnIndex(match[3] ?? "")];
  const [fromRow, toRow] = [Number(match[2]), Number(match[4])];
  return {
    rowNumber: fromRow,
    rows: toRow - fromRow + 1,
    column: fromColumn,
    columns: toColumn - fromColumn + 1,
  };
}

/** "A" -> 0, "AB" -> 27. */
function columnIndex(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
