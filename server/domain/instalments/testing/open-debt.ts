import { createClaim, recordPayment } from "../../claims";
import {
  type Context,
  inTransaction,
  makeToday,
  type OperatorContext,
  reading,
} from "../../context";
import type { Desk } from "../../testing";
import { createSchedule } from "../create-schedule";

let serial = 0;

/** A case in instalments, with an owner and one claim of 12 000,00 Kč. */
export async function openDebt(desk: Desk) {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("supervisor", { name: "Jana Malá" });
  const caseId = await makeDebtCase(ctx);
  const debt = { currency: "CZK" as const, dueOn: "2026-01-31", principalMinor: 1_200_000 };
  const { claimId } = await createClaim(ctx, { caseId, ...debt, variableSymbol: "77" });
  return { tenant, ctx, caseId, claimId };
}

export async function makeDebtCase(
  ctx: OperatorContext,
  { state = "instalments" }: { state?: string } = {},
): Promise<number> {
  const number = ++serial + 1_000;
  return inTransaction(ctx, async (_, { sql }) => {
    const [row] = await sql<{ id: number }[]>`
      insert into cases (ref_no, ref_year, ref_number, category, state, opened_on, owner_id,
                         debtor_name)
      values (${`${number}/2026`}, 2026, ${number}, 'collection', ${state}, '2026-01-01',
              ${ctx.actor.operatorId}, 'Karel Dlužný') returning id`;
    if (!row) throw new Error("no case");
    return row.id;
  });
}

export const key = () => `instalments-test-${++serial}`;

/** Three instalments of 1 000,00 Kč, on the first of September, October and November. */
export const threeMonths = (caseId: number, more: object = {}) => ({
  ...{ caseId, currency: "CZK" as const, totalMinor: 300_000, startsOn: "2026-08-01" },
  rows: ["2026-09-01", "2026-10-01", "2026-11-01"].map((dueOn) => {
    return { dueOn, amountMinor: 100_000 };
  }),
  idempotencyKey: key(),
  ...more,
});

export const makeThree = async (ctx: Context, caseId: number, more: object = {}) =>
  (await createSchedule(ctx, threeMonths(caseId, more))).scheduleId;

export const pay = async (
  ctx: Context,
  caseId: number,
  { amountMinor, valueOn, ...more }: { amountMinor: number; valueOn: string; claimId?: number },
) =>
  (
    await recordPayment(ctx, {
      ...{ caseId, amountMinor, valueOn, currency: "CZK", idempotencyKey: key() },
      ...more,
    })
  ).paymentId;

/** The same actor on another day, at ten in the morning. */
export const onDay = <C extends Context>(ctx: C, day: string): C => {
  const now = new Date(`${day}T09:00:00Z`);
  return { ...ctx, now, today: makeToday(now) };
};

export const facts = (ctx: Context, like: string) =>
  reading(
    ctx,
    ({ sql }) => sql<{ name: string; payload: Record<string, number> }[]>`
    select name, payload from outbox_facts where name like ${like} order by id`,
  ).then((rows) => [...rows]);

export const systemCodes = (ctx: Context, caseId: number) =>
  reading(
    ctx,
    ({ sql }) => sql<{ code: string }[]>`
    select data ->> 'code' as code from case_events
     where case_id = ${caseId} and kind = 'system' order by id`,
  ).then((rows) =>
    rows.map(({ code }) => code).filter((code) => /^(schedule|promise|case)\./.test(code)),
  );

/** What lists know, and what the payments say. */
export const cacheOf = (ctx: Context, scheduleId: number) =>
  reading(ctx, async ({ sql }) => {
    const [row] = await sql`
      select paid_count as "paidCount", paid_minor as "paidMinor", next_due_on as "nextDueOn",
             next_open_minor as "nextOpenMinor" from instalment_schedules where id = ${scheduleId}`;
    return row;
  });
