import { describe, expect, it } from "vitest";
import { type Context, inTransaction, reading, type SystemActor } from "../context";
import { openDesk } from "../testing";
import { claimsOfCase } from "./case-claims";
import { createClaim } from "./create-claim";
import { makeCase } from "./ledger-fixture";
import { listClaims } from "./list-claims";
import { listRates } from "./list-rates";
import { recordPayment } from "./record-payment";
import { rollInterest } from "./roll-interest";
import { saveRate } from "./save-rate";
import { startInterest } from "./start-interest";
import { voidClaims } from "./take-back";

const desk = await openDesk();
const RATE = { series: "cnb-repo" as const, knownUntil: "2027-06-30", source: "ČNB, 17. 12. 2026" };

let keys = 0;
const key = () => `rate-test-${++keys}`;
/** The same person, on a day of the year of which the delivered table knows nothing. */
const inFebruary = <C extends Context>(ctx: C): C => ({
  ...ctx,
  now: new Date("2027-02-10T10:00:00Z"),
  today: "2027-02-10",
});

async function open(dueOn: string) {
  const tenant = await desk.tenant();
  const administrator = inFebruary(await tenant.operator("administrator"));
  const ctx = inFebruary(await tenant.operator("supervisor"));
  const caseId = await makeCase(tenant.system());
  const debt = { currency: "CZK" as const, dueOn, principalMinor: 1_000_000 };
  const { claimId } = await createClaim(ctx, { caseId, ...debt });
  const start = () =>
    startInterest(ctx, {
      ...{ claimId, kind: "lateInterest", regime: "cz-statutory", idempotencyKey: key() },
    });
  return { tenant, administrator, ctx, caseId, start, system: inFebruary(tenant.system()) };
}

const interestOf = async (ctx: Context, caseId: number) => {
  const { claims } = await claimsOfCase(ctx, { caseId });
  return claims[0]?.components.find(({ kind }) => kind === "lateInterest")?.chargedMinor ?? 0;
};

/** As the fact's subscriber does. */
async function roll(system: Context<SystemActor>): Promise<void> {
  while ((await rollInterest(system)).count > 0);
}

