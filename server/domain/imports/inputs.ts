import { z } from "zod";
import { CURRENCIES } from "@/db/values/claims";
import { IMPORT_KINDS } from "@/db/values/imports";
import { isDay } from "@/server/kernel/days";
import { PAGE_LIMIT_MAX } from "@/server/kernel/page";

const id = z.number().int().positive();
const importId = { importId: id };
const page = {
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
};

/** "all": one bad row keeps everything out; "good": the rest goes in. */
export const IMPORT_MODES = ["all", "good"] as const;

/**
 * What happens to what is there already: "complete" fills what is empty and adds parties,
 * "overwrite" lets the workbook's data win, "refuse" makes such rows errors.
 */
export const EXISTING_MODES = ["complete", "overwrite", "refuse"] as const;

export const GROUP_CODE_LENGTH_MAX = 30;

export const importOptions = z.object({
  mode: z.enum(IMPORT_MODES).default("all"),
  existing: z.enum(EXISTING_MODES).default("complete"),
  /** Cases without a group of their own go here; a code that is not there yet makes the group. */
  groupCode: z.string().trim().max(GROUP_CODE_LENGTH_MAX).nullable().default(null),
  groupDescription: z.string().trim().max(500).default(""),
  category: z.string().max(60).nullable().default(null),
  /** Left out: the first state of the process. */
  state: z.string().max(60).nullable().default(null),
  /** Left out: the role that the process gives to whoever has none. */
  role: z.string().max(60).nullable().default(null),
  currency: z.enum(CURRENCIES).default("CZK"),
  accessGroupId: id.nullable().default(null),
  creditorPartyId: id.nullable().default(null),
  ownerId: id.nullable().default(null),
  /** The day of payments that say none; null: today. */
  paidOn: z.string().refine(isDay, "kernel.day_not_a_day").nullable().default(null),
});
export type ImportOptions = z.output<typeof importOptions>;

/** As many columns as the reader of workbooks lets through. */
export const MAPPED_COLUMNS_MAX = 1000;
const HEADER_LENGTH_MAX = 200;

const mappingTarget = z.discriminatedUnion("to", [
  z.object({ to: z.literal("column"), key: z.string().min(1).max(60) }),
  z.object({ to: z.literal("field"), key: z.string().min(1).max(60) }),
  z.object({ to: z.literal("extra"), name: z.string().trim().min(1).max(HEADER_LENGTH_MAX) }),
  z.object({ to: z.literal("ignore") }),
]);

const columnMapping = z.object({
  /** Position in the sheet, from zero. */
  column: z.number().int().min(0).max(MAPPED_COLUMNS_MAX),
  header: z.string().max(HEADER_LENGTH_MAX),
  target: mappingTarget,
});

/** Whether its columns exist and none is filled twice is for `checkMapping` to say. */
export const importMapping = z.array(columnMapping).max(MAPPED_COLUMNS_MAX);
export type ImportMappingInput = z.output<typeof importMapping>;

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
