import type { Tx } from "@/db/client";
import type { TaskPriority } from "@/db/values/cases";
import { jsonText } from "@/server/kernel/well-formed";
import { writeAudit } from "../audit";
import { refreshTimeline } from "../cases";
import { authorOf, type Context } from "../context";
import { writeFacts } from "../events";

export interface NewTask {
  caseId: number;
  text: string;
  dueAt: Date;
  assigneeId: number;
  priority: TaskPriority;
}

/**
 * Tasks for several people on several cases, by one statement. Not a verb: part of the caller's, who
 * has authorised it.
 */
export async function addTasks(ctx: Context, tx: Tx, tasks: readonly NewTask[]): Promise<void> {
  if (tasks.length === 0) return;
  const rows = await tx.sql<{ eventId: number; caseId: number; assigneeId: number }[]>`
    insert into case_events (case_id, kind, at, author_id, text, due_at, is_all_day, assignee_id,
                             priority, created_at)
    select c.id, 'task', ${ctx.now}, ${authorOf(ctx.actor).id}, n.text, n."dueAt", false,
           n."assigneeId", n.priority, ${ctx.now}
      from json_to_recordset(${jsonText(tasks)}::text::json)
             as n("caseId" bigint, text text, "dueAt" timestamptz, "assigneeId" bigint,
                  priority text)
      join cases c on c.id = n."caseId" and c.voided_at is null
    returning id as "eventId", case_id as "caseId", assignee_id as "assigneeId"`;
  await refreshTimeline(tx, [...new Set(rows.map(({ caseId }) => caseId))]);
  await writeAudit(
    ctx,
    rows.map(({ eventId, caseId, assigneeId }) => ({
      ...{ action: "timeline.add-task", entity: "case_event", entityId: eventId, caseId },
      after: { assigneeId },
    })),
  );
  await writeFacts(
    ctx,
    rows.map((payload) => ({ name: "task.assigned", payload })),
  );
}
