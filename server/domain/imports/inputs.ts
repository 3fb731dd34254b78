import { z } from "zod";
import { IMPORT_KINDS } from "@/db/values/imports";
import { PAGE_LIMIT_MAX } from "@/server/kernel/page";
import { COLUMNS, type ColumnKey, columnSpec } from "./columns";
import { importOptions } from "./options";

export { type ImportOptions, importOptions } from "./options";

const id = z.number().int().positive();
const importId = { importId: id };
const page = {
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
};

/** As many columns as the reader of workbooks lets through. */
export const MAPPED_COLUMNS_MAX = 1000;
const HEADER_LENGTH_MAX = 200;
const COLUMN_KEYS = Object.keys(COLUMNS) as [ColumnKey, ...ColumnKey[]];

const mappingTarget = z.discriminatedUnion("to", [
  z.object({ to: z.literal("column"), key: z.enum(COLUMN_KEYS) }),
  z.object({ to: z.literal("field"), key: z.string().min(1).max(60) }),
  z.object({ to: z.literal("extra"), name: z.string().trim().min(1).max(HEADER_LENGTH_MAX) }),
  z.object({ to: z.literal("ignore") }),
]);

const columnMapping = z.object({
  column: z.number().int().min(0).max(MAPPED_COLUMNS_MAX),
  header: z.string().max(HEADER_LENGTH_MAX),
  target: mappingTarget,
});

type Target = z.output<typeof mappingTarget>;

/** Two columns may meet only where several values are welcome. */
function isEachTargetOnce(mapping: { target: Target }[]): boolean {
  const seen = new Set<string>();
  for (const { target } of mapping) {
    if (target.to === "ignore") continue;
    if (target.to === "column" && columnSpec(target.key).isMulti) continue;
    const name = `${target.to}:${target.to === "extra" ? target.name : target.key}`;
    if (seen.has(name)) return false;
    seen.add(name);
  }
  return true;
}

export const importMapping = z
  .array(columnMapping)
  .max(MAPPED_COLUMNS_MAX)
  .refine(isEachTargetOnce, "imports.target_twice");

export const createImportInput = z.object({ kind: z.enum(IMPORT_KINDS), fileId: id });
export type CreateImportInput = z.input<typeof createImportInput>;

export const importIdInput = z.object(importId);
export type ImportIdInput = z.input<typeof importIdInput>;

/** Another sheet, or another row as the header; the mapping is then guessed anew. */
export const chooseSheetInput = z.object({
  ...importId,
  sheetIndex: z.number().int().min(0).max(1000),
  /** As Excel counts; left out: the one that looks most like a header. */
  headerRow: z.number().int().min(1).max(1_048_576).optional(),
});
export type ChooseSheetInput = z.input<typeof chooseSheetInput>;

export const mapImportInput = z.object({
  ...importId,
  mapping: importMapping,
  options: importOptions.prefault({}),
});
export type MapImportInput = z.input<typeof mapImportInput>;

export const listImportsInput = z.object({ ...page, kind: z.enum(IMPORT_KINDS).optional() });
export type ListImportsInput = z.input<typeof listImportsInput>;

export const listFindingsInput = z.object({
  ...importId,
  ...page,
  severity: z.enum(["error", "warning"]).optional(),
  code: z.string().max(100).optional(),
});
export type ListFindingsInput = z.input<typeof listFindingsInput>;

export const annotatedFileInput = z.object({
  ...importId,
  /** "flagged": only the rows with findings, to be repaired and sent again. */
  rows: z.enum(["all", "flagged"]).default("all"),
});
export type AnnotatedFileInput = z.input<typeof annotatedFileInput>;

export const templateInput = z.object({
  kind: z.enum(IMPORT_KINDS),
  format: z.enum(["xlsx", "csv"]).default("xlsx"),
});
export type TemplateInput = z.input<typeof templateInput>;
