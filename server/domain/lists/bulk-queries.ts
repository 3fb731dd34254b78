import type { z } from "zod";
import type { Fragment, Tx } from "@/db/client";
import type { BulkState, ListName } from "@/db/values/lists";
import { DomainError } from "@/server/kernel/errors";
import { authorize, authorOf, type Context, may, reading } from "../context";
import type { ItemKind } from "./bulk-action";
import { BULK_LISTS } from "./bulk-lists";
import { type BulkActionName, bulkActionIdInput, bulkActionsInput } from "./inputs";

export interface BulkActionItem {
  id: number;
  list: ListName;
  action: BulkActionName;
  /** What its rows are. */
  itemKind: ItemKind;
  params: Record<string, unknown>;
  state: BulkState;
  total: number;
  done: number;
  /** Of those done: refused. */
  failed: number;
  createdBy: number;
  createdByName: string;
  createdAt: Date;
  finishedAt: Date | null;
}

const actionSql = ({ sql }: Tx, where: Fragment) => sql<Omit<BulkActionItem, "itemKind">[]>`
  select b.id, b.list, b.action, b.params, b.state, b.total, b.done, b.failed,
         b.created_by as "createdBy", o.name as "createdByName", b.created_at as "createdAt",
         b.finished_at as "finishedAt"
    from bulk_actions b join operators o on o.id = b.created_by where ${where}
   order by b.id desc limit 20`;

const withKind = (row: Omit<BulkActionItem, "itemKind">): BulkActionItem => ({
  ...row,
  itemKind: BULK_LISTS[row.list].actions[row.action]?.on ?? "case",
});

/** A bulk action of one's own; whoever may read the audit sees those of others too. */
export async function requireBulkAction(
  ctx: Context,
  tx: Tx,
  bulkActionId: number,
): Promise<BulkActionItem> {
  const [row] = await actionSql(tx, tx.sql`b.id = ${bulkActionId}`);
  const isOwn = row?.createdBy === authorOf(ctx.actor).id;
  if (!row || !(isOwn || may(ctx.actor, "audit:read"))) {
    throw new DomainError("not_found", "lists.bulk_not_found");
  }
  return withKind(row);
}

/** How far a bulk action is. */
export async function getBulkAction(
  ctx: Context,
  raw: z.input<typeof bulkActionIdInput>,
): Promise<BulkActionItem> {
  authorize(ctx, "lists:bulk");
  const { bulkActionId } = bulkActionIdInput.parse(raw);
  return reading(ctx, (tx) => requireBulkAction(ctx, tx, bulkActionId));
}

/** One's own last bulk actions on a list, the newest first. */
export async function listBulkActions(
  ctx: Context,
  raw: z.input<typeof bulkActionsInput>,
): Promise<BulkActionItem[]> {
  authorize(ctx, "lists:bulk");
  const { list } = bulkActionsInput.parse(raw);
  const me = authorOf(ctx.actor).id;
  return reading(ctx, async (tx) => {
    const rows = await actionSql(tx, tx.sql`b.list = ${list} and b.created_by = ${me}`);
    return rows.map(withKind);
  });
}
