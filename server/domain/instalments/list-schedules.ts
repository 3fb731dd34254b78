import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { ScheduleEnd, ScheduleState } from "@/db/values/instalments";
import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import {
  COUNT_EXACT_MAX,
  type Count,
  countOf,
  decodeCursor,
  type Page,
  toPage,
} from "@/server/kernel/page";
import { type Fragment, narrowByCases } from "../claims";
import { authorize, type Context } from "../context";
import { searching } from "../parties";
import {
  type countSchedulesInput,
  type ListSchedulesInput,
  listSchedulesInput,
  type ScheduleFilter,
  scheduleFilter,
} from "./inputs";
import { scheduleState } from "./standing";

export interface ScheduleListItem {
  id: number;
  caseId: number;
  refNo: string;
  debtorName: string;
  groupCode: string | null;
  ownerName: string | null;
  currency: Currency;
  totalMinor: number;
  paidMinor: number;
  instalmentCount: number;
  paidCount: number;
  /** Due day of the oldest instalment that is not paid whole, and what is missing of it. */
  nextDueOn: Day | null;
  nextOpenMinor: number;
  graceDays: number;
  endKind: ScheduleEnd | null;
  state: ScheduleState;
}

/** Behind every day: schedules with nothing left to wait for come last. */
const NEVER = "9999-12-31";

/** The filtered schedules with their cases, as everything after "from". */
async function scheduleRows(
  ctx: Context,
  tx: Tx,
  raw: z.input<typeof scheduleFilter>,
): Promise<{ from: Fragment }> {
  const { sql } = tx;
  const filter = scheduleFilter.parse(raw);
  const { caseIds, conditions } = await narrowByCases(ctx, tx, filter);
  const all = [...plainConditions(ctx, tx, filter), ...conditions];
  if (caseIds) all.push(sql`and s.case_id = any(${caseIds}::bigint[])`);
  return {
    from: sql`instalment_schedules s join cases k on k.id = s.case_id
      where s.voided_at is null and k.voided_at is null ${all.reduce((some, part) => sql`${some} ${part}`, sql``)}`,
  };
}

function plainConditions({ today }: Context, { sql }: Tx, filter: ScheduleFilter): Fragment[] {
  const parts: Fragment[] = [];
  const isLate = sql`s.next_due_on + s.grace_days < ${today}::date`;
  if (filter.state === "paid") parts.push(sql`and s.next_due_on is null`);
  // In the words of the partial index.
  if (filter.state === "overdue" || filter.state === "running") {
    parts.push(sql`and s.end_kind is null and s.next_due_on is not null`);
  }
  if (filter.state === "overdue") parts.push(sql`and ${isLate}`);
  if (filter.state === "running") parts.push(sql`and not ${isLate}`);
  if (filter.state === "ended") {
    parts.push(sql`and s.end_kind is not null and s.next_due_on is not null`);
  }
  if (filter.currency) parts.push(sql`and s.currency = ${filter.currency}`);
  if (filter.ownerId) parts.push(sql`and k.owner_id = ${filter.ownerId}`);
  if (filter.dueFrom) parts.push(sql`and s.next_due_on >= ${filter.dueFrom}::date`);
  if (filter.dueTo) parts.push(sql`and s.next_due_on <= ${filter.dueTo}::date`);
  return parts;
}

/**
 * One page of the schedules of cases that the actor may see: by the day of what is awaited next, so
 * the longest overdue first; those with nothing left to wait for last.
 */
export async function listSchedules(
  ctx: Context,
  raw: ListSchedulesInput,
): Promise<Page<ScheduleListItem>> {
  authorize(ctx, "claims:read");
  const { filter, cursor, limit } = listSchedulesInput.parse(raw);
  return searching(ctx, filter.text, async (tx) => {
    const { sql } = tx;
    const { from } = await scheduleRows(ctx, tx, filter);
    const [day = null, id = null] = cursor ? decodeCursor(cursor, 2) : [];
    // Written out in the words of the index.
    const on = sql`coalesce(s.next_due_on, '9999-12-31'::date)`;
    const further = cursor ? sql`and (${on}, s.id) > (${day}::date, ${id}::bigint)` : sql``;
    const rows = await sql<Omit<ScheduleListItem, "state">[]>`
      select s.id, s.case_id as "caseId", k.ref_no as "refNo", k.debtor_name as "debtorName",
             (select g.code from case_groups g where g.id = k.group_id) as "groupCode",
             (select o.name from operators o where o.id = k.owner_id) as "ownerName",
             s.currency, s.total_minor as "totalMinor", s.paid_minor as "paidMinor",
             s.instalment_count as "instalmentCount", s.paid_count as "paidCount",
             s.next_due_on as "nextDueOn", s.next_open_minor as "nextOpenMinor",
             s.grace_days as "graceDays", s.end_kind as "endKind"
        from ${from} ${further} order by ${on}, s.id limit ${limit + 1}`;
    const items = rows.map((row) => {
      return { ...row, state: scheduleState({ ...row, isEnded: row.endKind !== null }, ctx.today) };
    });
    return toPage(items, limit, (row) => [row.nextDueOn ?? NEVER, row.id]);
  });
}

/** How many schedules match: exact up to 10 000, then "more than". */
export async function countSchedules(
  ctx: Context,
  { filter = {} }: z.input<typeof countSchedulesInput>,
): Promise<Count> {
  authorize(ctx, "claims:read");
  return searching(ctx, filter.text, async (tx) => {
    const { from } = await scheduleRows(ctx, tx, filter);
    const rows = await tx.sql<{ count: number }[]>`
      select count(*) as count from (select 1 from ${from} limit ${COUNT_EXACT_MAX + 1}) n`;
    return countOf(rows);
  });
}
