import type { FindingSeverity, ImportKind, ImportState } from "@/db/values/imports";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { decodeCursor, type Page, toPage } from "@/server/kernel/page";
import { authorize, type Context, reading } from "../context";
import { columnSpec, IMPORT_COLUMNS, REQUIRED_COLUMNS } from "./columns";
import type { ImportIdInput, ListFindingsInput, ListImportsInput } from "./inputs";
import {
  type ImportOptions,
  importIdInput,
  importOptions,
  listFindingsInput,
  listImportsInput,
} from "./inputs";
import type { ColumnMapping } from "./mapping";
import type { ImportPreview } from "./read-preview";
import type { TotalLine } from "./totals";
import { type Blockers, findBlockers } from "./undo/blockers";

export interface ImportListItem {
  id: number;
  kind: ImportKind;
  state: ImportState;
  fileName: string;
  totalRows: number;
  errorRows: number;
  warningRows: number;
  createdByName: string | null;
  createdAt: Date;
  publishedAt: Date | null;
  undoneAt: Date | null;
}

/** What publishing brought, by kind of record. */
export interface ImportResult {
  cases: number;
  parties: number;
  claims: number;
  payments: number;
  schedules: number;
  events: number;
  changedCases: number;
  changedParties: number;
}

/** A column that the workbook may be led to, with its names. */
export interface ImportColumn {
  key: string;
  names: Record<Locale, string>;
  example: string;
  isMulti: boolean;
}

export interface ImportDetail extends ImportListItem {
  columns: ImportColumn[];
  /** Of each list one column must be mapped. */
  required: (readonly string[])[];
  sheetIndex: number;
  headerRow: number;
  preview: ImportPreview;
  mapping: ColumnMapping[];
  options: ImportOptions;
  totals: {
    rows: number;
    lines: TotalLine[];
    newParties: number;
    knownParties: number;
    result?: ImportResult;
  } | null;
  /** What the running step is doing; null while none runs. */
  phase: string | null;
  doneRows: number;
  /** Seconds since the worker was heard of; null while none runs. */
  silentSeconds: number | null;
  error: { code: string; params: Record<string, string | number> } | null;
  /** Another import that brought the very same file. */
  sameFileImportId: number | null;
}

/** The tenant's imports, the newest first. */
export async function listImports(
  ctx: Context,
  raw: ListImportsInput = {},
): Promise<Page<ImportListItem>> {
  authorize(ctx, "imports:run");
  const { cursor, limit, kind = null } = listImportsInput.parse(raw);
  const [before = null] = cursor ? decodeCursor(cursor, 1) : [];
  const rows = await reading(
    ctx,
    ({ sql }) => sql<ImportListItem[]>`
      select i.id, i.kind, i.state, i.file_name as "fileName", i.total_rows as "totalRows",
             i.error_rows as "errorRows", i.warning_rows as "warningRows", o.name as "createdByName",
             i.created_at as "createdAt", i.published_at as "publishedAt", i.undone_at as "undoneAt"
        from imports i left join operators o on o.id = i.created_by
       where (${kind}::text is null or i.kind = ${kind})
         and (${before}::bigint is null or i.id < ${before}::bigint)
       order by i.id desc limit ${limit + 1}`,
  );
  return toPage(rows, limit, (row) => [row.id]);
}

interface DetailRow
  extends Omit<ImportDetail, "options" | "mapping" | "totals" | "error" | "columns" | "required"> {
  options: unknown;
  mapping: { columns?: ColumnMapping[] };
  totals: Partial<NonNullable<ImportDetail["totals"]>>;
  errorCode: string | null;
  errorParams: Record<string, string | number> | null;
}