describe("a rate that a person enters", () => {
  it("lets interest of a new half-year run, follows a correction, and can be taken back", async () => {
    const { administrator, ctx, caseId, start, system } = await open("2027-01-31");
    await expect(start()).rejects.toMatchObject({ code: "claims.rate_unknown" });
    await saveRate(administrator, { ...RATE, fromOn: "2027-01-01", ratePercent: "3,5" });
    await start();
    // 10 000 CZK, ten days of February, 3.5 + 8 %.
    expect(await interestOf(ctx, caseId)).toBe(Math.round((1_000_000 * 0.115 * 10) / 365));
    await saveRate(administrator, { ...RATE, fromOn: "2027-01-01", ratePercent: "4" });
    expect(await interestOf(ctx, caseId)).toBe(Math.round((1_000_000 * 0.12 * 10) / 365));
    await roll(system);
    const { items } = await listClaims(ctx, {});
    expect(items[0]?.balanceTodayMinor).toBe(1_000_000 + (await interestOf(ctx, caseId)));
    const [repo] = await listRates(ctx);
    expect(repo).toMatchObject({ ratePercent: "4", since: "2027-01-01", knownUntil: "2027-06-30" });
    expect(repo?.changes[0]).toEqual({ from: "2027-01-01", ratePercent: "4", isOwn: true });
    await saveRate(administrator, { ...RATE, fromOn: "2027-01-01", ratePercent: null });
    expect(await interestOf(ctx, caseId)).toBe(0);
    const audit = await reading(
      administrator,
      ({ sql }) => sql<{ after: object }[]>`
      select after from audit_entries where action = 'claims.save-rate' order by id`,
    );
    expect(audit).toHaveLength(3);
    expect(audit[0]?.after).toMatchObject({ ratePercent: "3.5", fromOn: "2027-01-01" });
  });

  it("brings up what was paid and shown while nobody knew it", async () => {
    const { administrator, ctx, caseId, start, system } = await open("2008-05-31");
    await start();
    const payment = {
      caseId,
      amountMinor: 20_000,
      valueOn: "2027-02-01",
      currency: "CZK" as const,
    };
    await recordPayment(ctx, { ...payment, idempotencyKey: key() });
    const before = await interestOf(ctx, caseId);
    expect((await listClaims(ctx, {})).items[0]?.balanceTodayMinor).toBeNull();
    await saveRate(administrator, { ...RATE, fromOn: "2027-01-01", ratePercent: "3.5" });
    await roll(system);
    expect(await rollInterest(system)).toEqual({ count: 0 });
    const after = await interestOf(ctx, caseId);
    // Forty-one days of 2027 at 3.5 + 7 %.
    expect(after - before).toBeGreaterThan(10_000);
    const { totals } = await claimsOfCase(ctx, { caseId });
    const { items } = await listClaims(ctx, {});
    expect(items[0]?.balanceTodayMinor).toBe(totals[0]?.balanceMinor);
  });

  it("reaches what is paid since, and passes by what an undone import left", async () => {
    const { administrator, ctx, caseId, start, system } = await open("2008-05-31");
    await start();
    const payment = { caseId, amountMinor: 9_000_000, currency: "CZK" as const };
    await recordPayment(ctx, { ...payment, valueOn: "2027-02-05", idempotencyKey: key() });
    const debt = { caseId, currency: "CZK" as const, dueOn: "2008-05-31", principalMinor: 100 };
    const { claimId } = await createClaim(ctx, debt);
    await startInterest(ctx, {
      ...{ claimId, kind: "lateInterest", regime: "cz-statutory", idempotencyKey: key() },
    });
    await inTransaction(administrator, (inner, tx) =>
      voidClaims(inner, tx, { claimIds: [claimId], reason: "omyl" }),
    );
    await saveRate(administrator, { ...RATE, fromOn: "2027-01-01", ratePercent: "3.5" });
    let rounds = 0;
    while ((await rollInterest(system)).count > 0 && rounds < 5) rounds += 1;
    expect(rounds).toBeLessThan(5);
    const cached = await reading(
      ctx,
      ({ sql }) => sql<{ chargedMinor: number }[]>`
      select charged_minor as "chargedMinor" from claims where voided_at is null`,
    );
    const { claims } = await claimsOfCase(ctx, { caseId });
    expect(cached.map(({ chargedMinor }) => chargedMinor)).toEqual(
      claims.map(({ chargedMinor }) => chargedMinor),
    );
  });

  it("must follow on, cannot rewrite what is delivered, and is the administrator's", async () => {
    const { administrator, ctx } = await open("2027-01-31");
    const saved = (fromOn: string, more = {}) =>
      saveRate(administrator, { ...RATE, fromOn, ratePercent: "3.5", ...more });
    await expect(saved("2026-12-31")).rejects.toMatchObject({ code: "claims.rate_delivered" });
    await expect(saved("2027-01-02")).rejects.toMatchObject({
      code: "claims.rate_gap",
      params: { day: "2027-01-01" },
    });
    await expect(saved("2027-01-01", { ratePercent: "350" })).rejects.toMatchObject({
      code: "claims.rate_range",
    });
    await expect(saved("2027-01-01", { knownUntil: "2026-06-30" })).rejects.toMatchObject({
      code: "claims.rate_days",
    });
    await expect(
      saveRate(ctx, { ...RATE, fromOn: "2027-01-01", ratePercent: "3.5" }),
    ).rejects.toMatchObject({ code: "access.forbidden" });
    expect((await listRates(ctx))[0]).toMatchObject({ knownUntil: "2026-12-31", isEnding: true });
  });
});
