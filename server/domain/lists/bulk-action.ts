import type { z } from "zod";
import type { Context } from "../context";
import type { Permission } from "../permissions";

/** What became of one row. */
export type RowOutcome =
  | { outcome: "done" }
  /** It was so already. */
  | { outcome: "unchanged" }
  /** Refused; a code of the interface. */
  | { outcome: string; params?: Record<string, string | number> };

/** What an action changes. A list of claims can act on the cases behind its rows. */
export const ITEM_KINDS = ["case", "claim", "payment", "task"] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export interface BulkAction {
  on: ItemKind;
  permission: Permission;
  /** Parses what was given when the action was started; throws ZodError. */
  params: z.ZodType;
  /** Answers every id. A DomainError refuses the whole chunk. */
  run(ctx: Context, ids: number[], params: unknown): Promise<Map<number, RowOutcome>>;
}

/** Ties a schema of params to the verb that takes them, and forgets their type. */
export function action<Params>(def: {
  on: ItemKind;
  permission: Permission;
  params: z.ZodType<Params>;
  run(ctx: Context, ids: number[], params: Params): Promise<Map<number, RowOutcome>>;
}): BulkAction {
  return { ...def, run: (ctx, ids, params) => def.run(ctx, ids, def.params.parse(params)) };
}
