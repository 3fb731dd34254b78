import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { snoozeTaskInput } from "./inputs";
import { loadEvent } from "./load";

/** Puts a task out of sight until an instant, or back into it (null). Its deadline stays. */
export async function snoozeTask(
  ctx: Context,
  raw: z.input<typeof snoozeTaskInput>,
): Promise<{ eventId: number }> {
  authorize(ctx, "tasks:edit");
  const { eventId, until } = snoozeTaskInput.parse(raw);
  if (until !== null && until <= ctx.now) throw new DomainError("invalid", "timeline.snooze_past");
  return inTransaction(ctx, async (inner, tx) => {
    const row = await loadEvent(tx, eventId);
    if (row.kind !== "task") throw new DomainError("precondition", "timeline.not_a_task");
    if (row.resolvedAt) throw new DomainError("precondition", "timeline.already_resolved");
    await tx.sql`update case_events set snoozed_until = ${until} where id = ${eventId}`;
    await writeAudit(inner, {
      action: "timeline.snooze-task",
      entity: "case_event",
      entityId: eventId,
      caseId: row.caseId,
      before: { snoozedUntil: row.snoozedUntil },
      after: { snoozedUntil: until },
    });
    return { eventId };
  });
}
