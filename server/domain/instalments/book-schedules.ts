import type { Tx } from "@/db/client";
import type { Rhythm } from "@/db/values/instalments";
import { GRACE_DAYS_DEFAULT } from "@/db/values/instalments";
import type { Currency } from "@/server/kernel/money";
import { authorize, authorKindOf, authorOf, type Context } from "../context";
import { lockAgreements } from "./lock-agreements";
import type { PlannedInstalment } from "./plan";
import { refreshAgreements } from "./refresh-agreements";

export interface ScheduleToBook {
  caseId: number;
  claimId: number | null;
  variableSymbol: string | null;
  currency: Currency;
  rhythm: Rhythm | null;
  /** By day; at least one. */
  rows: readonly PlannedInstalment[];
  /** Known already: nothing is written for it. */
  sourceKey: string;
}

/** Cases that are refreshed by one statement. */
const CHUNK = 500;

/**
 * Writes many schedules of an import at once, each with a line on its case and in the audit. Answers
 * how many are new. Call it inside the import's transaction.
 */
export async function bookSchedules(
  ctx: Context,
  tx: Tx,
  { importId, schedules }: { importId: number; schedules: readonly ScheduleToBook[] },
): Promise<number> {
  authorize(ctx, "imports:run");
  // For all cases at once, before the pieces below: piece by piece is another order.
  await lockAgreements(tx, [...new Set(schedules.map(({ caseId }) => caseId))]);
  const booked = await insertSchedules(ctx, tx, { importId, schedules });
  const idOf = new Map(booked.map(({ id, sourceKey }) => [sourceKey, id]));
  await insertRows(tx, { schedules, idOf });
  await tell(ctx, tx, importId);
  const caseIds = [...new Set(booked.map(({ caseId }) => caseId))].sort((a, b) => a - b);
  for (let at = 0; at < caseIds.length; at += CHUNK) {
    await refreshAgreements({ ...ctx, tx }, { caseIds: caseIds.slice(at, at + CHUNK) });
  }
  return booked.length;
}

const sumOf = (rows: readonly PlannedInstalment[]): number =>
  rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

async function insertSchedules(
  ctx: Context,
  { sql }: Tx,
  { importId, schedules }: { importId: number; schedules: readonly ScheduleToBook[] },
) {
  const of = <T>(pick: (schedule: ScheduleToBook) => T): T[] => schedules.map(pick);
  return sql<{ id: number; caseId: number; sourceKey: string }[]>`
    insert into instalment_schedules (case_id, claim_id, currency, total_minor, rhythm, variable_symbol,
           starts_on, grace_days, import_id, source_key, created_by, created_at, instalment_count,
           next_due_on, next_open_minor)
    select n.case_id, n.claim_id, n.currency, n.total, n.rhythm, n.symbol,
           least(n.first_on::date, ${ctx.today}::date),
           coalesce((select t.grace_days from schedule_settings t
                      where t.group_id is null or t.group_id = k.group_id
                      order by t.group_id nulls last limit 1), ${GRACE_DAYS_DEFAULT}),
           ${importId}, n.key, ${authorOf(ctx.actor).id}, ${ctx.now}, n.count, n.first_on::date, n.first
      from unnest(${of(({ caseId }) => caseId)}::bigint[], ${of(({ claimId }) => claimId)}::bigint[],
                  ${of(({ currency }) => currency)}::text[], ${of(({ rows }) => sumOf(rows))}::bigint[],
                  ${of(({ rhythm }) => rhythm)}::text[],
                  ${of(({ variableSymbol }) => variableSymbol)}::text[],
                  ${of(({ rows }) => rows[0]?.dueOn ?? ctx.today)}::text[],
                  ${of(({ rows }) => rows[0]?.amountMinor ?? 0)}::bigint[],
                  ${of(({ rows }) => rows.length)}::integer[],
                  ${of(({ sourceKey }) => sourceKey)}::text[])
           as n (case_id, claim_id, currency, total, rhythm, symbol, first_on, first, count, key)
      join cases k on k.id = n.case_id and k.voided_at is null
    on conflict do nothing
    returning id, case_id as "caseId", source_key as "sourceKey"`;
}

async function insertRows(
  { sql }: Tx,
  { schedules, idOf }: { schedules: readonly ScheduleToBook[]; idOf: ReadonlyMap<string, number> },
): Promise<void> {
  const rows = schedules.flatMap(({ rows: own, sourceKey }) => {
    const scheduleId = idOf.get(sourceKey);
    if (scheduleId === undefined) return [];
    return own.map((row, index) => ({ ...row, scheduleId, position: index + 1 }));
  });
  await sql`
    insert into instalments (schedule_id, position, due_on, amount_minor)
    select n.schedule_id, n.position, n.due_on::date, n.amount
      from unnest(${rows.map(({ scheduleId }) => scheduleId)}::bigint[],
                  ${rows.map(({ position }) => position)}::integer[],
                  ${rows.map(({ dueOn }) => dueOn)}::text[],
                  ${rows.map(({ amountMinor }) => amountMinor)}::bigint[])
           as n (schedule_id, position, due_on, amount)`;
}

async function tell(ctx: Context, { sql }: Tx, importId: number): Promise<void> {
  const author = authorOf(ctx.actor);
  await sql`
    insert into case_events (case_id, kind, at, author_id, data, import_id, created_at)
    select s.case_id, 'system', ${ctx.now}, ${author.id},
           jsonb_build_object('code', 'schedule.created', 'params', jsonb_build_object(
             'amountMinor', s.total_minor, 'currency', s.currency, 'count', s.instalment_count,
             'firstOn', (select min(due_on) from instalments i where i.schedule_id = s.id),
             'lastOn', (select max(due_on) from instalments i where i.schedule_id = s.id))),
           ${importId}, ${ctx.now}
      from instalment_schedules s where s.import_id = ${importId} and s.voided_at is null order by s.id`;
  await sql`
    insert into audit_entries (at, actor_kind, actor_id, actor_name, action, entity, entity_id, case_id, after)
    select ${ctx.now}, ${authorKindOf(ctx.actor)}, ${author.id}, ${author.name}, 'instalments.create-schedule',
           'instalment_schedule', id, case_id, jsonb_build_object('totalMinor', total_minor,
             'currency', currency, 'importId', ${importId}::bigint)
      from instalment_schedules where import_id = ${importId} and voided_at is null order by id`;
}
