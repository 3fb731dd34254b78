import { describe, expect, it } from "vitest";
import { createClaim } from "../claims";
import { type Context, inTransaction, type OperatorContext, reading } from "../context";
import { createSchedule } from "../instalments";
import { stopOf } from "../messages";
import { openDesk } from "../testing";
import { readPlan } from "./load";
import { dueClaimsSql, lettersSql } from "./plan-sql";
import { makeDebtor, makePlan } from "./testing/dunning-scene";

const desk = await openDesk();

interface Due {
  claimId: number;
  caseId: number;
  step: number;
  anchorOn: string;
  rank: number | null;
}

const due = (ctx: Context, planId: number, onDay: string) =>
  reading(ctx, async (tx) => {
    const plan = await readPlan(tx, planId);
    const rows = await tx.sql<Due[]>`
      select claim_id as "claimId", case_id as "caseId", step, anchor_on as "anchorOn", rank
        from (${dueClaimsSql(tx, { plan, onDay })}) d order by 1`;
    return rows.map((row) => ({ ...row, stop: row.rank === null ? null : stopOf(row.rank) }));
  });

const steps = [
  { dayOffset: -3 },
  { dayOffset: 5, feeMinor: 15_000 },
  { dayOffset: 19 },
  { dayOffset: 40, isLast: true },
];

const got = (ctx: OperatorContext, given: { claimId: number; dayOffset: number; sentOn: string }) =>
  inTransaction(ctx, async (_, { sql }) => {
    await sql`insert into dunning_positions (claim_id, anchor_on, day_offset, sent_on, series_ids)
      select id, due_on, ${given.dayOffset}, ${given.sentOn}, '{}' from claims where id = ${given.claimId}`;
  });

async function scene(more: Parameters<typeof makePlan>[1] = { steps }) {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("administrator");
  const planId = await makePlan(ctx, more);
  const debtor = await makeDebtor(ctx);
  const claim = async (dueOn: string, principalMinor = 100_000) => {
    const { claimId } = await createClaim(ctx, {
      ...{ caseId: debtor.caseId, currency: "CZK" as const, dueOn, principalMinor },
    });
    return claimId;
  };
  return { ctx, planId, ...debtor, claim, on: (onDay: string) => due(ctx, planId, onDay) };
}

