import type { Writable } from "node:stream";
import { createWorkbookWriter, type WriteColumn } from "@/server/connectors/workbook";
import { DomainError } from "@/server/kernel/errors";
import { noteShown, shownIn, writeAudit } from "../audit";
import { askedTogether, authorize, type Context, inTransaction, reading } from "../context";
import { searchedBirthNumber } from "../parties";
import { readProcesses } from "../workflow";
import { type ExportColumn, LIST_EXPORTS } from "./exports";
import { type ExportListInput, exportListInput } from "./inputs";
import { textOf } from "./text-of";

export interface ExportedList {
  format: "xlsx" | "csv";
  /** Writes the whole file into the stream and ends it; on a fault it destroys the stream. */
  write(stream: Writable): Promise<void>;
}

/**
 * Prepares an export of everything that matches, or of the rows that were picked: rights checked,
 * request parsed and written into the audit before the first byte leaves; then read from one
 * snapshot, however long its reader takes. Throws `lists.export_columns`, `lists.export_query`.
 */
export async function exportList(ctx: Context, raw: ExportListInput): Promise<ExportedList> {
  authorize(ctx, "lists:export");
  const input = exportListInput.parse(raw);
  const { language } = ctx.actor;
  const source = LIST_EXPORTS[input.list];
  authorize(ctx, source.permission);
  const processes = await reading(ctx, readProcesses);
  const known = input.columns.filter(
    ({ key }) => source.columns(key, language, processes) !== null,
  );
  if (known.length === 0) throw new DomainError("invalid", "lists.export_columns");
  const keys = known.map(({ key }) => key);
  const picked = input.rows ?? null;
  const bound = source.read(input.query, { keys, picked });
  if (!bound) throw new DomainError("invalid", "lists.export_query");
  const columns = known.flatMap(({ key, header }) =>
    fileColumns(source.columns(key, language, processes) ?? [], header),
  );
  await inTransaction(ctx, async (inner, tx) => {
    // Asked here, so that a refusal comes before the first byte. Named rows are not searched for.
    if (picked?.mode !== "some") await searchedBirthNumber(inner, tx, textOf(input.query));
    await writeAudit(inner, {
      action: "lists.export",
      entity: "list",
      entityId: null,
      after: {
        list: input.list,
        format: input.format,
        columns: keys,
        query: withoutText(input.query),
        ...(picked?.mode === "some" ? { named: picked.ids.length } : {}),
        ...(picked?.mode === "all" ? { allExcept: picked.except.length } : {}),
      },
    });
  });
  return {
    format: input.format,
    write: (stream) =>
      reading(askedTogether(ctx), async (tx) => {
        const writer = createWorkbookWriter({ stream }, input.format);
        try {
          const sheet = await writer.addSheet({ name: input.sheetName, columns });
          for await (const { cells, ...whose } of bound.rows(ctx, tx)) {
            // Whoever downloads a file has seen everybody in it, as in the list.
            await noteShown(ctx, "lists.export", shownIn(whose, null));
            await sheet.writeRows(cells);
          }
          await writer.close();
        } catch (error) {
          writer.abort();
          throw error;
        }
      }),
  };
}

function fileColumns(columns: readonly ExportColumn[], header: string): WriteColumn[] {
  return columns.map(({ suffix, type }) => ({
    header: suffix ? `${header} ${suffix}` : header,
    type,
  }));
}

/** What was searched for may be a name or a birth number; the audit says only that there was text. */
function withoutText(query: Record<string, unknown>): Record<string, unknown> {
  const { filter } = query;
  const plain = hidden(query);
  return typeof filter === "object" && filter !== null
    ? { ...plain, filter: hidden({ ...filter }) }
    : plain;
}

function hidden({ text, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return text === undefined ? rest : { ...rest, hasText: Boolean(text) };
}
