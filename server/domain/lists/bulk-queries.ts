import type { z } from "zod";
import type { Fragment, Tx } from "@/db/client";
import type { FieldValues } from "@/db/schema/cases";
import type { BulkState, ListName } from "@/db/values/lists";
import { DomainError } from "@/server/kernel/errors";
import { decodeCursor, type Page, toPage } from "@/server/kernel/page";
import { definitionOf } from "../cases";
import { authorize, authorOf, type Context, may, reading } from "../context";
import { nameReasons } from "../workflow";
import {
  type BulkActionName,
  bulkActionIdInput,
  bulkActionsInput,
  type ListBulkOutcomesInput,
  listBulkOutcomesInput,
} from "./inputs";

export interface BulkActionItem {
  id: number;
  list: ListName;
  action: BulkActionName;
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

const actionSql = ({ sql }: Tx, where: Fragment) => sql<BulkActionItem[]>`
  select b.id, b.list, b.action, b.params, b.state, b.total, b.done, b.failed,
         b.created_by as "createdBy", o.name as "createdByName", b.created_at as "createdAt",
         b.finished_at as "finishedAt"
    from bulk_actions b join operators o on o.id = b.created_by where ${where}
   order by b.id desc limit 20`;

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
  return row;
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
    return [...rows];
  });
}

export interface BulkOutcomeItem {
  itemId: number;
  /** null where the case is no longer to be seen. */
  refNo: string | null;
  debtorName: string | null;
  /** "done", "unchanged", a code of why not, or null while it waits. */
  outcome: string | null;
  params: Record<string, string | number>;
}

type OutcomeRow = BulkOutcomeItem & { category: string | null; fields: FieldValues | null };

/** What became of each row, in the order of the cases. */
export async function listBulkOutcomes(
  ctx: Context,
  raw: ListBulkOutcomesInput,
): Promise<Page<BulkOutcomeItem>> {
  authorize(ctx, "lists:bulk");
  const { bulkActionId, isFailedOnly, cursor, limit } = listBulkOutcomesInput.parse(raw);
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    await requireBulkAction(ctx, tx, bulkActionId);
    const [after = 0] = cursor ? decodeCursor(cursor, 1) : [];
    const rows = await sql<OutcomeRow[]>`
      select i.item_id as "itemId", c.ref_no as "refNo", c.debtor_name as "debtorName",
             c.category, c.fields, i.outcome, coalesce(i.params, '{}') as params
        from bulk_items i left join cases c on c.id = i.item_id and c.voided_at is null
       where i.bulk_action_id = ${bulkActionId} and i.item_id > ${after}
             ${isFailedOnly ? sql`and i.outcome like '%.%'` : sql``}
       order by i.item_id limit ${limit + 1}`;
    return toPage(
      rows.map((row) => named(ctx, row)),
      limit,
      (row) => [row.itemId],
    );
  });
}

/** Codes of states, fields and roles in the reason become names in the reader's language. */
function named(ctx: Context, row: OutcomeRow): BulkOutcomeItem {
  const { category, fields, ...item } = row;
  if (!category || !item.outcome?.startsWith("workflow.")) return item;
  const definition = definitionOf(category, fields ?? {});
  const reason = { code: item.outcome, params: item.params };
  const [told] = nameReasons(definition, [reason], ctx.actor.language);
  return { ...item, params: told?.params ?? item.params };
}
