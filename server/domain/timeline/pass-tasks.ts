import type { Tx } from "@/db/client";
import type { Context } from "../context";
import { give } from "./distribute-tasks";
import { lockOpenTasks } from "./load";

export interface Passing {
  caseId: number;
  fromId: number | null;
  toId: number | null;
}

/**
 * Open tasks of a case that were its old owner's, or nobody's, go to the new one. Not a verb: part of
 * the caller's, who has authorised it.
 */
export async function passTasks(ctx: Context, tx: Tx, passings: readonly Passing[]): Promise<void> {
  const rows = await tx.sql<{ id: number; toId: number | null }[]>`
    select e.id, p.to_id as "toId"
      from unnest(${passings.map(({ caseId }) => caseId)}::bigint[],
                  ${passings.map(({ fromId }) => fromId) as number[]}::bigint[],
                  ${passings.map(({ toId }) => toId) as number[]}::bigint[])
             as p (case_id, from_id, to_id)
      join case_events e on e.case_id = p.case_id and e.kind = 'task' and e.resolved_at is null
           and e.deleted_at is null and (e.assignee_id is null or e.assignee_id = p.from_id)
           and e.assignee_id is distinct from p.to_id`;
  if (rows.length === 0) return;
  const tasks = await lockOpenTasks(
    tx,
    rows.map(({ id }) => id),
  );
  const toOf = new Map(rows.map(({ id, toId }) => [id, toId]));
  await give(ctx, { tx, tasks, to: tasks.map(({ id }) => toOf.get(id) ?? null) });
}
