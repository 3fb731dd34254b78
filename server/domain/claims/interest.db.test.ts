import { describe, expect, it } from "vitest";
import { type Context, inTransaction, reading } from "../context";
import { openDesk } from "../testing";
import { claimsOfCase } from "./case-claims";
import { ledgerOfClaim } from "./claim-ledger";
import { createClaim } from "./create-claim";
import { explainInterest } from "./explain-interest";
import type { StartInterestInput } from "./inputs";
import { makeCase } from "./ledger-fixture";
import { listRates } from "./list-rates";
import { previewPayment } from "./preview-payment";
import { reallocateCases } from "./reallocate-cases";
import { recordPayment } from "./record-payment";
import { reversePayment } from "./reverse-payment";
import { saveProfile } from "./save-profile";
import { startInterest } from "./start-interest";
import { stopInterest } from "./stop-interest";

const desk = await openDesk();
const TODAY = "2026-11-22";

let keys = 0;
const key = () => `interest-test-${++keys}`;
/** Due 31. 1. 2026: 11.5 % a year from 1. 2. 2026, 3.15 a day. */
const DEBT = { currency: "CZK" as const, dueOn: "2026-01-31", principalMinor: 1_000_000 };

async function open({ isInterestFirst = false } = {}) {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("supervisor");
  await saveProfile(await tenant.operator("administrator"), {
    ...{ code: "T", name: "T", isClaimFirst: true, isDefault: true },
    kindOrder: isInterestFirst
      ? [["lateInterest"], ["principal"], ["costs", "fee"], ["interest"], ["contractualPenalty"]]
      : [["principal"], ["lateInterest"], ["costs", "fee"], ["interest"], ["contractualPenalty"]],
  });
  const caseId = await makeCase(tenant.system());
  const { claimId } = await createClaim(ctx, { caseId, ...DEBT });
  return { tenant, ctx, caseId, claimId };
}

const start = (ctx: Context, claimId: number, more: Partial<StartInterestInput> = {}) =>
  startInterest(ctx, {
    ...{ claimId, kind: "lateInterest", regime: "cz-statutory" },
    idempotencyKey: key(),
    ...more,
  });
const pay = (ctx: Context, caseId: number, amountMinor: number, valueOn: string) =>
  recordPayment(ctx, { caseId, amountMinor, valueOn, currency: "CZK", idempotencyKey: key() });

const interestOf = async (ctx: Context, caseId: number, onDay?: string) => {
  const { claims, totals } = await claimsOfCase(ctx, { caseId, onDay });
  const component = claims[0]?.components.find(({ kind }) => kind === "lateInterest");
  if (!component) throw new Error("no interest");
  return { component, totals };
};

