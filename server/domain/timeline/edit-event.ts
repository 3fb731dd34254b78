import { eq } from "drizzle-orm";
import type { z } from "zod";
import { caseEvents } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { changes, writeAudit } from "../audit";
import { refreshTimeline } from "../cases";
import { authorize, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { editEventInput } from "./inputs";
import { loadEvent, requireColleague } from "./load";

const EDITABLE = new Set(["note", "task", "work", "call_form", "document"]);

/** Changes a note or an open task; what it said before stays in the audit. */
export async function editEvent(
  ctx: Context,
  raw: z.input<typeof editEventInput>,
): Promise<{ version: number }> {
  authorize(ctx, "cases:edit");
  const { eventId, version, ...wanted } = editEventInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const row = await loadEvent(tx, eventId);
    if (!EDITABLE.has(row.kind)) throw new DomainError("precondition", "timeline.not_editable");
    if (row.version !== version) throw new DomainError("conflict", "timeline.changed_meanwhile");
    if (row.kind === "task" && row.resolvedAt) {
      throw new DomainError("precondition", "timeline.already_resolved");
    }
    if (wanted.assigneeId) await requireColleague(tx, wanted.assigneeId);
    const next = row.kind === "task" ? wanted : { text: wanted.text ?? row.text };
    const diff = changes(row, next);
    if (diff === null) return { version };
    await tx
      .update(caseEvents)
      .set({ ...next, version: version + 1 })
      .where(eq(caseEvents.id, eventId));
    await refreshTimeline(tx, [row.caseId]);
    const audit = { action: "timeline.edit", entity: "case_event", entityId: eventId };
    await writeAudit(inner, { ...audit, caseId: row.caseId, ...diff });
    if (wanted.assigneeId && wanted.assigneeId !== row.assigneeId) {
      const payload = { eventId, caseId: row.caseId, assigneeId: wanted.assigneeId };
      await writeFact(inner, { name: "task.assigned", payload });
    }
    return { version: version + 1 };
  });
}
