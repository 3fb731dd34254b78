import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { FINDING_SEVERITIES, IMPORT_KINDS, IMPORT_STATES } from "../values/imports";
import { at, bytea, createdAt, id, oneOf, ref, tenantId } from "./columns";
import { files } from "./files";

export const imports = pgTable(
  "imports",
  {
    tenantId: tenantId(),
    id: id(),
    kind: text("kind", { enum: IMPORT_KINDS }).notNull(),
    state: text("state", { enum: IMPORT_STATES }).notNull().default("uploaded"),
    fileId: ref("file_id").notNull(),
    fileName: text("file_name").notNull(),
    fileSha256: bytea("file_sha256").notNull(),
    sheetIndex: integer("sheet_index").notNull().default(0),
    headerRow: integer("header_row").notNull().default(0),
    /** Sheets, headers, samples as read at upload. */
    preview: jsonb("preview").$type<Record<string, unknown>>().notNull().default({}),
    mapping: jsonb("mapping").$type<Record<string, unknown>>().notNull().default({}),
    options: jsonb("options").$type<Record<string, unknown>>().notNull().default({}),
    totals: jsonb("totals").$type<Record<string, unknown>>().notNull().default({}),
    phase: text("phase"),
    doneRows: integer("done_rows").notNull().default(0),
    totalRows: integer("total_rows").notNull().default(0),
    errorRows: integer("error_rows").notNull().default(0),
    warningRows: integer("warning_rows").notNull().default(0),
    /** Counts the requested steps: each writes one fact, and a late worker of an old one stops. */
    stepNo: integer("step_no").notNull().default(0),
    /** Access groups of who ordered the running step; null = all. */
    accessGroupIds: ref("access_group_ids").array(),
    findingCount: integer("finding_count").notNull().default(0),
    checkedAt: at("checked_at"),
    errorCode: text("error_code"),
    errorParams: jsonb("error_params").$type<Record<string, string | number>>(),
    /** A worker that died leaves an old beat behind; the next one takes over. */
    beatAt: at("beat_at"),
    createdBy: ref("created_by"),
    createdAt: createdAt(),
    publishedAt: at("published_at"),
    undoneAt: at("undone_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("imports_file").on(t.tenantId, t.fileSha256),
    foreignKey({ columns: [t.tenantId, t.fileId], foreignColumns: [files.tenantId, files.id] }),
    oneOf("imports_kind", "kind", IMPORT_KINDS),
    oneOf("imports_state", "state", IMPORT_STATES),
  ],
);

/** What publishing changed in rows that existed before, so that undo can put it back. */
export const importChanges = pgTable(
  "import_changes",
  {
    tenantId: tenantId(),
    id: id(),
    importId: ref("import_id").notNull(),
    entity: text("entity").notNull(),
    entityId: ref("entity_id").notNull(),
    before: jsonb("before").$type<Record<string, unknown>>().notNull(),
    after: jsonb("after").$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("import_changes_import").on(t.tenantId, t.importId),
    foreignKey({
      columns: [t.tenantId, t.importId],
      foreignColumns: [imports.tenantId, imports.id],
    }).onDelete("cascade"),
  ],
);

/** What stands against rows of a workbook; the staging tables beside it are used by raw SQL only. */
export const importFindings = pgTable(
  "import_findings",
  {
    tenantId: tenantId(),
    id: id(),
    importId: ref("import_id").notNull(),
    /** As the workbook counts; 0 = the file as a whole. */
    rowNo: integer("row_no").notNull(),
    columnName: text("column_name").notNull().default(""),
    value: text("value").notNull().default(""),
    severity: text("severity", { enum: FINDING_SEVERITIES }).notNull(),
    code: text("code").notNull(),
    params: jsonb("params").$type<Record<string, string | number>>().notNull().default({}),
    /** Told by comparing with the register: told anew before publishing. */
    isByRegister: boolean("is_by_register").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("import_findings_row").on(t.tenantId, t.importId, t.rowNo, t.id),
    foreignKey({
      columns: [t.tenantId, t.importId],
      foreignColumns: [imports.tenantId, imports.id],
    }).onDelete("cascade"),
    oneOf("import_findings_severity", "severity", FINDING_SEVERITIES),
  ],
);

/** A mapping once corrected is remembered for the next file with the same header row. */
export const importMappings = pgTable(
  "import_mappings",
  {
    tenantId: tenantId(),
    id: id(),
    kind: text("kind", { enum: IMPORT_KINDS }).notNull(),
    headerKey: text("header_key").notNull(),
    mapping: jsonb("mapping").$type<Record<string, unknown>>().notNull(),
    usedAt: at("used_at").notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("import_mappings_key").on(t.tenantId, t.kind, t.headerKey),
  ],
);
