import type { RowBatch } from "../cells";
import type { WorkbookLimits } from "../limits";
import { refusal } from "../refusal";
import { sourceBytes, type WorkbookSource } from "../source";
import type { RowStream, Workbook } from "../workbook";
import { CsvScanner } from "./csv-scanner";
import { type Delimiter, detectDelimiter } from "./delimiter";
import { type CsvEncoding, decodedChunks, detectEncoding } from "./encoding";

export type CsvFile = { source: WorkbookSource; fileName: string; limits: WorkbookLimits };

/** Opens delimited text. The one sheet bears the name of the file. */
export async function openCsv({ source, fileName, limits }: CsvFile): Promise<Workbook> {
  const encoding = await detectEncoding(source);
  const totalBytes = await sourceBytes(source);
  let sample = "";
  let sampleBytes = 0;
  const onBytes = (bytes: number) => {
    sampleBytes += bytes;
  };
  for await (const text of decodedChunks(source, encoding, onBytes)) {
    sample = text;
    break;
  }
  const delimiter = detectDelimiter(sample, sampleBytes >= totalBytes);
  const lines = sample.match(/\r\n|\r|\n/g)?.length ?? 0;
  const estimatedRows = Math.round((lines * totalBytes) / Math.max(1, sampleBytes));
  const name = fileName.replace(/^.*[\\/]/, "").replace(/\.[^.]*$/, "");
  return {
    format: "csv",
    date1904: false,
    sheets: [{ index: 0, name, isHidden: false, estimatedRows }],
    rows: (sheetIndex, { from = 1 } = {}) => {
      if (sheetIndex !== 0) throw refusal("missing_sheet", { sheet: sheetIndex + 1 });
      return rowStream({ source, encoding, delimiter, totalBytes, limits, from });
    },
    merges: async () => [],
    close: async () => undefined,
  };
}

type CsvRows = {
  source: WorkbookSource;
  encoding: CsvEncoding;
  delimiter: Delimiter;
  totalBytes: number;
  limits: WorkbookLimits;
  from: number;
};

function rowStream(csv: CsvRows): RowStream {
  const stats = { rows: 0, emptyRows: 0 };
  return { stats, [Symbol.asyncIterator]: () => readRows(csv, stats) };
}

async function* readRows(csv: CsvRows, stats: RowStream["stats"]): AsyncGenerator<RowBatch, void> {
  const { batchRows, columnsMax, rowBytesMax } = csv.limits;
  const { delimiter, skippedChars } = csv.delimiter;
  const scanner = new CsvScanner({ delimiter, batchRows, columnsMax, fromRow: csv.from });
  let readBytes = 0;
  const onBytes = (bytes: number) => {
    readBytes += bytes;
  };
  const batch = (): RowBatch => {
    stats.rows += scanner.rows.length;
    stats.emptyRows = scanner.emptyRows;
    return { ...scanner.take(), progress: Math.min(1, readBytes / csv.totalBytes) };
  };
  let rest = "";
  let skip = skippedChars;
  for await (const chunk of decodedChunks(csv.source, csv.encoding, onBytes)) {
    const text = rest + chunk.slice(skip);
    skip = 0;
    let used = scanner.scan(text, 0, false);
    while (scanner.isFull) {
      yield batch();
      used = scanner.scan(text, used, false);
    }
    rest = text.slice(used);
    // So long a record is a quote that nobody closed.
    if (rest.length > rowBytesMax) throw refusal("unclosed_quote", { row: scanner.rowNumber + 1 });
  }
  let used = scanner.scan(rest, 0, true);
  while (scanner.isFull) {
    yield batch();
    used = scanner.scan(rest, used, true);
  }
  yield batch();
}
