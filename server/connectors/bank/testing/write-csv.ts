import type { CodePage } from "../text/code-pages";
import { type CsvLayout, LAYOUTS } from "./csv-layouts";
import { encode } from "./encode";
import type { WrittenStatement } from "./written";

export type CsvHabits = {
  layout: CsvLayout;
  encoding?: CodePage | "utf-8";
  bom?: boolean;
  delimiter?: string;
  lineEnd?: string;
};

export function bankOfLayout(layout: CsvLayout): string {
  return LAYOUTS[layout].bank;
}

/** The export of a statement; the bank of its account must be that of the layout. */
export function writeCsv(statement: WrittenStatement, habits: CsvHabits): Uint8Array {
  return csvBytes(csvRows([statement], habits), habits);
}

/** Rows of the export: of several statements those of the first have the preamble. */
export function csvRows(
  statements: readonly WrittenStatement[],
  { layout }: CsvHabits,
): string[][] {
  const { preamble, columns } = LAYOUTS[layout];
  const [first] = statements;
  return [
    ...(first === undefined ? [] : preamble(first)),
    columns.map(([header]) => header),
    ...statements.flatMap((statement) =>
      statement.movements.map((movement) => columns.map(([, cell]) => cell(movement, statement))),
    ),
  ];
}

export function csvBytes(rows: readonly string[][], habits: CsvHabits): Uint8Array {
  const { layout, delimiter = ";", lineEnd = "\r\n", encoding = "utf-8", bom = false } = habits;
  const { isQuoted } = LAYOUTS[layout];
  const field = (text: string) =>
    isQuoted || text.includes(delimiter) || text.includes('"')
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  const text = rows.map((row) => row.map(field).join(delimiter) + lineEnd).join("");
  if (encoding !== "utf-8") return encode(text, encoding);
  return Buffer.from(bom ? `\ufeff${text}` : text);
}
