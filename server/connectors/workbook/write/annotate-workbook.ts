import type { Cell } from "../cells";
import type { Workbook } from "../workbook";
import type { WriteTarget } from "./byte-target";
import type { Tone } from "./columns";
import { blankXml, cellXml, columnName, textXml } from "./xlsx-cells";
import { XlsxPackage } from "./xlsx-package";
import type { XlsxSheet } from "./xlsx-sheet";

export type RowReason = { tone: Exclude<Tone, "plain">; text: string };

export type Annotation = {
  workbook: Workbook;
  target: WriteTarget;
  sheetIndex: number;
  /** Row of the header, as Excel counts; rows above it are kept as they are. */
  headerRow: number;
  /** Header of the added column. */
  reasonHeader: string;
  /** Reasons of some rows, asked for a batch at a time. */
  reasonsOf(rowNumbers: number[]): Promise<Map<number, RowReason>>;
  /** Rows without a reason are left out, and the rest close up. */
  isFlaggedOnly?: boolean;
};

const REASON_WIDTH = 60;
const CELL_WIDTH = 16;

/**
 * Copies one sheet into a new XLSX with a column of reasons behind the widest row, rows with a
 * reason coloured. Row numbers stay those of the original, so that messages still point at them.
 */
export async function annotateWorkbook(annotation: Annotation): Promise<void> {
  const { workbook, target, sheetIndex, headerRow } = annotation;
  const width = await widestRow(workbook, sheetIndex);
  const file = new XlsxPackage(target);
  try {
    const name = workbook.sheets[sheetIndex]?.name ?? "";
    const widths = [...Array.from({ length: width }, () => CELL_WIDTH), REASON_WIDTH];
    const layout = { widths, frozenRows: headerRow, filterRow: headerRow };
    const sheet = await file.sheet(name, layout, columnName(width));
    await copyRows(annotation, sheet, width);
    await sheet.end();
    await file.close();
  } catch (cause) {
    file.destroy();
    throw cause;
  }
}

async function widestRow(workbook: Workbook, sheetIndex: number): Promise<number> {
  let width = 0;
  for await (const { rows } of workbook.rows(sheetIndex)) {
    for (const row of rows) width = Math.max(width, row.length);
  }
  return width;
}

async function copyRows(annotation: Annotation, sheet: XlsxSheet, width: number): Promise<void> {
  const { workbook, sheetIndex, headerRow, reasonHeader, isFlaggedOnly = false } = annotation;
  for await (const { rows, rowNumbers } of workbook.rows(sheetIndex)) {
    const reasons = await annotation.reasonsOf(rowNumbers.filter((number) => number > headerRow));
    for (const [index, row] of rows.entries()) {
      const original = rowNumbers[index] as number;
      const reason = original > headerRow ? reasons.get(original) : undefined;
      if (isFlaggedOnly && original > headerRow && reason === undefined) continue;
      const number = isFlaggedOnly && original > headerRow ? sheet.lastRow + 1 : original;
      const added: Added =
        original === headerRow ? { header: reasonHeader } : { reason: reason ?? null };
      await sheet.row(number, rowXml({ row, number, width }, added));
    }
  }
}

type Added = { header: string } | { reason: RowReason | null };

function rowXml(from: { row: Cell[]; number: number; width: number }, added: Added): string {
  const { row, number, width } = from;
  const isHeader = "header" in added;
  const tone: Tone = isHeader ? "plain" : (added.reason?.tone ?? "plain");
  let cells = "";
  for (let column = 0; column < width; column += 1) {
    const ref = columnName(column) + number;
    const value = row[column];
    const isBold = isHeader && typeof value === "string";
    const cell = isBold
      ? textXml(ref, value, { tone: "plain", isHeader: true })
      : cellXml(ref, value, { type: "cell", tone });
    cells += cell === "" && tone !== "plain" ? blankXml(ref, tone) : cell;
  }
  const ref = columnName(width) + number;
  if (isHeader) return cells + textXml(ref, added.header, { tone: "plain", isHeader: true });
  return added.reason === null ? cells : cells + textXml(ref, added.reason.text, { tone });
}