describe("the plan of a day", () => {
  it("takes each step on its day, before the due day and after it", async () => {
    const { claim, on } = await scene();
    const claimId = await claim("2026-11-10");
    const stepsBy = async (day: string) => (await on(day)).map(({ step }) => step);
    expect(await stepsBy("2026-11-06")).toEqual([]);
    expect(await stepsBy("2026-11-07")).toEqual([1]);
    expect(await stepsBy("2026-11-10")).toEqual([1]);
    // The reminder before the due day is past; the next one is not due yet.
    expect(await stepsBy("2026-11-11")).toEqual([]);
    expect(await stepsBy("2026-11-15")).toEqual([2]);
    expect((await on("2026-11-15"))[0]).toMatchObject({ claimId, anchorOn: "2026-11-10" });
  });

  it("keeps the distance to a step that was sent late, and begins with the first", async () => {
    const { ctx, claim, on } = await scene();
    const claimId = await claim("2026-01-10");
    expect((await on("2026-11-20")).map(({ step }) => step)).toEqual([2]);
    await got(ctx, { claimId, dayOffset: 5, sentOn: "2026-11-20" });
    expect(await on("2026-12-03")).toEqual([]);
    expect((await on("2026-12-04")).map(({ step }) => step)).toEqual([3]);
  });

  it("passes by what was skipped where the plan says so", async () => {
    const { ctx, claim, on } = await scene({ steps, skipPolicy: "latest" });
    const claimId = await claim("2026-01-10");
    expect((await on("2026-11-20")).map(({ step }) => step)).toEqual([4]);
    await got(ctx, { claimId, dayOffset: 40, sentOn: "2026-11-20" });
    expect(await on("2027-11-20")).toEqual([]);
  });

  it("lets go of a step whose days of grace are over", async () => {
    const { claim, on } = await scene({
      steps: [{ dayOffset: 5, graceDays: 3 }, { dayOffset: 19 }],
    });
    await claim("2026-11-01");
    expect((await on("2026-11-09")).map(({ step }) => step)).toEqual([1]);
    expect(await on("2026-11-10")).toEqual([]);
    expect((await on("2026-11-20")).map(({ step }) => step)).toEqual([2]);
  });

  it("asks for category, state, group, sum and tags", async () => {
    const { ctx, caseId, claim, on } = await scene({
      steps: [{ dayOffset: 5, states: ["amicable"], filter: { balanceMinMinor: 50_000 } }],
    });
    await claim("2026-11-01", 40_000);
    const claimId = await claim("2026-11-01", 50_000);
    expect((await on("2026-11-20")).map((row) => row.claimId)).toEqual([claimId]);
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`update cases set closed_at = now() where id = ${caseId}`;
    });
    expect(await on("2026-11-20")).toEqual([]);
  });

  it("names what stops it", async () => {
    const { ctx, caseId, partyId, claim, on } = await scene();
    const [held, free] = [await claim("2026-11-10"), await claim("2026-11-10")];
    const hold = (of: object) =>
      inTransaction(ctx, async (_, { sql }) => {
        await sql`insert into contact_holds ${sql({ kind: "dispute", reason: "x", ...of })}`;
      });
    await hold({ claim_id: held, until_on: "2026-11-20" });
    const stops = async (day: string) => (await on(day)).map((row) => [row.claimId, row.stop]);
    expect(await stops("2026-11-20")).toEqual([
      [held, "dispute"],
      [free, null],
    ]);
    expect(await stops("2026-11-21")).toEqual([
      [held, null],
      [free, null],
    ]);
    await hold({ party_id: partyId, kind: "deceased" });
    expect(await stops("2026-11-21")).toEqual([
      [held, "deceased"],
      [free, "deceased"],
    ]);
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`update contact_holds set ended_at = now()`;
      await sql`insert into proceedings (case_id, kind) values (${caseId}, 'insolvency')`;
    });
    expect(await stops("2026-11-21")).toEqual([
      [held, "insolvency"],
      [free, "insolvency"],
    ]);
  });

  it("waits while a schedule is kept, and begins anew at the instalment that was missed", async () => {
    const { ctx, caseId, claim, on } = await scene({
      steps: [{ dayOffset: 5 }, { dayOffset: 19 }],
    });
    const claimId = await claim("2026-01-10", 300_000);
    await got(ctx, { claimId, dayOffset: 19, sentOn: "2026-02-01" });
    const { scheduleId } = await createSchedule(ctx, {
      ...{ caseId, currency: "CZK" as const, totalMinor: 300_000, startsOn: "2026-08-01" },
      rows: ["2026-10-01", "2026-11-01", "2026-12-01"].map((dueOn) => {
        return { dueOn, amountMinor: 100_000 };
      }),
      idempotencyKey: "plan-schedule",
    });
    // Both steps were sent on the debt itself; the schedule would not let them out either.
    expect(await on("2026-11-20")).toEqual([]);
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`delete from dunning_positions`;
    });
    expect((await on("2026-11-20")).map(({ stop }) => stop)).toEqual(["open_schedule"]);
    await got(ctx, { claimId, dayOffset: 19, sentOn: "2026-02-01" });
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`
        insert into schedule_breaches (schedule_id, instalment_id, open_minor, found_at)
        select schedule_id, id, amount_minor, '2026-11-05' from instalments
         where schedule_id = ${scheduleId} and due_on = '2026-11-01'`;
    });
    expect(await on("2026-11-05")).toEqual([]);
    expect(await on("2026-11-06")).toMatchObject([
      { claimId, step: 1, anchorOn: "2026-11-01", stop: null },
    ]);
  });

  it("gathers a debtor's claims in one letter, of the highest step", async () => {
    const { ctx, planId, partyId, claim } = await scene();
    await claim("2026-10-01");
    await claim("2026-11-10");
    const other = await makeDebtor(ctx, { partyId });
    await createClaim(ctx, {
      ...{ caseId: other.caseId, currency: "CZK" as const, dueOn: "2026-11-10" },
      principalMinor: 70_000,
    });
    const letters = await reading(ctx, async (tx) => {
      const plan = await readPlan(tx, planId);
      return tx.sql`select step, claim_count, balance_minor, rank
        from (${lettersSql(tx, { plan, onDay: "2026-11-15" })}) l`;
    });
    expect(letters).toEqual([{ step: 2, claim_count: 3, balance_minor: 270_000, rank: null }]);
  });
});
