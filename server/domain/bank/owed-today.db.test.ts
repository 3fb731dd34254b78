import { describe, expect, it } from "vitest";
import { listClaims, startInterest } from "../claims";
import { openDesk } from "../testing";
import { listCandidates } from ".";
import { rematchClaims } from "./rematch";
import { bankAgency } from "./testing/bank-agency";

const desk = await openDesk();

/** A debt of 1 000 from 1 October; with interest of 36.5 % it grows by a crown a day. */
async function scene(symbol: string | null) {
  const agency = await bankAgency(desk);
  const debt = await agency.debt(symbol);
  const grow = async () => {
    await startInterest(agency.admin, {
      ...{ claimId: debt.claimId, kind: "lateInterest", regime: "agreed", ratePercent: "36.5" },
      idempotencyKey: crypto.randomUUID(),
    });
    const { items } = await listClaims(agency.admin, {});
    return items[0]?.balanceTodayMinor ?? 0;
  };
  return { ...agency, debt, grow };
}

async function growing(symbol: string | null) {
  const agency = await scene(symbol);
  const owedMinor = await agency.grow();
  expect(owedMinor).toBeGreaterThan(101_000);
  return { ...agency, owedMinor };
}

describe("who pays what the page shows, with the interest of the day", () => {
  it("is found by name, and just that is owed", async () => {
    const { ctx, debt, owedMinor, upload, run, all } = await growing(null);
    const counterName = "BETA S.R.O.";
    await upload([{ variableSymbol: null, amountMinor: owedMinor, counterName }]);
    await run();
    const [movement] = await all();
    expect(movement).toMatchObject({ state: "open", reason: "name_amount" });
    const [candidate] = await listCandidates(ctx, { movementId: movement?.id ?? 0 });
    expect(candidate).toMatchObject({
      ...{ caseId: debt.caseId, claimBalanceMinor: owedMinor, caseBalanceMinor: owedMinor },
    });
    expect(candidate?.reasons.map(({ code }) => code)).toContain("amount_exact");
  });

  it("is found by a symbol with a slip, also by the balance of some days ago", async () => {
    const { owedMinor, upload, run, all } = await growing("4100000011");
    await upload([{ variableSymbol: "4100000101", amountMinor: owedMinor - 300 }]);
    await run();
    expect(await all()).toMatchObject([{ state: "open", reason: "near_symbol" }]);
  });

  it("is booked by the symbol in the text; more than is owed waits", async () => {
    const { owedMinor, upload, run, all } = await growing("4100000011");
    const message = "platba 4100000011";
    await upload([
      { variableSymbol: null, amountMinor: owedMinor + 1, message },
      { variableSymbol: null, amountMinor: owedMinor, message },
    ]);
    await run();
    expect((await all()).map(({ state }) => state)).toEqual(["open", "matched"]);
  });

  it("is found when the claim bears interest only after the money has come", async () => {
    const { tenant, ctx, debt, grow, upload, run, all } = await scene(null);
    const daysSince = (Date.parse(ctx.today) - Date.parse("2026-10-01")) / 86_400_000;
    const amountMinor = 100_000 + daysSince * 100;
    await upload([{ variableSymbol: null, amountMinor, counterName: "BETA S.R.O." }]);
    await run();
    expect(await all()).toMatchObject([{ reason: "no_symbol" }]);
    expect(await grow()).toBe(amountMinor);
    await rematchClaims(tenant.system("bank"), { claimIds: [debt.claimId] });
    expect(await all()).toMatchObject([{ reason: "name_amount" }]);
  });
});
