import type { Tx } from "@/db/client";
import { bulkActions } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction, type OperatorContext } from "../context";
import { writeFact } from "../events";
import { noteQuestion } from "../parties";
import { type BulkList, bulkActionOf, type Chosen } from "./bulk-lists";
import { type StartBulkActionInput, startBulkActionInput } from "./inputs";
import { textOf } from "./text-of";

/** More at once is a slip; nobody can look through the outcomes either. */
const ROWS_MAX = 500_000;

/**
 * Starts an action on a selection of rows, or on the cases behind them: the rows that match now are
 * written down, so that what the person saw is what is acted on, whatever changes meanwhile. The work itself is done by
 * `runBulkStep`. Throws `lists.bulk_params`, `lists.bulk_nothing`, `lists.bulk_too_many`.
 */
export async function startBulkAction(
  ctx: OperatorContext,
  raw: StartBulkActionInput,
): Promise<{ bulkActionId: number; total: number }> {
  authorize(ctx, "lists:bulk");
  const input = startBulkActionInput.parse(raw);
  const { list, action } = bulkActionOf(input.list, input.action);
  authorize(ctx, list.permission);
  authorize(ctx, action.permission);
  const parsed = action.params.safeParse(input.params);
  if (!parsed.success) throw new DomainError("invalid", "lists.bulk_params");
  const { operatorId } = ctx.actor;
  const { selection } = input;
  // By itself: a question that found nothing is taken back with the rest, and was asked all the same.
  if (selection.mode === "all") await noteQuestion(ctx, textOf(selection.filter));
  return inTransaction(ctx, async (inner, tx) => {
    const [row] = await tx
      .insert(bulkActions)
      .values({
        list: input.list,
        action: input.action,
        params: input.params,
        createdBy: operatorId,
        createdAt: ctx.now,
      })
      .returning({ id: bulkActions.id });
    if (!row) throw new Error("no row");
    const bulkActionId = row.id;
    const total = await freeze(inner, tx, {
      ...{ bulkActionId, list, on: action.on, selection },
    });
    if (total === 0) throw new DomainError("precondition", "lists.bulk_nothing");
    if (total > ROWS_MAX) {
      throw new DomainError("precondition", "lists.bulk_too_many", { max: ROWS_MAX });
    }
    await tx.sql`update bulk_actions set total = ${total} where id = ${bulkActionId}`;
    await writeAudit(inner, {
      action: "lists.start-bulk",
      entity: "bulk_action",
      entityId: bulkActionId,
      after: { list: input.list, action: input.action, params: input.params, rows: total },
    });
    await writeFact(inner, { name: "bulk.requested", payload: { bulkActionId, operatorId } });
    return { bulkActionId, total };
  });
}

interface Freezing extends Chosen {
  bulkActionId: number;
  list: BulkList;
}

/** One statement, also for half a million rows. */
async function freeze(
  ctx: Context,
  tx: Tx,
  { bulkActionId, list, ...chosen }: Freezing,
): Promise<number> {
  const { ids } = await list.choose(ctx, tx, chosen);
  const { count } = await tx.sql`
    insert into bulk_items (bulk_action_id, item_id)
    select ${bulkActionId}, r.id from (${ids}) r limit ${ROWS_MAX + 1}`;
  return count;
}
