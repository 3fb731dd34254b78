import { eq } from "drizzle-orm";
import type { z } from "zod";
import { caseEvents } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { changes, writeAudit } from "../audit";
import { refreshTimeline } from "../cases";
import { authorize, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { requireVisibleParties } from "../parties";
import { editEventInput } from "./inputs";
import { type EventRow, loadEvent, requireColleague } from "./load";

const EDITABLE = new Set(["note", "task", "work", "call_form", "document"]);
/** Kinds that say nothing without a text. */
const NEEDS_TEXT = new Set(["note", "task", "work"]);

type Wanted = Omit<z.output<typeof editEventInput>, "eventId" | "version" | "isTask">;

/** The columns that a change of an event of this kind may touch; the rest of the input is dropped. */
function columnsOf(row: EventRow, wanted: Wanted): Partial<EventRow> {
  const { text, work, call, ...task } = wanted;
  const said = text === undefined || (text === "" && NEEDS_TEXT.has(row.kind)) ? {} : { text };
  if (row.kind === "task") return { ...task, ...said };
  if (row.kind === "work" && work) {
    return {
      ...said,
      // As Postgres gives it back, so that an unchanged quantity is no change.
      workQuantity: Number(work.quantity).toFixed(4),
      workUnit: work.unit,
      workUnitPriceMinor: work.unitPriceMinor ?? null,
      workCurrency: work.currency,
      workOn: work.workOn,
    };
  }
  if (row.kind === "call_form" && call) {
    const { partyId, ...data } = call;
    return { ...said, partyId: partyId ?? null, data };
  }
  return said;
}

/** Changes an event a person wrote, a task only while it is open; the audit keeps what it said. */
export async function editEvent(
  ctx: Context,
  raw: z.input<typeof editEventInput>,
): Promise<{ version: number }> {
  authorize(ctx, "cases:edit");
  const { eventId, version, isTask, ...wanted } = editEventInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const row = await loadEvent(tx, eventId);
    if (!EDITABLE.has(row.kind)) throw new DomainError("precondition", "timeline.not_editable");
    if (isTask !== undefined && isTask !== (row.kind === "task")) {
      if (isTask) throw new DomainError("precondition", "timeline.not_a_task");
      throw new DomainError("precondition", "timeline.task_apart");
    }
    if (row.version !== version) throw new DomainError("conflict", "timeline.changed_meanwhile");
    if (row.kind === "task" && row.resolvedAt) {
      throw new DomainError("precondition", "timeline.already_resolved");
    }
    if (wanted.assigneeId) await requireColleague(tx, wanted.assigneeId);
    const partyId = wanted.call?.partyId;
    // One that stands there already may stay, though this person could not choose it.
    if (partyId && partyId !== row.partyId) await requireVisibleParties(inner, tx, [partyId]);
    const next = columnsOf(row, wanted);
    const diff = changes(row, next);
    if (diff === null) return { version };
    await tx
      .update(caseEvents)
      .set({ ...next, version: version + 1 })
      .where(eq(caseEvents.id, eventId));
    await refreshTimeline(tx, [row.caseId]);
    const audit = { action: "timeline.edit", entity: "case_event", entityId: eventId };
    await writeAudit(inner, { ...audit, caseId: row.caseId, ...diff });
    if (wanted.assigneeId && wanted.assigneeId !== row.assigneeId && row.kind === "task") {
      const payload = { eventId, caseId: row.caseId, assigneeId: wanted.assigneeId };
      await writeFact(inner, { name: "task.assigned", payload });
    }
    return { version: version + 1 };
  });
}
