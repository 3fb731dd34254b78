import type { z } from "zod";
import { authorize, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { addEvent } from "./add-event";
import { addTaskInput } from "./inputs";
import { requireColleague } from "./load";

/**
 * A task with a deadline and who does it; with a place it is a meeting. `mark`: by which the house
 * knows its own again.
 */
export async function addTask(
  ctx: Context,
  raw: z.input<typeof addTaskInput>,
  mark?: Readonly<Record<string, unknown>>,
): Promise<{ eventId: number }> {
  authorize(ctx, "tasks:edit");
  const input = addTaskInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    if (input.assigneeId !== null) await requireColleague(tx, input.assigneeId);
    const added = await addEvent(inner, {
      ...input,
      place: input.place || null,
      kind: "task",
      ...(mark ? { data: mark } : {}),
    });
    if (input.assigneeId !== null) {
      const payload = { ...added, caseId: input.caseId, assigneeId: input.assigneeId };
      await writeFact(inner, { name: "task.assigned", payload });
    }
    return added;
  });
}
