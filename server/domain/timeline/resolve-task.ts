import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { refreshTimeline } from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { resolveTaskInput } from "./inputs";
import { loadEvent } from "./load";

/** Fills in a task's result, which resolves it. Once; a second result is refused. */
export async function resolveTask(
  ctx: Context,
  raw: z.input<typeof resolveTaskInput>,
): Promise<{ caseId: number }> {
  authorize(ctx, "tasks:edit");
  const { eventId, result } = resolveTaskInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const row = await loadEvent(tx, eventId);
    if (row.kind !== "task") throw new DomainError("precondition", "timeline.not_a_task");
    if (row.resolvedAt) throw new DomainError("conflict", "timeline.already_resolved");
    await tx.sql`
      update case_events set result = ${result}, resolved_at = ${ctx.now},
             resolved_by = ${authorOf(ctx.actor).id}, snoozed_until = null, version = version + 1
       where id = ${eventId}`;
    await refreshTimeline(tx, [row.caseId]);
    const audit = { action: "timeline.resolve-task", entity: "case_event", entityId: eventId };
    await writeAudit(inner, { ...audit, caseId: row.caseId, after: { result } });
    await writeFact(inner, { name: "task.resolved", payload: { eventId, caseId: row.caseId } });
    return { caseId: row.caseId };
  });
}
