import type { ImportKind } from "@/db/values/imports";
import { openWorkbook, type SheetInfo, type Workbook } from "@/server/connectors/workbook";
import { DomainError } from "@/server/kernel/errors";
import type { ProcessCatalogue } from "../workflow";
import type { ColumnKey } from "./columns";
import { type GuessedColumn, guessMapping } from "./guess-mapping";
import { findHeader, type HeaderRow, headersAt } from "./header-row";
import type { ColumnMapping, DataField } from "./mapping";
import { fieldsFor } from "./process-fields";
import { type RawCell, rawText } from "./raw-cell";
import { synonymIndex } from "./synonyms";

/** The beginning of one sheet of the workbook, and what its columns seem to be. */
export interface ImportPreview {
  format: "xlsx" | "csv";
  sheets: SheetInfo[];
  sheetIndex: number;
  /** As Excel counts. */
  headerRow: number;
  /** False: it only looks most like a header. */
  isHeaderSure: boolean;
  columns: GuessedColumn[];
  missing: (readonly ColumnKey[])[];
  /** Texts of some rows below the header, for the eye. */
  samples: string[][];
  /** Fields of processes that a column may be led to. */
  fields: Pick<DataField, "key" | "names">[];
}

const ROWS_READ = 40;
const SAMPLES_SHOWN = 5;
const SAMPLE_LENGTH_MAX = 80;

export interface PreviewWish {
  kind: ImportKind;
  catalogue: ProcessCatalogue;
  sheetIndex?: number;
  headerRow?: number;
  remembered(headers: readonly string[]): Promise<readonly ColumnMapping[]>;
}

/** Reads the first rows of a workbook. Throws `workbook.<reason>`, `imports.no_header`. */
export async function readPreview(
  source: { bytes: Uint8Array; fileName: string },
  wish: PreviewWish,
): Promise<ImportPreview> {
  const { bytes, fileName } = source;
  const workbook = await openWorkbook({ bytes }, { fileName, limits: { batchRows: ROWS_READ } });
  try {
    const sheetIndex = wish.sheetIndex ?? firstSheet(workbook);
    const start = await sheetStart(workbook, sheetIndex);
    const fields = fieldsFor(wish.catalogue, { kind: wish.kind, samples: start.rows });
    const header = headerOf(start, wish, fields);
    const below = start.rows.slice(header.index + 1);
    const guess = guessMapping({
      kind: wish.kind,
      headers: header.headers,
      samples: below,
      fields,
      remembered: await wish.remembered(header.headers),
    });
    return {
      format: workbook.format,
      sheets: workbook.sheets,
      sheetIndex,
      headerRow: header.rowNumber,
      isHeaderSure: header.isSure,
      ...guess,
      samples: below.slice(0, SAMPLES_SHOWN).map(sampleOf),
      fields: fields.map(({ key, names }) => ({ key, names })),
    };
  } finally {
    await workbook.close();
  }
}

/** The first sheet that people see and that holds something. */
function firstSheet({ sheets }: Workbook): number {
  const shown = sheets.filter((sheet) => !sheet.isHidden);
  const filled = shown.find((sheet) => sheet.estimatedRows > 0);
  return (filled ?? shown[0] ?? sheets[0])?.index ?? 0;
}

async function sheetStart(workbook: Workbook, sheetIndex: number) {
  const rows: RawCell[][] = [];
  const rowNumbers: number[] = [];
  for await (const batch of workbook.rows(sheetIndex)) {
    rows.push(...batch.rows);
    rowNumbers.push(...batch.rowNumbers);
    if (rows.length >= ROWS_READ) break;
  }
  const merges = await workbook.merges(sheetIndex, rowNumbers.at(-1) ?? 1);
  return { rows, rowNumbers, merges };
}

function headerOf(
  start: Awaited<ReturnType<typeof sheetStart>>,
  { kind, headerRow }: PreviewWish,
  fields: readonly DataField[],
): HeaderRow {
  if (headerRow !== undefined) {
    const index = start.rowNumbers.indexOf(headerRow);
    if (index < 0) throw new DomainError("invalid", "imports.no_header", { row: headerRow });
    return { index, rowNumber: headerRow, headers: headersAt(start, index), isSure: true };
  }
  const found = findHeader(start, synonymIndex(kind, fields));
  if (found) return found;
  const [first] = start.rowNumbers;
  if (first === undefined) throw new DomainError("invalid", "imports.no_rows");
  return { index: 0, rowNumber: first, headers: headersAt(start, 0), isSure: false };
}

function sampleOf(row: readonly RawCell[]): string[] {
  return row.map((cell) => rawText(cell).slice(0, SAMPLE_LENGTH_MAX));
}
