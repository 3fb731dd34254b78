import type { z } from "zod";
import { writeAudit } from "../audit";
import { refreshTimeline } from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFacts } from "../events";
import { resolveTasksInput } from "./inputs";
import { lockOpenTasks } from "./load";

/** Resolves open tasks by one result: `resolveTask` for many. Answers those that it resolved. */
export async function resolveTasks(
  ctx: Context,
  raw: z.input<typeof resolveTasksInput>,
): Promise<{ eventIds: number[] }> {
  authorize(ctx, "tasks:edit");
  const { eventIds, result } = resolveTasksInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const tasks = await lockOpenTasks(tx, eventIds);
    const ids = tasks.map(({ id }) => id);
    await tx.sql`
      update case_events set result = ${result}, resolved_at = ${ctx.now},
             resolved_by = ${authorOf(ctx.actor).id}, snoozed_until = null, version = version + 1
       where id = any(${ids})`;
    await refreshTimeline(tx, [...new Set(tasks.map(({ caseId }) => caseId))]);
    await writeAudit(
      inner,
      tasks.map(({ id, caseId }) => ({
        ...{ action: "timeline.resolve-task", entity: "case_event", entityId: id, caseId },
        after: { result },
      })),
    );
    await writeFacts(
      inner,
      tasks.map(({ id: eventId, caseId }) => ({
        name: "task.resolved" as const,
        payload: { eventId, caseId },
      })),
    );
    return { eventIds: ids };
  });
}
