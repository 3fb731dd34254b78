import { type Day, isDay } from "@/server/kernel/days";
import { DEFAULT_LIMITS, type WorkbookSource, ZipParts } from "../workbook";
import {
  type HouseKeys,
  houseKeys,
  type RuianFlaw,
  type RuianHeader,
  type RuianRow,
  readHeader,
  readRow,
} from "./ruian-row";

/** The addresses of all municipalities, anew on the last day of a month: "…/20260630_OB_ADR_csv.zip". */
export const ruianUrl = (lastDayOfMonth: Day): string =>
  `https://vdp.cuzk.gov.cz/vymenny_format/csv/${lastDayOfMonth.replaceAll("-", "")}_OB_ADR_csv.zip`;

/** What a reading has come to so far; whole once its batches have ended. */
export interface RuianReport {
  /** One file a municipality. */
  files: number;
  filesRead: number;
  rows: number;
  badLines: number;
  /** The first of the lines that were left out. */
  flaws: { file: string; line: number; flaw: RuianFlaw }[];
  /** Files left out as a whole, because columns are missing; the first of them by name. */
  badFiles: number;
  missingColumns: { file: string; columns: string[] }[];
}

export interface RuianFile {
  /** The day the addresses are of, as the names of its files say; null where they do not. */
  asOf: Day | null;
  report: RuianReport;
  /** Rows in the order of the file, at most `batchRows` at once; once only. */
  batches(): AsyncGenerator<RuianRow[]>;
  close(): Promise<void>;
}

const SAMPLES_MAX = 20;
const BATCH_ROWS = 5_000;
/** A line of the register is 300 characters long at the most. */
const LINE_LENGTH_MAX = 4_000;
const GB = 1024 ** 3;

/**
 * The monthly ZIP of RÚIAN (CSV in windows-1250, one file a municipality), or that of one
 * municipality. Memory does not grow with it. What cannot be read is counted and told, the rest is
 * read; throws `workbook.…` for an archive that is damaged or none.
 */
export async function openRuian(
  source: WorkbookSource,
  options: { batchRows?: number } = {},
): Promise<RuianFile> {
  const parts = await ZipParts.open(source, { ...DEFAULT_LIMITS, inflatedBytesMax: 4 * GB });
  const names = parts.names().filter((name) => name.endsWith(".csv"));
  const report: RuianReport = {
    ...{ files: names.length, filesRead: 0, rows: 0, badLines: 0, flaws: [] },
    ...{ badFiles: 0, missingColumns: [] },
  };
  const { batchRows = BATCH_ROWS } = options;
  return {
    ...{ asOf: asOfNames(names), report },
    batches: () => readBatches({ parts, names, report, batchRows, keyOf: houseKeys() }),
    close: () => parts.close(),
  };
}

function asOfNames(names: readonly string[]): Day | null {
  const [, year, month, date] = /(?:^|\/)(\d{4})(\d\d)(\d\d)_/.exec(names[0] ?? "") ?? [];
  const day = `${year}-${month}-${date}`;
  return isDay(day) ? day : null;
}

interface Reading {
  parts: ZipParts;
  names: readonly string[];
  report: RuianReport;
  batchRows: number;
  keyOf: HouseKeys;
}

async function* readBatches(reading: Reading): AsyncGenerator<RuianRow[]> {
  const { names, report, batchRows } = reading;
  let batch: RuianRow[] = [];
  for (const name of names) {
    for await (const row of readFile(reading, name)) {
      batch.push(row);
      if (batch.length < batchRows) continue;
      yield batch;
      batch = [];
    }
    report.filesRead += 1;
  }
  if (batch.length > 0) yield batch;
}

async function* readFile(reading: Reading, file: string): AsyncGenerator<RuianRow> {
  const { parts, report } = reading;
  let header: RuianHeader | null = null;
  let number = 0;
  for await (const lines of readLines(parts, file)) {
    for (const line of lines) {
      number += 1;
      if (header === null) {
        const read = readHeader(line === null ? [] : cellsOf(line));
        if ("missing" in read) return tellBadFile(report, file, read.missing);
        header = read;
        continue;
      }
      if (line === "") continue;
      const row = line === null ? "too_long" : readRow(cellsOf(line), header, reading.keyOf);
      if (typeof row === "string") tellFlaw(report, { file, line: number, flaw: row });
      else {
        report.rows += 1;
        yield row;
      }
    }
  }
  // A file of nothing at all has not even a header.
  if (header === null) tellBadFile(report, file, []);
}

function tellBadFile(report: RuianReport, file: string, columns: string[]): void {
  report.badFiles += 1;
  if (report.missingColumns.length < SAMPLES_MAX) report.missingColumns.push({ file, columns });
}

function tellFlaw(report: RuianReport, flaw: RuianReport["flaws"][number]): void {
  report.badLines += 1;
  if (report.flaws.length < SAMPLES_MAX) report.flaws.push(flaw);
}

/** Lines as they come, many at once; null for one that is too long to be any. */
async function* readLines(parts: ZipParts, file: string): AsyncGenerator<(string | null)[]> {
  const decoder = new TextDecoder("windows-1250");
  let rest = "";
  let isTooLong = false;
  for await (const chunk of parts.stream(file)) {
    const pieces = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = pieces.pop() ?? "";
    const lines = pieces.map((piece, i) => {
      const isCut = i === 0 && isTooLong;
      return isCut || piece.length > LINE_LENGTH_MAX ? null : piece.replace(/\r$/, "");
    });
    isTooLong = (lines.length === 0 && isTooLong) || rest.length > LINE_LENGTH_MAX;
    if (isTooLong) rest = "";
    if (lines.length > 0) yield lines;
  }
  if (isTooLong) yield [null];
  else if (rest !== "") yield [rest.replace(/\r$/, "")];
}

/** Cells between semicolons; names with quotes in them stand between quotes, doubled. */
function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(";");
  return Array.from(line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g), ([, quoted, plain]) =>
    quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'),
  );
}
