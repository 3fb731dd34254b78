import type { Writable } from "node:stream";
import { annotateWorkbook, createWorkbookWriter, openWorkbook } from "@/server/connectors/workbook";
import type { Locale } from "@/server/kernel/locale";
import { authorize, type Context, reading } from "../context";
import { fileContent } from "../files";
import { columnSpec, TEMPLATE_COLUMNS } from "./columns";
import {
  type AnnotatedFileInput,
  annotatedFileInput,
  type TemplateInput,
  templateInput,
} from "./inputs";
import { loadImport } from "./load";
import type { ImportFinding } from "./queries";

/** The words of a language, which stand outside of the domain. */
export interface FindingWords {
  header: string;
  text(found: Pick<ImportFinding, "code" | "params" | "value">): string;
}

export interface WrittenFile {
  name: string;
  write(stream: Writable): Promise<void>;
}

/** The workbook as it came, with a column of reasons; streamed, whatever its size. */
export async function annotatedFile(
  ctx: Context,
  raw: AnnotatedFileInput,
  words: FindingWords,
): Promise<WrittenFile> {
  authorize(ctx, "imports:run");
  const { importId, rows } = annotatedFileInput.parse(raw);
  const row = await reading(ctx, (tx) => loadImport(tx, importId, { isLocked: false }));
  const bytes = await reading(ctx, (tx) => fileContent(tx, row.fileId));
  const write = async (stream: Writable) => {
    const workbook = await openWorkbook({ bytes }, { fileName: row.fileName });
    try {
      await annotateWorkbook({
        workbook,
        target: { stream },
        sheetIndex: row.sheetIndex,
        headerRow: row.headerRow,
        reasonHeader: words.header,
        isFlaggedOnly: rows === "flagged",
        reasonsOf: (rowNumbers) => reasonsOf(ctx, { importId, rowNumbers, words }),
      });
    } finally {
      await workbook.close();
    }
  };
  return { name: row.fileName, write };
}

async function reasonsOf(
  ctx: Context,
  wanted: { importId: number; rowNumbers: number[]; words: FindingWords },
): Promise<Map<number, { tone: "error" | "warning"; text: string }>> {
  const { importId, rowNumbers, words } = wanted;
  const found = await reading(
    ctx,
    ({ sql }) => sql<ImportFinding[]>`
      select row_no as "rowNo", column_name as "columnName", value, severity, code, params
        from import_findings where import_id = ${importId} and row_no = any (${rowNumbers}::integer[])
       order by row_no, severity, id`,
  );
  const byRow = new Map<number, { tone: "error" | "warning"; text: string }>();
  for (const each of found) {
    const text = each.columnName ? `${each.columnName}: ${words.text(each)}` : words.text(each);
    const before = byRow.get(each.rowNo);
    if (before) before.text = `${before.text} | ${text}`;
    else byRow.set(each.rowNo, { tone: each.severity, text });
  }
  return byRow;
}

/** An empty workbook with the columns of one kind of import and a row that shows how to fill them. */
export async function templateFile(
  ctx: Context,
  raw: TemplateInput,
  language: { locale: Locale; sheetName: string },
): Promise<WrittenFile> {
  authorize(ctx, "imports:run");
  const { kind, format } = templateInput.parse(raw);
  const specs = TEMPLATE_COLUMNS[kind].map(columnSpec);
  const write = async (stream: Writable) => {
    const writer = createWorkbookWriter({ stream }, format);
    const columns = specs.map(({ names }) => ({
      header: names[language.locale],
      type: "text" as const,
    }));
    const sheet = await writer.addSheet({ name: language.sheetName, columns });
    await sheet.writeRows([specs.map(({ example }) => example)]);
    await writer.close();
  };
  return { name: `${language.sheetName}.${format}`, write };
}
