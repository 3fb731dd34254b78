import type { Fragment, Tx } from "@/db/client";
import { bulkActions } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { caseConditions } from "../cases";
import { caseFilter } from "../cases/inputs";
import { authorize, type Context, inTransaction, type OperatorContext } from "../context";
import { writeFact } from "../events";
import { CASE_ACTIONS } from "./case-actions";
import { type BulkSelection, type StartBulkActionInput, startBulkActionInput } from "./inputs";

/** More at once is a slip; nobody can look through the outcomes either. */
const ROWS_MAX = 500_000;

/**
 * Starts an action on a selection of cases: the rows that match now are written down, so that what
 * the person saw is what is acted on, whatever changes meanwhile. The work itself is done by
 * `runBulkStep`. Throws `lists.bulk_nothing`, `lists.bulk_too_many`.
 */
export async function startBulkAction(
  ctx: OperatorContext,
  raw: StartBulkActionInput,
): Promise<{ bulkActionId: number; total: number }> {
  authorize(ctx, "lists:bulk");
  const input = startBulkActionInput.parse(raw);
  const action = CASE_ACTIONS[input.action];
  authorize(ctx, action.permission);
  const parsed = action.params.safeParse(input.params);
  if (!parsed.success) throw new DomainError("invalid", "lists.bulk_params");
  const { operatorId } = ctx.actor;
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
    const total = await freeze(inner, tx, { bulkActionId, selection: input.selection });
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

interface Freezing {
  bulkActionId: number;
  selection: BulkSelection;
}

/** One statement, also for half a million rows. The walls leave out what the person may not see. */
async function freeze(
  ctx: Context,
  tx: Tx,
  { bulkActionId, selection }: Freezing,
): Promise<number> {
  const isAll = selection.mode === "all";
  // Cases named one by one may be archived ones; the list showed them.
  const filter = isAll ? selection.filter : caseFilter.parse({ archived: "all" });
  const { where } = await caseConditions(ctx, tx, filter);
  const named: Fragment = isAll
    ? tx.sql`and not c.id = any(${selection.except}::bigint[])`
    : tx.sql`and c.id = any(${selection.ids}::bigint[])`;
  const { count } = await tx.sql`
    insert into bulk_items (bulk_action_id, item_id)
    select ${bulkActionId}, c.id from cases c where true ${where} ${named} limit ${ROWS_MAX + 1}`;
  return count;
}
