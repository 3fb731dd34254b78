import { z } from "zod";
import { EXPORT_LISTS, LISTS } from "@/db/values/lists";
import { CHANNELS } from "@/db/values/messages";
import { PAGE_LIMIT_MAX } from "@/server/kernel/page";

const id = z.number().int().positive();
const list = z.enum(LISTS);

/** What a view keeps: the same things that stand in the URL. */
export const viewQuery = z.object({
  q: z.string().max(200),
  sort: z.string().max(60).nullable(),
  filters: z.record(z.string().max(60), z.string().max(2_000)),
  columns: z.array(z.string().max(80)).max(100).nullable(),
  /** How it is shown: as a list or as a board, and what the board shows. */
  look: z.record(z.string().max(60), z.string().max(2_000)).optional(),
});
export type ViewQuery = z.infer<typeof viewQuery>;

export const listViewsInput = z.object({ list });
export const saveViewInput = z.object({
  /** Left out: a new one. */
  viewId: id.optional(),
  list,
  name: z.string().trim().min(1).max(80),
  query: viewQuery,
  isShared: z.boolean().default(false),
});
export type SaveViewInput = z.input<typeof saveViewInput>;
export const viewIdInput = z.object({ viewId: id });

/** Rows that are named one by one; "all that match" has no such limit. */
export const NAMED_MAX = 5_000;

const some = z.object({ mode: z.literal("some"), ids: z.array(id).min(1).max(NAMED_MAX) });
const allBut = z.object({
  mode: z.literal("all"),
  except: z.array(id).max(NAMED_MAX).default([]),
});

const selection = z.discriminatedUnion("mode", [
  some,
  /** The filter as the list's own query takes it; the list parses it. */
  allBut.extend({ filter: z.record(z.string(), z.unknown()).default({}) }),
]);

export const BULK_ACTIONS = [
  // With cases.
  "assign",
  "move",
  "tag",
  "untag",
  "archive",
  "message",
  "custom",
  // With tasks.
  "reassign",
  "reschedule",
  "snooze",
  "resolve",
  // With payments.
  "reverse",
  // With claims.
  "bearInterest",
] as const;
export type BulkActionName = (typeof BULK_ACTIONS)[number];

/** Params are those of the action's own verb, without the rows; it parses them again. */
export const startBulkActionInput = z.object({
  list,
  action: z.enum(BULK_ACTIONS),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  selection,
});
export type StartBulkActionInput = z.input<typeof startBulkActionInput>;
export type BulkSelection = z.output<typeof selection>;

/** A message to a selection, before it is started. */
export const foretellMessageInput = z.object({
  ...{ list, selection, channel: z.enum(CHANNELS) },
  /** By which parts of an SMS are counted. */
  templateId: id.nullish(),
});
export type ForetellMessageInput = z.input<typeof foretellMessageInput>;

export const bulkActionIdInput = z.object({ bulkActionId: id });
export const bulkActionsInput = z.object({ list });
export const listBulkOutcomesInput = z.object({
  bulkActionId: id,
  /** Only rows that were refused. */
  isFailedOnly: z.boolean().default(false),
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
});
export type ListBulkOutcomesInput = z.input<typeof listBulkOutcomesInput>;

export const EXPORT_FORMATS = ["xlsx", "csv"] as const;

/** A list as it is exported: the columns and their names as the person sees them. */
export const exportListInput = z.object({
  list: z.enum(EXPORT_LISTS),
  format: z.enum(EXPORT_FORMATS),
  /** Filter, sort and order as the list's own query takes them. */
  query: z.record(z.string(), z.unknown()),
  columns: z
    .array(z.object({ key: z.string().max(80), header: z.string().trim().min(1).max(120) }))
    .min(1)
    .max(100),
  /**
   * Only these rows of the list; left out: all that match. Of rows named one by one the query gives
   * only the order: what was seen and marked is in the file, whatever became of it meanwhile.
   */
  rows: z.discriminatedUnion("mode", [some, allBut]).nullish(),
  sheetName: z.string().trim().min(1).max(31).default("Saldo"),
});
export type ExportListInput = z.input<typeof exportListInput>;
