import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { snoozeTasksInput } from "./inputs";
import { lockOpenTasks } from "./load";

/** Puts open tasks out of sight, or back into it (null): `snoozeTask` for many. */
export async function snoozeTasks(
  ctx: Context,
  raw: z.input<typeof snoozeTasksInput>,
): Promise<{ eventIds: number[] }> {
  authorize(ctx, "tasks:edit");
  const { eventIds, until } = snoozeTasksInput.parse(raw);
  if (until !== null && until <= ctx.now) throw new DomainError("invalid", "timeline.snooze_past");
  return inTransaction(ctx, async (inner, tx) => {
    const open = await lockOpenTasks(tx, eventIds);
    const isThere = (at: Date | null) => at?.getTime() === until?.getTime();
    const tasks = open.filter(({ snoozedUntil }) => !isThere(snoozedUntil));
    const ids = tasks.map(({ id }) => id);
    await tx.sql`update case_events set snoozed_until = ${until} where id = any(${ids})`;
    await writeAudit(
      inner,
      tasks.map(({ id, caseId, snoozedUntil }) => ({
        ...{ action: "timeline.snooze-task", entity: "case_event", entityId: id, caseId },
        before: { snoozedUntil },
        after: { snoozedUntil: until },
      })),
    );
    return { eventIds: ids };
  });
}
