import type { z } from "zod";
import { writeAudit } from "../audit";
import { refreshTimeline } from "../cases";
import { authorize, type Context, inTransaction } from "../context";
import { rescheduleTasksInput } from "./inputs";
import { lockOpenTasks } from "./load";

/**
 * Moves open tasks to another day, each at its own time of day. Asks for the right that changing
 * one task by its form asks for.
 */
export async function rescheduleTasks(
  ctx: Context,
  raw: z.input<typeof rescheduleTasksInput>,
): Promise<{ eventIds: number[] }> {
  authorize(ctx, "cases:edit");
  const { eventIds, dueOn } = rescheduleTasksInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const open = await lockOpenTasks(tx, eventIds);
    const moved = await tx.sql<{ id: number; dueAt: Date }[]>`
      with wanted as (
        select id, (${dueOn}::date + (due_at at time zone 'Europe/Prague')::time)
                   at time zone 'Europe/Prague' as due_at
          from case_events where id = any(${open.map(({ id }) => id)}))
      update case_events e set due_at = w.due_at, version = e.version + 1
        from wanted w where e.id = w.id and e.due_at <> w.due_at
      returning e.id, e.due_at as "dueAt"`;
    const dueAtOf = new Map(moved.map((row) => [row.id, row.dueAt]));
    const tasks = open.filter(({ id }) => dueAtOf.has(id));
    await refreshTimeline(tx, [...new Set(tasks.map(({ caseId }) => caseId))]);
    await writeAudit(
      inner,
      tasks.map(({ id, caseId, dueAt }) => ({
        ...{ action: "timeline.edit", entity: "case_event", entityId: id, caseId },
        before: { dueAt },
        after: { dueAt: dueAtOf.get(id) },
      })),
    );
    return { eventIds: tasks.map(({ id }) => id) };
  });
}