/** One import with its columns, progress and totals. Throws not_found `imports.not_found`. */
export async function getImport(ctx: Context, raw: ImportIdInput): Promise<ImportDetail> {
  authorize(ctx, "imports:run");
  const { importId } = importIdInput.parse(raw);
  const [row] = await reading(
    ctx,
    ({ sql }) => sql<DetailRow[]>`
      select i.id, i.kind, i.state, i.file_name as "fileName", i.total_rows as "totalRows",
             i.error_rows as "errorRows", i.warning_rows as "warningRows", o.name as "createdByName",
             i.created_at as "createdAt", i.published_at as "publishedAt", i.undone_at as "undoneAt",
             i.sheet_index as "sheetIndex", i.header_row as "headerRow", i.preview, i.mapping, i.options,
             i.totals, i.phase, i.done_rows as "doneRows", i.error_code as "errorCode",
             i.error_params as "errorParams",
             extract(epoch from now() - i.beat_at)::integer as "silentSeconds",
             (select max(s.id) from imports s where s.file_sha256 = i.file_sha256 and s.kind = i.kind
               and s.state = 'published' and s.id <> i.id) as "sameFileImportId"
        from imports i left join operators o on o.id = i.created_by where i.id = ${importId}`,
  );
  if (!row) throw new DomainError("not_found", "imports.not_found");
  const { options, mapping, totals, errorCode, errorParams, ...rest } = row;
  const { rows, lines = [], newParties = 0, knownParties = 0, result } = totals;
  return {
    ...rest,
    columns: IMPORT_COLUMNS[row.kind].map((key) => {
      const { names, example, isMulti } = columnSpec(key);
      return { key, names, example, isMulti };
    }),
    required: [...REQUIRED_COLUMNS[row.kind]],
    options: importOptions.parse(options),
    mapping: mapping.columns ?? [],
    totals:
      rows === undefined
        ? null
        : { rows, lines, newParties, knownParties, ...(result ? { result } : {}) },
    error: errorCode === null ? null : { code: errorCode, params: errorParams ?? {} },
  };
}

export interface ImportFinding {
  id: number;
  rowNo: number;
  columnName: string;
  value: string;
  severity: FindingSeverity;
  code: string;
  params: Record<string, string | number>;
}

/** What stands against rows, in the order of the workbook. */
export async function listFindings(
  ctx: Context,
  raw: ListFindingsInput,
): Promise<Page<ImportFinding>> {
  authorize(ctx, "imports:run");
  const { importId, cursor, limit, severity = null, code = null } = listFindingsInput.parse(raw);
  const [row = null, id = null] = cursor ? decodeCursor(cursor, 2) : [];
  const rows = await reading(
    ctx,
    ({ sql }) => sql<ImportFinding[]>`
      select id, row_no as "rowNo", column_name as "columnName", value, severity, code, params
        from import_findings
       where import_id = ${importId}
         and (${severity}::text is null or severity = ${severity})
         and (${code}::text is null or code = ${code})
         and (${row}::integer is null or (row_no, id) > (${row}::integer, ${id}::bigint))
       order by row_no, id limit ${limit + 1}`,
  );
  return toPage(rows, limit, (each) => [each.rowNo, each.id]);
}

export interface FindingGroup {
  code: string;
  severity: FindingSeverity;
  count: number;
  params: Record<string, string | number>;
}

/** How often each reason stands there, the heaviest first. */
export async function findingGroups(ctx: Context, raw: ImportIdInput): Promise<FindingGroup[]> {
  authorize(ctx, "imports:run");
  const { importId } = importIdInput.parse(raw);
  return reading(
    ctx,
    ({ sql }) => sql<FindingGroup[]>`
      select code, severity, count(*) as count, (array_agg(params order by id))[1] as params
        from import_findings where import_id = ${importId}
       group by code, severity order by severity, count desc, code limit 200`,
  ).then((rows) => [...rows]);
}

/** What would keep a published import from being taken back. */
export async function undoBlockers(ctx: Context, raw: ImportIdInput): Promise<Blockers> {
  authorize(ctx, "imports:undo");
  const { importId } = importIdInput.parse(raw);
  return reading(ctx, async (tx) => {
    const [row] = await tx.sql`select 1 from imports where id = ${importId}`;
    if (!row) throw new DomainError("not_found", "imports.not_found");
    return findBlockers(tx, importId);
  });
}

export interface ImportChoices {
  groups: { id: number; code: string; description: string }[];
  accessGroups: { id: number; name: string }[];
  operators: { id: number; name: string }[];
}

/** What the options of an import offer; access groups are those that the operator belongs to. */
export async function importChoices(ctx: Context): Promise<ImportChoices> {
  authorize(ctx, "imports:run");
  return reading(ctx, async ({ sql }) => ({
    groups: [
      ...(await sql<ImportChoices["groups"]>`
        select id, code, description from case_groups order by lower(code) limit 1000`),
    ],
    accessGroups: [
      ...(await sql<ImportChoices["accessGroups"]>`
        select id, name from access_groups
         where app_sees_all_groups() or id = any (app_access_groups()) order by name`),
    ],
    operators: [
      ...(await sql<ImportChoices["operators"]>`
        select id, name from operators where is_active order by name limit 1000`),
    ],
  }));
}
