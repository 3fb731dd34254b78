import { caseEvents } from "@/db/schema";
import { writeAudit } from "../audit";
import { refreshTimeline, requireCase } from "../cases";
import { authorOf, type Context } from "../context";

export type NewEvent = Omit<
  typeof caseEvents.$inferInsert,
  "id" | "tenantId" | "at" | "authorId" | "createdAt"
>;

/**
 * Puts an event on a case's timeline: the row, the case's last-event columns and the audit.
 * Inside the caller's transaction; the caller has authorised the act.
 */
export async function addEvent(ctx: Context, event: NewEvent): Promise<{ eventId: number }> {
  const { tx } = ctx;
  if (!tx) throw new Error("an event is written inside the verb's transaction");
  await requireCase(tx, event.caseId);
  const [row] = await tx
    .insert(caseEvents)
    .values({ ...event, at: ctx.now, authorId: authorOf(ctx.actor).id, createdAt: ctx.now })
    .returning({ id: caseEvents.id });
  if (!row) throw new Error("no row");
  await refreshTimeline(tx, [event.caseId]);
  const { caseId, ...after } = event;
  await writeAudit(ctx, {
    action: `timeline.add-${event.kind}`,
    entity: "case_event",
    entityId: row.id,
    caseId,
    after,
  });
  return { eventId: row.id };
}
