import { describe, expect, it } from "vitest";
import { addDays, type Day } from "@/server/kernel/days";
import type { Context } from "../context";
import { openDesk } from "../testing";
import { claimsOfCase } from "./case-claims";
import { createClaim } from "./create-claim";
import type { StartInterestInput } from "./inputs";
import { makeCase } from "./ledger-fixture";
import { listClaims } from "./list-claims";
import { recordPayment } from "./record-payment";
import { rollInterest } from "./roll-interest";
import { startInterest } from "./start-interest";
import { stopInterest } from "./stop-interest";
import { sumClaims } from "./sum-claims";

const desk = await openDesk();
const TODAY: Day = "2026-11-22";

let keys = 0;
const key = () => `positions-${++keys}`;

type Interest = Partial<StartInterestInput> & { dueOn: Day; endedOn?: Day; paid?: [Day, number][] };

/** Every shape of growth: fixed, floating, agreed, leap years, ended, not begun, paid off. */
const INTERESTS: Record<string, Interest> = {
  fixed: { dueOn: "2024-03-10" },
  "partly paid": { dueOn: "2025-01-31", paid: [["2025-05-05", 33_333]] },
  "paid today": { dueOn: "2025-07-01", paid: [[TODAY, 12_345]] },
  floating: { dueOn: "2008-05-31" },
  "leap years": { dueOn: "2023-11-01", dayCount: "actAct" },
  agreed: { dueOn: "2026-01-31", regime: "agreed", ratePercent: "14.99", kind: "interest" },
  "interest on interest": {
    ...{ dueOn: "2025-01-31", regime: "agreed", ratePercent: "9.9", kind: "interest" },
    ...{ capitalMonths: 1, paid: [["2025-06-05", 55_555]] },
  },
  "interest on interest alone": {
    ...{ dueOn: "2025-02-28", regime: "agreed", ratePercent: "12", kind: "interest" },
    ...{ capitalMonths: 12, paid: [["2026-01-15", 1_234_567]] },
  },
  ended: { dueOn: "2025-02-01", endedOn: "2026-02-01" },
  "ends soon": { dueOn: "2025-02-01", endedOn: "2026-12-05" },
  "not begun": { dueOn: "2026-08-31", fromOn: "2026-12-24" },
  settled: { dueOn: "2026-01-01", paid: [["2026-03-01", 5_000_000]] },
};

async function open() {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("supervisor");
  const caseIds = new Map<string, number>();
  for (const [name, shape] of Object.entries(INTERESTS)) {
    const { dueOn, endedOn, paid = [], ...more } = shape;
    const caseId = await makeCase(tenant.system());
    const debt = { currency: "CZK" as const, dueOn, principalMinor: 1_234_567 };
    const { claimId } = await createClaim(ctx, { caseId, ...debt });
    const { componentId } = await startInterest(ctx, {
      ...{ claimId, kind: "lateInterest", regime: "cz-statutory", idempotencyKey: key() },
      ...more,
    });
    if (endedOn) await stopInterest(ctx, { componentId, lastOn: endedOn, reason: "dohoda" });
    for (const [valueOn, amountMinor] of paid) {
      const payment = { caseId, amountMinor, valueOn, currency: "CZK" as const };
      await recordPayment(ctx, { ...payment, idempotencyKey: key() });
    }
    caseIds.set(name, caseId);
  }
  return { tenant, ctx, caseIds };
}

async function ledgerSays(ctx: Context, caseIds: Iterable<number>, onDay: Day): Promise<number[]> {
  const balances: number[] = [];
  for (const caseId of caseIds) {
    const { totals } = await claimsOfCase(ctx, { caseId, onDay });
    balances.push(totals.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0));
  }
  return balances;
}

describe("the balance with interest up to a day", () => {
  it("in the list is what the case's page says, for every shape of growth", async () => {
    const { ctx, caseIds } = await open();
    const { items } = await listClaims(ctx, { sort: "newest", order: "asc", limit: 50 });
    expect(items.map(({ balanceTodayMinor }) => balanceTodayMinor)).toEqual(
      await ledgerSays(ctx, caseIds.values(), TODAY),
    );
    expect(items.some((row) => row.balanceTodayMinor !== row.balanceMinor)).toBe(true);
  });

  it("of all claims sums to what their pages say, on any day to come", async () => {
    const { ctx, caseIds } = await open();
    const days = [TODAY, "2026-11-23", "2026-12-05", "2026-12-06", "2026-12-31", "2027-01-31"];
    for (const onDay of [...days, "2028-03-01"]) {
      const { sums, unknownCount } = await sumClaims(ctx, { onDay });
      expect(unknownCount).toBe(onDay < "2027" ? 0 : 1);
      const wanted = await ledgerSays(ctx, caseIds.values(), onDay);
      const [{ balanceMinor = 0, grownMinor = 0 } = {}] = sums;
      expect([onDay, balanceMinor + grownMinor]).toEqual([
        onDay,
        wanted.reduce((sum, each) => sum + each, 0),
      ]);
    }
    await expect(sumClaims(ctx, { onDay: addDays(TODAY, -1) })).rejects.toMatchObject({
      code: "claims.sum_day_past",
    });
  });

  it("is rolled on when the day has passed on which something changed", async () => {
    const { tenant, ctx, caseIds } = await open();
    const later = (day: Day) => ({ now: new Date(`${day}T10:00:00Z`), today: day });
    const system = tenant.system();
    expect(await rollInterest(system)).toEqual({ count: 0 });
    const next = { ...ctx, ...later("2027-01-02") };
    const before = await listClaims(next, { sort: "newest", order: "asc", limit: 50 });
    expect(before.items.filter((row) => row.balanceTodayMinor === null).length).toBeGreaterThan(1);
    expect((await rollInterest({ ...system, ...later("2027-01-02") })).count).toBeGreaterThan(1);
    expect(await rollInterest({ ...system, ...later("2027-01-02") })).toEqual({ count: 0 });
    const { items } = await listClaims(next, { sort: "newest", order: "asc", limit: 50 });
    const wanted = await ledgerSays(next, caseIds.values(), "2027-01-02");
    // Of 2027 nobody knows the floating rate yet: then there is no figure, not a lower one.
    expect(items.map(({ balanceTodayMinor }) => balanceTodayMinor)).toEqual(
      wanted.map((minor, i) => (i === [...caseIds.keys()].indexOf("floating") ? null : minor)),
    );
  });
});
