import type { Tx } from "@/db/client";
import { refreshTimeline } from "../../cases";
import { authorKindOf, authorOf, type Context } from "../../context";
import type { ImportScope } from "../scope";

/** Tasks and notes of the workbook; a task with a result is resolved. */
export async function publishEvents(
  ctx: Context,
  tx: Tx,
  { importId }: ImportScope,
): Promise<number> {
  const { sql } = tx;
  const author = authorOf(ctx.actor);
  const inserted = await sql`
    with added as (
      insert into case_events (case_id, kind, at, author_id, text, due_at, is_all_day, assignee_id, place,
             result, resolved_at, resolved_by, priority, import_id, created_at)
      select k.case_id, t.kind, coalesce(t.happened_at at time zone 'Europe/Prague', ${ctx.now}), ${author.id},
             t.text, t.due_at at time zone 'Europe/Prague', t.is_all_day, t.assignee_id, t.place,
             t.result, case when t.kind = 'task' and t.result is not null then ${ctx.now}::timestamptz end,
             case when t.kind = 'task' and t.result is not null then ${author.id}::bigint end,
             t.priority, ${importId}, ${ctx.now}
        from t_event k join t_events t on t.row_no = k.row_no
       where k.case_id is not null and not k.is_known order by k.row_no
      returning id, case_id, kind, text, due_at, assignee_id)
    insert into audit_entries (at, actor_kind, actor_id, actor_name, action, entity, entity_id, case_id, after)
    select ${ctx.now}, ${authorKindOf(ctx.actor)}, ${author.id}, ${author.name}, 'timeline.add-' || kind, 'case_event',
           id, case_id, jsonb_build_object('text', left(text, 500), 'dueAt', due_at, 'assigneeId', assignee_id,
             'importId', ${importId}::bigint)
      from added`;
  const cases = await sql<{ id: number }[]>`
    select distinct case_id as id from t_event where case_id is not null and not is_known`;
  await refreshTimeline(
    tx,
    cases.map(({ id }) => id),
  );
  return inserted.count;
}
