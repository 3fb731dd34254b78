import type { Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import type { Currency } from "@/server/kernel/money";
import { writeAudit } from "../audit";
import { moveCases, refreshTimeline, writeSystemEvents } from "../cases";
import { type Context, inTransaction } from "../context";
import { writeFacts } from "../events";
import { BREACH_RESOLUTIONS, breachTask } from "./breach-task";
import { refreshAgreements } from "./refresh-agreements";

/** Cases that one transaction looks after. */
const BATCH_CASES = 200;

/** An instalment found unpaid beyond its days of grace. */
export interface Breach {
  breachId: number;
  scheduleId: number;
  caseId: number;
  position: number;
  count: number;
  dueOn: Day;
  openMinor: number;
  currency: Currency;
  transition: string | null;
  ownerId: number | null;
  language: Locale;
}

/**
 * Finds schedules with an instalment unpaid beyond its days of grace, and promises whose day is over.
 * Of each such instalment, once: fact, line on the case, task for the owner, and the case's move where
 * one is set up; a move that the engine refuses is written down. At most 200 cases a call; answers how
 * many it looked after. A job's work, not a verb.
 */
export async function watchAgreements(ctx: Context): Promise<{ count: number }> {
  return inTransaction(ctx, async (inner, tx) => {
    const caseIds = await suspects(tx, ctx.today);
    if (caseIds.length === 0) return { count: 0 };
    // What the lists know may be older than the last payment; only after this is it certain.
    await refreshAgreements(inner, { caseIds });
    const breaches = await writeBreaches(inner, tx, caseIds);
    if (breaches.length > 0) {
      await tell(inner, breaches);
      await giveTasks(inner, tx, breaches);
      await move(inner, breaches);
    }
    return { count: caseIds.length };
  });
}

/** Missed and not told yet; the rest of the instalments is paid the oldest first. */
const MISSED = ({ sql }: Tx, today: Day) => sql`
  s.voided_at is null and s.end_kind is null and i.position > s.paid_count and i.due_on + s.grace_days < ${today}::date
  and k.voided_at is null and k.closed_at is null and k.archived_at is null
  and not exists (select from schedule_breaches b
                   where b.instalment_id = i.id and b.healed_at is null)`;

async function suspects(tx: Tx, today: Day): Promise<number[]> {
  const { sql } = tx;
  const rows = await sql<{ id: number }[]>`
    select id from (
      (select s.case_id as id from instalment_schedules s
         join cases k on k.id = s.case_id join instalments i on i.schedule_id = s.id
        where s.next_due_on < ${today}::date and ${MISSED(tx, today)} limit ${BATCH_CASES})
      union
      (select p.case_id from payment_promises p
        where p.state = 'open' and p.due_on + p.grace_days < ${today}::date limit ${BATCH_CASES})
    ) n order by id limit ${BATCH_CASES}`;
  return rows.map(({ id }) => id);
}

async function writeBreaches(ctx: Context, tx: Tx, caseIds: number[]): Promise<Breach[]> {
  const { sql } = tx;
  const rows = await sql<Breach[]>`
    with missed as (
      select s.id as schedule_id, i.id as instalment_id, s.case_id, i.position, i.due_on, s.currency,
             s.instalment_count, s.broken_transition, k.group_id, k.owner_id,
             case when i.position = s.paid_count + 1 then s.next_open_minor else i.amount_minor end
               as open_minor
        from instalment_schedules s
        join cases k on k.id = s.case_id join instalments i on i.schedule_id = s.id
       where s.case_id = any(${caseIds}) and ${MISSED(tx, ctx.today)}),
    written as (
      insert into schedule_breaches (schedule_id, instalment_id, open_minor, found_at)
      select schedule_id, instalment_id, open_minor, ${ctx.now} from missed
       order by instalment_id
      on conflict (tenant_id, instalment_id) where healed_at is null do nothing
      returning id, instalment_id)
    select w.id as "breachId", m.schedule_id as "scheduleId", m.case_id as "caseId", m.position,
           m.instalment_count as count, m.due_on as "dueOn", m.open_minor as "openMinor", m.currency,
           coalesce(m.broken_transition, (
             select t.broken_transition from schedule_settings t
              where t.group_id is null or t.group_id = m.group_id
              order by t.group_id nulls last limit 1)) as transition,
           o.id as "ownerId", coalesce(o.language, 'cs') as language
      from written w join missed m on m.instalment_id = w.instalment_id
      left join operators o on o.id = m.owner_id and o.is_active
     order by w.id`;
  return [...rows];
}

async function tell(ctx: Context, breaches: readonly Breach[]): Promise<void> {
  await writeSystemEvents(
    ctx,
    breaches.map(({ caseId, position, count, dueOn, openMinor: amountMinor, currency }) => {
      const params = { position, count, dueOn, amountMinor, currency };
      return { caseId, code: "schedule.broken", params };
    }),
  );
  await writeAudit(
    ctx,
    breaches.map(({ scheduleId, caseId, position, dueOn, openMinor }) => ({
      ...{ action: "instalments.schedule-broken", entity: "instalment_schedule", caseId },
      entityId: scheduleId,
      after: { position, dueOn, openMinor },
    })),
  );
  await writeFacts(
    ctx,
    breaches.map(({ breachId, scheduleId, caseId }) => ({
      name: "schedule.broken" as const,
      payload: { breachId, scheduleId, caseId },
      key: `schedule.broken:${breachId}`,
    })),
  );
}

/** One task a case, for its owner; nobody's where it has none. */
async function giveTasks(ctx: Context, tx: Tx, breaches: readonly Breach[]): Promise<void> {
  const { sql } = tx;
  const oldest = firstOfEach(breaches, ({ caseId }) => caseId);
  const made = await sql<{ eventId: number; caseId: number; assigneeId: number | null }[]>`
    insert into case_events (case_id, kind, at, text, due_at, is_all_day, assignee_id, created_at)
    select n.case_id, 'task', ${ctx.now}, n.text,
           (${ctx.today}::date + 1)::timestamp at time zone 'Europe/Prague', true, n.owner_id,
           ${ctx.now}
      from unnest(${oldest.map(({ caseId }) => caseId)}::bigint[],
                  ${oldest.map(breachTask)}::text[],
                  ${oldest.map(({ ownerId }) => ownerId)}::bigint[]) as n (case_id, text, owner_id)
    returning id as "eventId", case_id as "caseId", assignee_id as "assigneeId"`;
  await writeFacts(
    ctx,
    made.flatMap(({ eventId, caseId, assigneeId }) =>
      assigneeId === null
        ? []
        : [{ name: "task.assigned" as const, payload: { eventId, caseId, assigneeId } }],
    ),
  );
  await refreshTimeline(
    tx,
    oldest.map(({ caseId }) => caseId),
  );
}

/** Moves the cases as their schedules or groups have it; the engine judges, and its refusal is told. */
async function move(ctx: Context, breaches: readonly Breach[]): Promise<void> {
  const ordered = firstOfEach(breaches, ({ caseId }) => caseId);
  const transitions = new Set(ordered.flatMap(({ transition }) => transition ?? []));
  for (const transition of [...transitions].sort()) {
    const caseIds = ordered
      .filter((breach) => breach.transition === transition)
      .map(({ caseId }) => caseId);
    const resolution = BREACH_RESOLUTIONS[ctx.actor.language];
    const outcomes = await moveCases(ctx, { caseIds, transition, resolution });
    await writeSystemEvents(
      ctx,
      outcomes.flatMap((outcome) =>
        outcome.ok
          ? []
          : [
              {
                caseId: outcome.caseId,
                code: "schedule.move_refused",
                params: { transition, reasons: outcome.reasons },
              },
            ],
      ),
    );
  }
}

function firstOfEach<T>(rows: readonly T[], keyOf: (row: T) => number): T[] {
  const seen = new Map<number, T>();
  for (const row of rows) if (!seen.has(keyOf(row))) seen.set(keyOf(row), row);
  return [...seen.values()];
}
