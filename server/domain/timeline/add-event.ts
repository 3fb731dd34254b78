import { sendAhead, type Tx } from "@/db/client";
import type { caseEvents } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { jsonText } from "@/server/kernel/well-formed";
import { writeAudit } from "../audit";
import { refreshTimeline } from "../cases";
import { authorOf, type Context } from "../context";

type Columns = typeof caseEvents.$inferInsert;
/** What an event begins with; what comes of it later is not among it. */
export type NewEvent = Pick<
  Columns,
  | "caseId"
  | "kind"
  | "partyId"
  | "text"
  | "dueAt"
  | "isAllDay"
  | "assigneeId"
  | "place"
  | "priority"
  | "workQuantity"
  | "workUnit"
  | "workUnitPriceMinor"
  | "workCurrency"
  | "workOn"
  | "fileId"
  | "replacesEventId"
  | "data"
>;

/**
 * Puts an event on a case's timeline: the row, the case's last-event columns and the audit.
 * Inside the caller's transaction; the caller has authorised the act.
 */
export async function addEvent(ctx: Context, event: NewEvent): Promise<{ eventId: number }> {
  const { tx } = ctx;
  if (!tx) throw new Error("an event is written inside the verb's transaction");
  const row = await insert(ctx, tx, event);
  if (!row) throw new DomainError("not_found", "cases.not_found");
  const { caseId, ...after } = event;
  // They go out with whatever follows; where one fails, all of it goes back.
  await sendAhead(
    refreshTimeline(tx, [caseId]),
    writeAudit(ctx, {
      action: `timeline.add-${event.kind}`,
      entity: "case_event",
      entityId: row.id,
      caseId,
      after,
    }),
  );
  return { eventId: row.id };
}

/**
 * Only where the actor sees the case. Spelled out and not through Drizzle: it is prepared once a
 * connection, and what machines and people write most is planned once.
 */
async function insert(
  { actor, now }: Context,
  { sql }: Tx,
  event: NewEvent,
): Promise<{ id: number } | undefined> {
  const [row] = await sql<{ id: number }[]>`
    insert into case_events (
      case_id, party_id, kind, at, author_id, text, due_at, is_all_day, assignee_id, place, priority,
      work_quantity, work_unit, work_unit_price_minor, work_currency, work_on, file_id,
      replaces_event_id, data, created_at)
    select c.id, ${event.partyId ?? null}, ${event.kind}, ${now}, ${authorOf(actor).id},
           ${event.text ?? ""}, ${event.dueAt ?? null}, ${event.isAllDay ?? true},
           ${event.assigneeId ?? null}, ${event.place ?? null}, ${event.priority ?? "normal"},
           ${event.workQuantity ?? null}, ${event.workUnit ?? null},
           ${event.workUnitPriceMinor ?? null}, ${event.workCurrency ?? null},
           ${event.workOn ?? null}, ${event.fileId ?? null}, ${event.replacesEventId ?? null},
           ${event.data ? jsonText(event.data) : null}::text::jsonb, ${now}
      from cases c where c.id = ${event.caseId} and c.voided_at is null
    returning id`;
  return row;
}
