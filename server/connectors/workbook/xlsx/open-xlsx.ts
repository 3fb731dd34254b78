import type { RowBatch } from "../cells";
import type { WorkbookLimits } from "../limits";
import { refusal } from "../refusal";
import type { WorkbookSource } from "../source";
import type { RowStream, SheetInfo, Workbook } from "../workbook";
import { ZipParts } from "../zip";
import type { SheetContext } from "./cell-reader";
import { readMerges } from "./merges";
import { readPackage, type SheetPart, type WorkbookPackage } from "./package";
import { SharedStrings } from "./shared-strings";
import { SheetScanner } from "./sheet-scanner";
import { dateStyles } from "./styles";
import { asUtf8, xmlText } from "./xml";

/** Opens an XLSX package; styles and shared strings are read when rows are first asked for. */
export async function openXlsx(source: WorkbookSource, limits: WorkbookLimits): Promise<Workbook> {
  const parts = await ZipParts.open(source, limits);
  try {
    const contents = await readPackage(parts);
    const { sheets, date1904 } = contents;
    if (sheets.length === 0) throw refusal("no_sheets");
    if (sheets.length > limits.sheetsMax) {
      throw refusal("too_many_sheets", { limit: limits.sheetsMax });
    }
    const infos: SheetInfo[] = [];
    for (const [index, sheet] of sheets.entries()) {
      infos.push(await sheetInfo(parts, sheet, index));
    }
    const partAt = (sheetIndex: number) => sheetAt(sheets, sheetIndex).part;
    const loadContext = once(() => readContext(parts, contents, limits));
    return {
      format: "xlsx",
      date1904,
      sheets: infos,
      rows: (sheetIndex, { from = 1 } = {}) =>
        rowStream({ parts, part: partAt(sheetIndex), loadContext, limits, from }),
      merges: (sheetIndex, rowNumberMax) =>
        readMerges(parts.stream(partAt(sheetIndex)), rowNumberMax),
      close: () => parts.close(),
    };
  } catch (cause) {
    await parts.close();
    throw cause;
  }
}

function sheetAt(sheets: SheetPart[], index: number): SheetPart {
  const sheet = sheets[index];
  if (sheet === undefined) throw refusal("missing_sheet", { sheet: index + 1 });
  return sheet;
}

/** Rows are estimated from the first chunk: a dimension may say A1:XFD1048576 of an empty sheet. */
async function sheetInfo(parts: ZipParts, sheet: SheetPart, index: number): Promise<SheetInfo> {
  let estimatedRows = 0;
  for await (const chunk of asUtf8(parts.stream(sheet.part))) {
    const text = chunk.toString("latin1");
    const rows = text.match(/<(?:[\w.-]+:)?row[ >]/g)?.length ?? 0;
    const claimed = Math.max(chunk.length, parts.claimedBytes(sheet.part));
    estimatedRows = Math.round((rows * claimed) / Math.max(1, chunk.length));
    break;
  }
  return { index, name: sheet.name, isHidden: sheet.isHidden, estimatedRows };
}

async function readContext(
  parts: ZipParts,
  { stylesPart, stringsPart, date1904 }: WorkbookPackage,
  limits: WorkbookLimits,
): Promise<SheetContext> {
  const hasStyles = stylesPart !== null && parts.has(stylesPart);
  return {
    isDateStyle: hasStyles ? dateStyles(xmlText(await parts.read(stylesPart))) : new Uint8Array(0),
    strings:
      stringsPart === null
        ? SharedStrings.empty()
        : await SharedStrings.read(parts.stream(stringsPart), limits),
    date1904,
  };
}

type RowSource = {
  parts: ZipParts;
  part: string;
  loadContext: () => Promise<SheetContext>;
  limits: WorkbookLimits;
  from: number;
};

function rowStream(source: RowSource): RowStream {
  const stats = { rows: 0, emptyRows: 0 };
  return { stats, [Symbol.asyncIterator]: () => readRows(source, stats) };
}

async function* readRows(
  { parts, part, loadContext, limits, from }: RowSource,
  stats: RowStream["stats"],
): AsyncGenerator<RowBatch, void> {
  const { batchRows, columnsMax, rowBytesMax } = limits;
  const scanner = new SheetScanner(await loadContext(), { batchRows, columnsMax, fromRow: from });
  const stream = parts.stream(part);
  for await (const rows of scanChunks(scanner, stream, rowBytesMax)) {
    stats.rows += rows.rows.length;
    stats.emptyRows = scanner.emptyRows;
    yield { ...rows, progress: stream.progress };
  }
  if (!scanner.isComplete) throw refusal("damaged", { part });
}

/** Batches of rows out of a part that comes in chunks cut anywhere, even inside a character. */
export async function* scanChunks(
  scanner: SheetScanner,
  chunks: AsyncIterable<Buffer>,
  rowBytesMax: number,
): AsyncGenerator<Omit<RowBatch, "progress">> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of asUtf8(chunks)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let used = scanner.scan(bytes, 0);
    while (scanner.isFull) {
      yield scanner.take();
      used = scanner.scan(bytes, used);
    }
    rest = bytes.subarray(used);
    if (rest.length > rowBytesMax) throw refusal("row_too_large");
  }
  yield scanner.take();
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}
