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

export interface OpenTask {
  id: number;
  caseId: number;
  assigneeId: number | null;
  dueAt: Date;
  snoozedUntil: Date | null;
  /** The wall that its case stands behind. */
  accessGroupId: number | null;
}

/** Open tasks among these events whose cases the actor may see, locked in the order of their ids. */
export async function lockOpenTasks(tx: Tx, eventIds: readonly number[]): Promise<OpenTask[]> {
  const rows = await tx.sql<OpenTask[]>`
    select e.id, e.case_id as "caseId", e.assignee_id as "assigneeId", e.due_at as "dueAt",
           e.snoozed_until as "snoozedUntil", c.access_group_id as "accessGroupId"
      from case_events e join cases c on c.id = e.case_id and c.voided_at is null
     where e.id = any(${eventIds as number[]}) and e.kind = 'task' and e.resolved_at is null
       and e.deleted_at is null order by e.id for update of e`;
  return [...rows];
}
