import type { Tx } from "@/db/client";
import type { PromiseChannel, PromiseState, Rhythm, ScheduleEnd } from "@/db/values/instalments";
import { addDays, type Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import { makeToday } from "../context";
import { type Drawn, drawPayments, type Incoming, type Taker } from "./drawing";

export interface BookedInstalment {
  id: number;
  position: number;
  dueOn: Day;
  amountMinor: number;
}

export interface BookedSchedule {
  id: number;
  caseId: number;
  claimId: number | null;
  currency: Currency;
  totalMinor: number;
  rhythm: Rhythm | null;
  variableSymbol: string | null;
  note: string;
  startsOn: Day;
  graceDays: number;
  brokenTransition: string | null;
  replacesId: number | null;
  endKind: ScheduleEnd | null;
  endedOn: Day | null;
  endReason: string | null;
  createdAt: Date;
  byName: string | null;
  instalments: BookedInstalment[];
}

export interface BookedPromise {
  id: number;
  caseId: number;
  claimId: number | null;
  amountMinor: number;
  currency: Currency;
  madeOn: Day;
  dueOn: Day;
  graceDays: number;
  channel: PromiseChannel;
  note: string;
  state: PromiseState;
  paidMinor: number;
  turn: number;
  createdMs: number;
  cancelReason: string | null;
  byName: string | null;
}

/** What is agreed on one case, and the money that stands on it. */
export interface CaseBook {
  schedules: BookedSchedule[];
  promises: BookedPromise[];
  payments: Incoming[];
}

/** Agreements and standing payments of these cases, in three reads however many they are. */
export async function readBooks(
  tx: Tx,
  { caseIds, today }: { caseIds: readonly number[]; today: Day },
): Promise<Map<number, CaseBook>> {
  const ids = caseIds as number[];
  const [schedules, promises, payments] = await Promise.all([
    schedulesOf(tx, ids),
    promisesOf(tx, ids),
    paymentsOf(tx, { ids, today }),
  ]);
  const books = new Map<number, CaseBook>(
    ids.map((caseId) => [caseId, { schedules: [], promises: [], payments: [] }]),
  );
  for (const row of schedules) books.get(row.caseId)?.schedules.push(row);
  for (const row of promises) books.get(row.caseId)?.promises.push(row);
  for (const { caseId, ...row } of payments) books.get(caseId)?.payments.push(row);
  return books;
}

export interface CaseDrawn {
  onSchedules: Drawn[];
  onPromises: Drawn[];
}

/** What the payments of a case pay. A promise and an instalment may be kept by the same money. */
export function drawOn({ schedules, promises, payments }: CaseBook): CaseDrawn {
  return {
    onSchedules: drawPayments(scheduleTakers(schedules), payments),
    onPromises: drawPayments(
      promises.filter(({ state }) => state !== "cancelled").map(promiseTaker),
      payments,
    ),
  };
}

/**
 * Where a schedule replaces another on the day it was written down, that day is parted at the instant:
 * the new one was made for what was owed then, so money booked before is the old one's for good and
 * pays nothing a second time. Where it begins on another day, that was agreed, and whole days count.
 */
const partedMs = ({ replacesId, startsOn, createdAt }: BookedSchedule): number | null =>
  replacesId !== null && startsOn === makeToday(createdAt) ? createdAt.getTime() : null;

function scheduleTakers(schedules: readonly BookedSchedule[]): Taker[] {
  const untilOf = new Map(schedules.map((each) => [each.replacesId, partedMs(each)]));
  return schedules.map((schedule) => {
    const [sinceMs, untilMs] = [partedMs(schedule), untilOf.get(schedule.id) ?? null];
    return {
      ...scheduleTaker(schedule),
      ...(sinceMs === null ? {} : { sinceMs }),
      ...(untilMs === null ? {} : { untilMs }),
    };
  });
}

function scheduleTaker(schedule: BookedSchedule): Taker {
  const { id: key, claimId, variableSymbol, currency, instalments } = schedule;
  return {
    ...{ key, claimId, variableSymbol, currency },
    fromOn: schedule.startsOn,
    beforeOn: schedule.endedOn,
    // By position: days may be equal.
    awaited: instalments.map(({ position, dueOn, amountMinor }) => {
      return { key: position, dueOn, amountMinor };
    }),
  };
}

function promiseTaker(promise: BookedPromise): Taker {
  const { id: key, claimId, currency, dueOn, amountMinor } = promise;
  return {
    ...{ key, claimId, variableSymbol: null, currency, fromOn: promise.madeOn },
    // What had come that day already is not what was promised.
    sinceMs: promise.createdMs,
    beforeOn: addDays(dueOn, promise.graceDays + 1),
    awaited: [{ key, dueOn, amountMinor }],
  };
}

const schedulesOf = ({ sql }: Tx, ids: number[]) => sql<BookedSchedule[]>`
  select s.id, s.case_id as "caseId", s.claim_id as "claimId", s.currency,
         s.total_minor as "totalMinor", s.rhythm, s.variable_symbol as "variableSymbol", s.note,
         s.starts_on as "startsOn", s.grace_days as "graceDays",
         s.broken_transition as "brokenTransition", s.replaces_id as "replacesId",
         s.end_kind as "endKind", s.ended_on as "endedOn", s.end_reason as "endReason",
         s.created_at as "createdAt",
         (select o.name from operators o where o.id = s.created_by) as "byName",
         (select jsonb_agg(jsonb_build_object('id', i.id, 'position', i.position, 'dueOn', i.due_on,
                   'amountMinor', i.amount_minor) order by i.position)
            from instalments i where i.schedule_id = s.id) as instalments
    from instalment_schedules s
   where s.case_id = any(${ids}) and s.voided_at is null order by s.id`;

const promisesOf = ({ sql }: Tx, ids: number[]) => sql<BookedPromise[]>`
  select p.id, p.case_id as "caseId", p.claim_id as "claimId", p.amount_minor as "amountMinor",
         p.currency, p.made_on as "madeOn", p.due_on as "dueOn", p.grace_days as "graceDays",
         p.channel, p.note, p.state, p.paid_minor as "paidMinor", p.turn,
         (extract(epoch from p.created_at) * 1000)::bigint as "createdMs", p.cancel_reason as "cancelReason",
         (select o.name from operators o where o.id = p.created_by) as "byName"
    from payment_promises p where p.case_id = any(${ids}) order by p.id`;

/**
 * Payments that stand today: a correction takes one away as if it had never been, a bounce from its
 * day on. A symbol names the claim that bears it, where only one on the case does.
 */
const paymentsOf = ({ sql }: Tx, { ids, today }: { ids: number[]; today: Day }) => sql<
  (Incoming & { caseId: number })[]
>`
  select p.case_id as "caseId", p.id as "paymentId", p.variable_symbol as "variableSymbol",
         p.currency, p.value_on as "valueOn", p.amount_minor as "amountMinor",
         (extract(epoch from p.booked_at) * 1000)::bigint as "bookedMs",
         coalesce(p.claim_id, (
           select min(c.id) from claims c
            where c.case_id = p.case_id and c.voided_at is null and p.variable_symbol is not null
              and ltrim(c.variable_symbol, '0') = ltrim(p.variable_symbol, '0')
           having count(*) = 1)) as "claimId"
    from payments p
    left join payments r on r.reverses_id = p.id
   where p.case_id = any(${ids}) and p.reverses_id is null
     and (r.id is null or (r.reversal_kind = 'bounce' and r.value_on > ${today}::date))`;
