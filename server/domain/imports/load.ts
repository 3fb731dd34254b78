import type { Tx } from "@/db/client";
import type { ImportKind, ImportState } from "@/db/values/imports";
import { DomainError } from "@/server/kernel/errors";
import type { HomeCountry } from "@/server/kernel/locale";
import { importOptions } from "./inputs";
import type { ColumnMapping } from "./mapping";
import type { ImportScope } from "./scope";

export interface ImportRow {
  id: number;
  kind: ImportKind;
  state: ImportState;
  stepNo: number;
  fileId: number;
  fileName: string;
  sheetIndex: number;
  headerRow: number;
  mapping: { columns?: ColumnMapping[] };
  options: unknown;
  totals: Record<string, unknown>;
  createdBy: number | null;
  homeCountry: HomeCountry;
  /** Of the operator who ordered the running step; null = all. */
  accessGroupIds: number[] | null;
}

/** The import, locked until the transaction ends when asked for. Missing: `imports.not_found`. */
export async function loadImport(
  { sql }: Tx,
  importId: number,
  { isLocked = true }: { isLocked?: boolean } = {},
): Promise<ImportRow> {
  const [row] = await sql<ImportRow[]>`
    select i.id, i.kind, i.state, i.step_no as "stepNo", i.file_id as "fileId",
           i.file_name as "fileName", i.sheet_index as "sheetIndex", i.header_row as "headerRow",
           i.mapping, i.options, i.totals, i.created_by as "createdBy",
           i.access_group_ids as "accessGroupIds",
           (select t.country from tenants t where t.id = i.tenant_id) as "homeCountry"
      from imports i where i.id = ${importId} ${isLocked ? sql`for update of i` : sql``}`;
  if (!row) throw new DomainError("not_found", "imports.not_found");
  return row;
}

/** What a step of the import works by. */
export function scopeOf(row: ImportRow): ImportScope {
  return {
    importId: row.id,
    kind: row.kind,
    options: importOptions.parse(row.options),
    accessGroupIds: row.accessGroupIds ?? "all",
  };
}