describe("late interest", () => {
  it("grows from the day after the due day, on the page and in the derivation alike", async () => {
    const { ctx, caseId, claimId } = await open();
    const { componentId } = await start(ctx, claimId);
    // 10 000 × 11.5 % × 295/365
    const { component, totals } = await interestOf(ctx, caseId);
    expect(component.balanceMinor).toBe(92_945);
    expect(component.interest).toMatchObject({ ratePercent: "11.5", perDayMinor: 315 });
    expect(totals).toMatchObject([{ balanceMinor: 1_092_945 }]);
    const explained = await explainInterest(ctx, { componentId });
    expect(explained).toMatchObject({ totalMinor: 92_945, balanceMinor: 92_945, perDayMinor: 315 });
    expect(explained.lines).toMatchObject([
      {
        ...{ from: "2026-02-01", to: TODAY, days: 295, baseMinor: 1_000_000 },
        ...{ ratePercent: "11.5", amountMinor: 92_945 },
        reference: { series: "cnb-repo", on: "2026-01-01", ratePercent: "3.5", marginPercent: "8" },
      },
    ]);
    const future = await interestOf(ctx, caseId, "2027-01-31");
    expect(future.component.balanceMinor).toBe(115_000);
    const due = await interestOf(ctx, caseId, "2026-01-31");
    expect(due.component.balanceMinor).toBe(0);
  });

  it("is paid where its turn comes, and grows on what a payment left", async () => {
    const { ctx, caseId, claimId } = await open({ isInterestFirst: true });
    const { componentId } = await start(ctx, claimId);
    // Up to 2. 3. 2026: 10 000 × 11.5 % × 30/365 = 94.52; the rest of 4 000 goes to the principal.
    await pay(ctx, caseId, 400_000, "2026-03-02");
    const { lines, paidMinor, balanceMinor } = await explainInterest(ctx, { componentId });
    expect(lines.map(({ baseMinor, days, amountMinor }) => [baseMinor, days, amountMinor])).toEqual(
      // 6 094.52 × 11.5 % × 265/365 = 508.84(8), and 94.52 was 94.520(5): the sum is rounded, 603.37.
      [
        [1_000_000, 30, 9_452],
        [609_452, 265, 50_885],
      ],
    );
    expect({ paidMinor, balanceMinor }).toEqual({ paidMinor: 9_452, balanceMinor: 50_885 });
  });

  it("recomputes what came since when a payment is entered late, and when it is taken back", async () => {
    const { ctx, caseId, claimId } = await open({ isInterestFirst: true });
    const { componentId } = await start(ctx, claimId);
    await pay(ctx, caseId, 300_000, "2026-06-01");
    const before = await explainInterest(ctx, { componentId });
    const { paymentId } = await pay(ctx, caseId, 500_000, "2026-02-10");
    const late = await explainInterest(ctx, { componentId });
    expect(late.totalMinor).toBeLessThan(before.totalMinor);
    await reversePayment(ctx, { paymentId, kind: "correction", reason: "omyl" });
    expect(await explainInterest(ctx, { componentId })).toEqual(before);
  });

  it("is kept by the caches as far as it is paid, and recomputing finds nothing to do", async () => {
    const { ctx, caseId, claimId } = await open({ isInterestFirst: true });
    await start(ctx, claimId);
    await pay(ctx, caseId, 400_000, "2026-03-02");
    const row = await reading(ctx, async ({ sql }) => {
      const [found] = await sql`
        select charged_minor as charged, paid_minor as paid, balance_minor as balance
          from claims where id = ${claimId}`;
      return found;
    });
    expect(row).toEqual({ charged: 1_009_452, paid: 400_000, balance: 609_452 });
    const again = await inTransaction(ctx, (inner, tx) =>
      reallocateCases(inner, tx, { caseIds: [caseId] }),
    );
    expect(again.entryCount).toBe(0);
  });

  it("stands on the claim's account by the days on which something was paid", async () => {
    const { ctx, caseId, claimId } = await open({ isInterestFirst: true });
    await start(ctx, claimId);
    await pay(ctx, caseId, 5_000, "2026-03-02");
    await pay(ctx, caseId, 400_000, "2026-04-01");
    const { lines } = await ledgerOfClaim(ctx, { claimId });
    expect(lines.map(({ valueOn, type, amountMinor }) => [valueOn, type, amountMinor])).toEqual([
      ["2026-01-31", "charge", 1_000_000],
      ["2026-03-02", "accrual", 9_452],
      ["2026-03-02", "payment", -5_000],
      ["2026-04-01", "accrual", 9_452],
      ["2026-04-01", "payment", -386_096],
      ["2026-04-01", "payment", -13_904],
      [TODAY, "accrual", expect.any(Number)],
    ]);
    const { claims } = await claimsOfCase(ctx, { caseId });
    expect(lines.at(-1)?.balanceMinor).toBe(claims[0]?.balanceMinor);
  });

  it("stays owed when the principal is paid, and then grows no more", async () => {
    const { ctx, caseId, claimId } = await open();
    await start(ctx, claimId);
    await pay(ctx, caseId, 1_000_000, "2026-03-02");
    const { component } = await interestOf(ctx, caseId);
    expect(component.balanceMinor).toBe(9_452);
    // The list and the guards of the process see it too: the case is not settled.
    const [row] = await reading(ctx, ({ sql }) =>
      sql`select balance_czk_minor as balance from cases where id = ${caseId}`.then((r) => [...r]),
    );
    expect(row).toEqual({ balance: 9_452 });
    expect(component.interest?.perDayMinor).toBe(0);
    expect((await interestOf(ctx, caseId, "2026-12-31")).component.balanceMinor).toBe(9_452);
  });

  it("ends with a day, or was never there; what was paid of it goes elsewhere", async () => {
    const { ctx, caseId, claimId } = await open({ isInterestFirst: true });
    const { componentId } = await start(ctx, claimId);
    await pay(ctx, caseId, 400_000, "2026-03-02");
    await stopInterest(ctx, { componentId, lastOn: "2026-03-31", reason: "dohoda" });
    const ended = await explainInterest(ctx, { componentId });
    // 6 094.52 × 11.5 % × 29/365 = 55.69
    expect(ended.totalMinor).toBe(9_452 + 5_569);
    expect(ended.perDayMinor).toBe(0);
    await stopInterest(ctx, { componentId, reason: "spotřebitel" });
    const { component, totals } = await interestOf(ctx, caseId);
    expect(component.balanceMinor).toBe(0);
    expect(totals).toMatchObject([{ balanceMinor: 600_000, paidMinor: 400_000 }]);
    const rows = await reading(ctx, ({ sql }) =>
      sql`select to_on::text as "toOn" from interest_terms order by id`.then((all) => [...all]),
    );
    expect(rows).toEqual([{ toOn: null }, { toOn: "2026-03-31" }, { toOn: "2026-01-31" }]);
  });

  it("does not run twice over the same days; the same form starts it once", async () => {
    const { ctx, claimId } = await open();
    const idempotencyKey = key();
    const [one, two] = await Promise.all([
      start(ctx, claimId, { idempotencyKey }),
      start(ctx, claimId, { idempotencyKey }),
    ]);
    expect(one).toEqual(two);
    await expect(start(ctx, claimId)).rejects.toMatchObject({ code: "claims.interest_running" });
    await stopInterest(ctx, { ...one, lastOn: "2026-06-30", reason: "změna" });
    // Lengthened again it would meet its successor.
    await expect(
      stopInterest(ctx, { ...one, lastOn: "2026-07-15", reason: "omyl" }),
    ).rejects.toMatchObject({ code: "claims.interest_ended" });
    await expect(start(ctx, claimId, { fromOn: "2026-06-30" })).rejects.toMatchObject({
      code: "claims.interest_running",
    });
    await start(ctx, claimId, { fromOn: "2026-07-01" });
  });

  it("of two that start it at once, one wins", async () => {
    const { ctx, claimId } = await open();
    const tries = await Promise.allSettled([start(ctx, claimId), start(ctx, claimId)]);
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("is refused where nobody knows the rate, never counted as nothing", async () => {
    const { ctx, caseId } = await open();
    const { claimId } = await createClaim(ctx, { caseId, ...DEBT, dueOn: "2027-02-01" });
    await expect(start(ctx, claimId)).rejects.toMatchObject({
      code: "claims.rate_unknown",
      params: { day: "2027-02-02" },
    });
    const ending = (await listRates(ctx)).find(({ code }) => code === "cnb-repo");
    expect(ending).toMatchObject({ knownUntil: "2026-12-31", isEnding: true });
  });

  it("is refused for days that no calendar of ours has, and while a tag forbids it", async () => {
    const { ctx, caseId, claimId } = await open();
    const { componentId } = await start(ctx, claimId);
    for (const onDay of ["9999-12-31", "1500-01-01"]) {
      await expect(explainInterest(ctx, { componentId, onDay })).rejects.toThrow("day_not_a_day");
    }
    await inTransaction(ctx, async (_, { sql }) => {
      const [tag] = await sql<{ id: number }[]>`
        insert into tags (code, name, colour, effects)
        values ('STOP', 'Stop', 'red', '{stop_interest}') returning id`;
      await sql`insert into case_tags (case_id, tag_id) values (${caseId}, ${tag?.id ?? 0})`;
    });
    await expect(
      start(ctx, claimId, { kind: "interest", regime: "agreed", ratePercent: "5" }),
    ).rejects.toMatchObject({ code: "claims.interest_stopped" });
  });

  it("is previewed as the page will show it", async () => {
    const { ctx, caseId, claimId } = await open();
    await start(ctx, claimId);
    const preview = await previewPayment(ctx, {
      ...{ caseId, amountMinor: 1_000_000, currency: "CZK", valueOn: TODAY },
    });
    expect(preview).toMatchObject({ balanceBeforeMinor: 1_092_945, balanceAfterMinor: 92_945 });
  });

  it("as agreed takes its own rate and may be interest on the loan as well", async () => {
    const { ctx, caseId, claimId } = await open();
    await start(ctx, claimId, { kind: "interest", regime: "agreed", ratePercent: "7,5" });
    const { claims } = await claimsOfCase(ctx, { caseId, onDay: "2027-01-31" });
    const loan = claims[0]?.components.find(({ kind }) => kind === "interest");
    expect(loan?.balanceMinor).toBe(75_000);
    await expect(start(ctx, claimId, { regime: "agreed" })).rejects.toThrow("claims.rate_missing");
    await expect(start(ctx, claimId, { capitalMonths: 12 })).rejects.toThrow("claims.capital_kind");
  });

  it("that bears interest itself goes on so when its end is set", async () => {
    const { ctx, caseId, claimId } = await open();
    const { componentId } = await start(ctx, claimId, {
      ...{ kind: "interest", regime: "agreed", ratePercent: "12", capitalMonths: 6 },
    });
    const shown = async () => {
      const { claims } = await claimsOfCase(ctx, { caseId, onDay: "2026-08-31" });
      return claims[0]?.components.find(({ kind }) => kind === "interest");
    };
    // 10 000 × 12 % × 181/365 = 595.07; 10 595.07 × 12 % × 31/365 = 107.98
    expect(await shown()).toMatchObject({
      ...{ balanceMinor: 70_305, interest: { capitalMonths: 6, perDayMinor: 348 } },
    });
    await stopInterest(ctx, { componentId, lastOn: "2026-12-31", reason: "dohoda" });
    expect(await shown()).toMatchObject({ balanceMinor: 70_305 });
    const { lines } = await explainInterest(ctx, { componentId, onDay: "2026-08-31" });
    expect(lines.map(({ capitalMinor }) => capitalMinor)).toEqual([0, 59_507]);
  });

  it("is the supervisor's to end, the operator's to see, and nobody's to rewrite", async () => {
    const { tenant, ctx, claimId } = await open();
    const { componentId } = await start(ctx, claimId);
    const reader = await tenant.operator("readOnly");
    await expect(start(reader, claimId)).rejects.toMatchObject({ code: "access.forbidden" });
    await expect(stopInterest(reader, { componentId, reason: "x" })).rejects.toMatchObject({
      code: "access.forbidden",
    });
    await expect(explainInterest(reader, { componentId })).resolves.toMatchObject({ claimId });
    await expect(
      inTransaction(ctx, (_, { sql }) => sql`update interest_terms set to_on = '2026-02-01'`),
    ).rejects.toMatchObject({ code: "42501" });
    const stranger = await (await desk.tenant()).operator("supervisor");
    await expect(explainInterest(stranger, { componentId })).rejects.toMatchObject({
      code: "claims.interest_not_found",
    });
  });
});
