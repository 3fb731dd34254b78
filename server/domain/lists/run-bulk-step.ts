import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { BulkState, ListName } from "@/db/values/lists";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { type Context, inTransaction, reading } from "../context";
import type { RowOutcome } from "./bulk-action";
import { bulkActionOf } from "./bulk-lists";
import { type BulkActionName, bulkActionIdInput } from "./inputs";
import { operatorActor } from "./operator-actor";

/** Rows of one transaction: enough to be quick, few enough to lock briefly and to be cancelled soon. */
const CHUNK_ROWS = 200;

export interface BulkProgress {
  state: BulkState;
  done: number;
  total: number;
}

interface ActionRow extends BulkProgress {
  list: ListName;
  action: BulkActionName;
  params: Record<string, unknown>;
  createdBy: number;
}

/**
 * One chunk of a bulk action, in one transaction: the rows, their outcomes and the counters stand
 * or fall together, so that a process may die anywhere and the next step goes on where it ended.
 * Call it until the state is no longer "running".
 */
export async function runBulkStep(
  ctx: Context,
  raw: z.input<typeof bulkActionIdInput>,
): Promise<BulkProgress> {
  const { bulkActionId } = bulkActionIdInput.parse(raw);
  const actor = await reading(ctx, async (tx) => {
    const [row] = await tx.sql<{ createdBy: number }[]>`
      select created_by as "createdBy" from bulk_actions where id = ${bulkActionId}`;
    if (!row) throw new DomainError("not_found", "lists.bulk_not_found");
    return operatorActor(tx, ctx, row.createdBy);
  });
  if (!actor) return endBulkAction(ctx, { bulkActionId, state: "failed" });
  await prepareChunk({ ...ctx, actor }, bulkActionId);
  return inTransaction({ ...ctx, actor }, async (inner, tx) => {
    const row = await lockAction(tx, bulkActionId);
    if (row.state !== "waiting" && row.state !== "running") return row;
    const items = await tx.sql<{ id: number }[]>`
      select item_id as id from bulk_items where bulk_action_id = ${bulkActionId} and outcome is null
       order by item_id limit ${CHUNK_ROWS}`;
    const ids = items.map(({ id }) => id);
    const found = await runChunk(inner, row, ids);
    await writeOutcomes(tx, bulkActionId, found);
    return count(tx, { bulkActionId, found, isLast: ids.length < CHUNK_ROWS });
  });
}

/** What has to be asked outside for the next rows: nobody is called while they are locked. */
async function prepareChunk(ctx: Context, bulkActionId: number): Promise<void> {
  const { row, ids } = await reading(ctx, async ({ sql }) => {
    const [found] = await sql<ActionRow[]>`
      select state, list, action, params from bulk_actions where id = ${bulkActionId}`;
    const items = await sql<{ id: number }[]>`
      select item_id as id from bulk_items where bulk_action_id = ${bulkActionId} and outcome is null
       order by item_id limit ${CHUNK_ROWS}`;
    return { row: found, ids: items.map(({ id }) => id) };
  });
  if (!row || ids.length === 0 || (row.state !== "waiting" && row.state !== "running")) return;
  await bulkActionOf(row.list, row.action).action.prepare?.(ctx, ids, row.params);
}

async function lockAction(tx: Tx, bulkActionId: number): Promise<ActionRow> {
  const [row] = await tx.sql<ActionRow[]>`
    select state, done, total, list, action, params, created_by as "createdBy"
      from bulk_actions where id = ${bulkActionId} for update`;
  if (!row) throw new DomainError("not_found", "lists.bulk_not_found");
  return row;
}

/**
 * The whole chunk by one call of the verb; when that breaks or is refused, row by row, so that one bad
 * row takes nobody with it.
 */
async function runChunk(
  ctx: Context,
  { list, action, params }: ActionRow,
  ids: number[],
): Promise<Map<number, RowOutcome>> {
  if (ids.length === 0) return new Map();
  const { run } = bulkActionOf(list, action).action;
  const attempt = (rows: number[]) => inTransaction(ctx, (inner) => run(inner, rows, params));
  try {
    return await attempt(ids);
  } catch (error) {
    // Who may not do it at all may not do it row by row either.
    const isOfAll = isDomainError(error) && (error.kind === "forbidden" || ids.length === 1);
    if (isOfAll) return new Map(ids.map((id) => [id, refused(error)]));
    if (!isDomainError(error)) {
      ctx.log.error("bulk chunk failed, going row by row", { cause: error });
    }
  }
  const found = new Map<number, RowOutcome>();
  for (const id of ids) {
    const [outcome] = await attempt([id]).then(
      (one) => [...one.values()],
      (error: unknown) => [isDomainError(error) ? refused(error) : { outcome: "lists.row_failed" }],
    );
    found.set(id, outcome ?? { outcome: "lists.row_failed" });
  }
  return found;
}

const refused = ({ code, params }: DomainError): RowOutcome => ({ outcome: code, params });

async function writeOutcomes(
  tx: Tx,
  bulkActionId: number,
  found: Map<number, RowOutcome>,
): Promise<void> {
  const rows = [...found].map(([id, each]) => ({
    id,
    outcome: each.outcome,
    params: "params" in each && each.params ? each.params : null,
  }));
  await tx.sql`
    update bulk_items i set outcome = r.outcome, params = r.params
      from jsonb_to_recordset(${tx.sql.json(rows)}::jsonb)
           as r(id bigint, outcome text, params jsonb)
     where i.bulk_action_id = ${bulkActionId} and i.item_id = r.id`;
}

interface Counted {
  bulkActionId: number;
  found: Map<number, RowOutcome>;
  isLast: boolean;
}

async function count(tx: Tx, counted: Counted): Promise<BulkProgress> {
  const { bulkActionId, found, isLast } = counted;
  const outcomes = [...found.values()];
  const failed = outcomes.filter(({ outcome }) => outcome.includes(".")).length;
  const [row] = await tx.sql<BulkProgress[]>`
    update bulk_actions set state = ${isLast ? "done" : "running"}, beat_at = now(),
           done = done + ${outcomes.length}, failed = failed + ${failed},
           finished_at = case when ${isLast} then now() end
     where id = ${bulkActionId} returning state, done, total`;
  if (!row) throw new Error("the action is gone");
  return row;
}

/** Stops an action that waits or runs; what is done stays done. One that has ended stays as it was. */
export async function endBulkAction(
  ctx: Context,
  end: { bulkActionId: number; state: "failed" | "cancelled" },
): Promise<BulkProgress> {
  return inTransaction(ctx, async (_, tx) => {
    const row = await lockAction(tx, end.bulkActionId);
    if (row.state !== "waiting" && row.state !== "running") return row;
    await tx.sql`update bulk_actions set state = ${end.state}, finished_at = ${ctx.now}
      where id = ${end.bulkActionId}`;
    return { state: end.state, done: row.done, total: row.total };
  });
}
