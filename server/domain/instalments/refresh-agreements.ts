import type { Tx } from "@/db/client";
import { writeSystemEvents } from "../cases";
import { type Context, inTransaction } from "../context";
import { writeFacts } from "../events";
import { type BookedPromise, type BookedSchedule, type CaseBook, drawOn, readBooks } from "./book";
import type { Drawn } from "./drawing";
import { lockAgreements } from "./lock-agreements";
import { promiseState } from "./standing";

/**
 * Brings what lists and the watch know of schedules and promises in line with the payments that
 * stand, heals breaches whose instalment is paid after all, and settles promises. A function of what
 * is booked: run again it changes nothing.
 */
export async function refreshAgreements(
  ctx: Context,
  { caseIds }: { caseIds: readonly number[] },
): Promise<void> {
  if (caseIds.length === 0) return;
  await inTransaction(ctx, async (inner, tx) => {
    // Most payments are on cases with which nothing was agreed.
    if ((await lockAgreements(tx, caseIds)) === 0) return;
    const books = await readBooks(tx, { caseIds, today: ctx.today });
    const schedules: Kept[] = [];
    const promises: Settled[] = [];
    for (const book of books.values()) {
      const { onSchedules, onPromises } = drawOn(book);
      schedules.push(...keptSchedules(book, onSchedules));
      promises.push(...settledPromises(inner, book, onPromises));
    }
    await writeSchedules(tx, schedules);
    await heal(inner, tx, caseIds);
    await writePromises(inner, tx, promises);
  });
}

interface Kept {
  id: number;
  paidCount: number;
  paidMinor: number;
  nextDueOn: string | null;
  nextOpenMinor: number;
}

const sumOf = (drawn: readonly Drawn[]): number =>
  drawn.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

function keptSchedules({ schedules }: CaseBook, drawn: readonly Drawn[]): Kept[] {
  return schedules.map((schedule) => keptOf(schedule, drawn));
}

/** Instalments are paid the oldest first, so those that are paid whole come first. */
function keptOf({ id, instalments }: BookedSchedule, drawn: readonly Drawn[]): Kept {
  const own = drawn.filter(({ takerKey }) => takerKey === id);
  const openOf = ({ position, amountMinor }: { position: number; amountMinor: number }) =>
    amountMinor - sumOf(own.filter(({ awaitedKey }) => awaitedKey === position));
  const next = instalments.find((instalment) => openOf(instalment) > 0);
  return {
    id,
    paidCount: next ? next.position - 1 : instalments.length,
    paidMinor: sumOf(own),
    nextDueOn: next?.dueOn ?? null,
    nextOpenMinor: next ? openOf(next) : 0,
  };
}

async function writeSchedules({ sql }: Tx, rows: readonly Kept[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update instalment_schedules s
       set paid_count = n.paid_count, paid_minor = n.paid_minor, next_due_on = n.next_due_on::date,
           next_open_minor = n.next_open
      from unnest(${rows.map((row) => row.id)}::bigint[],
                  ${rows.map((row) => row.paidCount)}::integer[],
                  ${rows.map((row) => row.paidMinor)}::bigint[],
                  ${rows.map((row) => row.nextDueOn)}::text[],
                  ${rows.map((row) => row.nextOpenMinor)}::bigint[])
           as n (id, paid_count, paid_minor, next_due_on, next_open)
     where s.id = n.id
       and (s.paid_count, s.paid_minor, s.next_due_on, s.next_open_minor)
           is distinct from (n.paid_count, n.paid_minor, n.next_due_on::date, n.next_open)`;
}

/** The payment of a missed instalment was found: the schedule says so. */
async function heal(ctx: Context, tx: Tx, caseIds: readonly number[]): Promise<void> {
  const healed = await tx.sql<
    { breachId: number; scheduleId: number; caseId: number; position: number; dueOn: string }[]
  >`
    update schedule_breaches b set healed_at = ${ctx.now}
      from instalments i join instalment_schedules s on s.id = i.schedule_id
     where b.healed_at is null and i.id = b.instalment_id and i.position <= s.paid_count
       and s.case_id = any(${caseIds as number[]})
    returning b.id as "breachId", s.id as "scheduleId", s.case_id as "caseId", i.position,
              i.due_on as "dueOn"`;
  await writeSystemEvents(
    ctx,
    healed.map(({ caseId, position, dueOn }) => {
      return { caseId, code: "schedule.healed", params: { position, dueOn } };
    }),
  );
  await writeFacts(
    ctx,
    healed.map(({ breachId, scheduleId, caseId }) => ({
      name: "schedule.healed" as const,
      payload: { breachId, scheduleId, caseId },
      key: `schedule.healed:${breachId}`,
    })),
  );
}

interface Settled {
  promise: BookedPromise;
  paidMinor: number;
  state: BookedPromise["state"];
}

function settledPromises(
  { today }: Context,
  { promises }: CaseBook,
  drawn: readonly Drawn[],
): Settled[] {
  return promises
    .filter(({ state }) => state !== "cancelled")
    .map((promise) => {
      const paidMinor = sumOf(drawn.filter(({ takerKey }) => takerKey === promise.id));
      return { promise, paidMinor, state: promiseState({ ...promise, paidMinor }, today) };
    })
    .filter(({ promise, paidMinor, state }) => {
      return state !== promise.state || paidMinor !== promise.paidMinor;
    });
}

async function writePromises(ctx: Context, tx: Tx, rows: readonly Settled[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.sql`
    update payment_promises p
       set state = n.state, paid_minor = n.paid_minor,
           turn = p.turn + (case when p.state = n.state then 0 else 1 end)
      from unnest(${rows.map(({ promise }) => promise.id)}::bigint[],
                  ${rows.map(({ state }) => state)}::text[],
                  ${rows.map(({ paidMinor }) => paidMinor)}::bigint[]) as n (id, state, paid_minor)
     where p.id = n.id`;
  const turned = rows.filter(({ promise, state }) => promise.state !== state);
  await writeSystemEvents(
    ctx,
    turned.map(({ promise: { caseId, amountMinor, currency, dueOn }, state }) => {
      // A kept promise whose payment bounced before its day is open again.
      const code = state === "open" ? "promise.reopened" : `promise.${state}`;
      return { caseId, code, params: { amountMinor, currency, dueOn } };
    }),
  );
  await writeFacts(
    ctx,
    turned.flatMap(({ promise: { id, caseId, turn }, state }) => {
      if (state !== "kept" && state !== "broken") return [];
      const payload = { promiseId: id, caseId };
      return [{ name: `promise.${state}` as const, payload, key: `promise:${id}:${turn + 1}` }];
    }),
  );
}
