import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { caseEvents } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { requireCase } from "../cases";

export type EventRow = typeof caseEvents.$inferSelect;

/** A living event whose case the actor may see, locked; else `timeline.not_found`. */
export async function loadEvent(tx: Tx, eventId: number): Promise<EventRow> {
  const [row] = await tx
    .select()
    .from(caseEvents)
    .where(and(eq(caseEvents.id, eventId), isNull(caseEvents.deletedAt)))
    .for("update");
  if (!row) throw new DomainError("not_found", "timeline.not_found");
  await requireCase(tx, row.caseId).catch(() => {
    throw new DomainError("not_found", "timeline.not_found");
  });
  return row;
}

/** Refuses somebody who does not work here, or no longer does. */
export async function requireColleague(tx: Tx, operatorId: number): Promise<void> {
  const [row] = await tx.sql`select 1 from operators where id = ${operatorId} and is_active`;
  if (!row) throw new DomainError("not_found", "timeline.assignee_not_found");
}
