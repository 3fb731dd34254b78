import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { refreshTimeline } from "../cases";
import { authorize, authorOf, type Context, inTransaction, may } from "../context";
import { deleteEventInput } from "./inputs";
import { loadEvent } from "./load";

const DELETABLE = new Set(["note", "task", "work", "call_form", "document"]);

/** Takes an event off the timeline: one's own, or anybody's for those who archive cases. */
export async function deleteEvent(
  ctx: Context,
  raw: z.input<typeof deleteEventInput>,
): Promise<{ caseId: number }> {
  authorize(ctx, "cases:edit");
  const { eventId, version } = deleteEventInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const row = await loadEvent(tx, eventId);
    if (!DELETABLE.has(row.kind)) throw new DomainError("precondition", "timeline.not_editable");
    if (row.version !== version) throw new DomainError("conflict", "timeline.changed_meanwhile");
    const isOwn = row.authorId !== null && row.authorId === authorOf(ctx.actor).id;
    if (!isOwn && !may(ctx.actor, "cases:archive")) {
      throw new DomainError("forbidden", "timeline.not_yours");
    }
    await tx.sql`update case_events set deleted_at = ${ctx.now}, version = version + 1
      where id = ${eventId}`;
    await refreshTimeline(tx, [row.caseId]);
    await writeAudit(inner, {
      action: "timeline.delete",
      entity: "case_event",
      entityId: eventId,
      caseId: row.caseId,
      before: {
        ...{ kind: row.kind, text: row.text },
        ...(row.preActionPostedOn ? { preActionPostedOn: row.preActionPostedOn } : {}),
      },
    });
    return { caseId: row.caseId };
  });
}
