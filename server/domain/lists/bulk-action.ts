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
  /** Asks outside what the run needs to know, before its transaction is opened. */
  prepare?(ctx: Context, ids: number[], params: unknown): Promise<void>;
  /** Answers every id. A DomainError refuses the whole chunk. */
  run(ctx: Context, ids: number[], params: unknown): Promise<Map<number, RowOutcome>>;
}

/** Ties a schema of params to the verb that takes them, and forgets their type. */
export function action<Params>(def: {
  on: ItemKind;
  permission: Permission;
  params: z.ZodType<Params>;
  prepare?(ctx: Context, ids: number[], params: Params): Promise<void>;
  run(ctx: Context, ids: number[], params: Params): Promise<Map<number, RowOutcome>>;
}): BulkAction {
  const { prepare, ...rest } = def;
  return {
    ...rest,
    ...(prepare
      ? { prepare: (ctx, ids, params) => prepare(ctx, ids, def.params.parse(params)) }
      : {}),
    run: (ctx, ids, params) => def.run(ctx, ids, def.params.parse(params)),
  };
}
