import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { type Context, inTransaction, reading } from "../context";
import { openDesk } from "../testing";
import { addCharge } from "./add-charge";
import { balancesOn, claimsOfCase, ledgerOf } from "./case-claims";
import { createClaim } from "./create-claim";
import { explainBalance } from "./explain-balance";
import { makeCase } from "./ledger-fixture";
import { recordPayment } from "./record-payment";
import { reverseCharge } from "./reverse-charge";
import { reversePayment } from "./reverse-payment";
import { saveProfile } from "./save-profile";
import { startInterest } from "./start-interest";

const desk = await openDesk();
const FIRST = "2025-11-20";

let keys = 0;
const key = () => `explain-test-${++keys}`;

async function open() {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("supervisor");
  await saveProfile(await tenant.operator("administrator"), {
    ...{ code: "T", name: "T", isClaimFirst: true, isDefault: true },
    kindOrder: [
      ["costs", "fee"],
      ["lateInterest"],
      ["principal"],
      ["interest", "contractualPenalty"],
    ],
  });
  return { tenant, ctx, caseId: await makeCase(tenant.system()) };
}

const pay = (ctx: Context, caseId: number, more: { amountMinor: number; valueOn: string }) =>
  recordPayment(ctx, { caseId, currency: "CZK", idempotencyKey: key(), ...more });

const refusedAs = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (cause: unknown) => cause,
  );
  return error instanceof DomainError ? error.code : error;
};

describe("a balance", () => {
  it("is told line by line: charges, interest, each part of each payment, why and by whom", async () => {
    const { ctx, caseId } = await open();
    const { claimId } = await createClaim(ctx, {
      ...{ caseId, currency: "CZK", dueOn: "2026-01-31", principalMinor: 1_000_000 },
      ...{ variableSymbol: "0042", title: "Faktura 12" },
    });
    await startInterest(ctx, {
      ...{ claimId, kind: "lateInterest", regime: "cz-statutory", idempotencyKey: key() },
    });
    const { entryId } = await addCharge(ctx, {
      ...{ claimId, kind: "fee", amountMinor: 50_000, valueOn: "2026-02-10" },
      ...{ description: "upomínka", reason: "druhá upomínka" },
    });
    await reverseCharge(ctx, { entryId, valueOn: "2026-02-20", reason: "prominuto" });
    const { paymentId } = await pay(ctx, caseId, { amountMinor: 400_000, valueOn: "2026-03-02" });
    await reversePayment(ctx, {
      paymentId,
      kind: "bounce",
      valueOn: "2026-03-05",
      reason: "vráceno",
    });
    await pay(ctx, caseId, { amountMinor: 2_000_000, valueOn: "2026-04-01" });

    const of = { kind: "case" as const, caseId, currency: "CZK" as const };
    const early = await explainBalance(ctx, { of, onDay: "2026-03-04" });
    const lines = early.claims[0]?.lines.map(({ type, on, kind, amountMinor, totalMinor }) => {
      return [type, on, kind, amountMinor, totalMinor];
    });
    expect(lines).toEqual([
      ["charge", "2026-01-31", "principal", 1_000_000, 1_000_000],
      ["charge", "2026-02-10", "fee", 50_000, 1_050_000],
      // 10 000 × 11.5 % × 10/365 = 31.51, to the 20th 63.01, to 2. 3. 94.52
      ["interest", "2026-02-10", "lateInterest", 3_151, 1_053_151],
      ["chargeReversal", "2026-02-20", "fee", -50_000, 1_003_151],
      ["interest", "2026-02-20", "lateInterest", 3_150, 1_006_301],
      ["interest", "2026-03-02", "lateInterest", 3_151, 1_009_452],
      ["payment", "2026-03-02", "principal", -390_548, 618_904],
      ["payment", "2026-03-02", "lateInterest", -9_452, 609_452],
      ["interest", "2026-03-04", "lateInterest", 384, 609_836],
    ]);
    expect(early.balanceMinor).toBe(609_836);
    expect(early).toMatchObject({ sources: ["§ 1970 OZ, NV 351/2013 Sb. § 2"], perDayMinor: 192 });
    const today = await explainBalance(ctx, { of });
    expect(today.claims[0]?.lines.map(({ type }) => type)).toContain("bounce");
    expect(today.balanceMinor).toBe(0);
    expect(today.overpayments.map(({ amountMinor }) => amountMinor)).toEqual([
      today.overpaymentMinor,
    ]);
    expect(today.overpaymentMinor).toBeGreaterThan(900_000);
  });

  it("equals the ledger's own on random facts, on any day: case, claim, and component", async () => {
    const day = fc.integer({ min: 0, max: 400 });
    const act = fc.oneof(
      fc.record({ type: fc.constant("claim" as const), on: day, hasInterest: fc.boolean() }),
      fc.record({ type: fc.constant("fee" as const), on: day, isReversed: fc.boolean() }),
      fc.record({
        ...{ type: fc.constant("payment" as const), on: day },
        amountMinor: fc.integer({ min: 1, max: 700_000 }),
        reversal: fc.constantFrom(null, null, "bounce" as const, "correction" as const),
      }),
    );
    const acts = fc.array(act, { minLength: 2, maxLength: 9 });
    const days = fc.array(fc.integer({ min: 0, max: 800 }), { minLength: 3, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(acts, days, async (given, shown) => {
        const { ctx, caseId } = await open();
        await enter(ctx, caseId, given);
        for (const offset of shown) await expectEqual(ctx, caseId, addDays(FIRST, offset));
      }),
      { numRuns: 12 },
    );
  });

  it("is refused where it is longer than anybody reads", async () => {
    const { ctx, caseId } = await open();
    const { claimId } = await createClaim(ctx, {
      ...{ caseId, currency: "CZK", dueOn: "2026-01-31", principalMinor: 100 },
    });
    const of = { kind: "claim" as const, claimId };
    const add = (count: number) =>
      inTransaction(ctx, async (_, { sql }) => {
        await sql`
          insert into component_entries (component_id, amount_minor, value_on)
          select m.id, 1, '2026-02-01' from claim_components m, generate_series(1, ${count}::int)
           where m.claim_id = ${claimId}`;
      });
    await add(2_999);
    expect((await explainBalance(ctx, { of })).balanceMinor).toBe(3_099);
    await add(1);
    expect(await refusedAs(explainBalance(ctx, { of }))).toBe("claims.explain_too_long");
  });

  it("is refused to whom the case is hidden, and where it is none of ours", async () => {
    const { tenant, ctx } = await open();
    const accessGroupId = await inTransaction(tenant.system(), async (_, { sql }) => {
      const [group] = await sql<{ id: number }[]>`
        insert into access_groups (code, name) values ('a', 'a') returning id`;
      return group?.id ?? 0;
    });
    const caseId = await makeCase(tenant.system(), { accessGroupId });
    const of = { kind: "case" as const, caseId, currency: "CZK" as const };
    const stranger = await tenant.operator("operator", { accessGroupIds: [] });
    expect(await refusedAs(explainBalance(stranger, { of }))).toBe("cases.not_found");
    const missing = { kind: "claim" as const, claimId: 999_999_999 };
    expect(await refusedAs(explainBalance(ctx, { of: missing }))).toBe("claims.not_found");
    expect(await explainBalance(ctx, { of })).toMatchObject({ balanceMinor: 0, claims: [] });
  });
});

type Act =
  | { type: "claim"; on: number; hasInterest: boolean }
  | { type: "fee"; on: number; isReversed: boolean }
  | {
      type: "payment";
      on: number;
      amountMinor: number;
      reversal: "bounce" | "correction" | null;
    };

async function enter(ctx: Context, caseId: number, acts: readonly Act[]): Promise<void> {
  const principal = { currency: "CZK" as const, principalMinor: 300_007 };
  const { claimId } = await createClaim(ctx, { caseId, dueOn: FIRST, ...principal });
  for (const act of acts) {
    const on = addDays(FIRST, Math.min(act.on, 365));
    if (act.type === "claim") {
      const opened = await createClaim(ctx, { caseId, dueOn: on, ...principal });
      if (!act.hasInterest) continue;
      await startInterest(ctx, {
        ...{ claimId: opened.claimId, kind: "lateInterest", regime: "cz-statutory" },
        idempotencyKey: key(),
      });
    } else if (act.type === "fee") {
      const fee = { kind: "fee" as const, amountMinor: 12_345, valueOn: on };
      const { entryId } = await addCharge(ctx, { claimId, ...fee });
      if (act.isReversed) await reverseCharge(ctx, { entryId, reason: "X" });
    } else {
      const { amountMinor, reversal } = act;
      const { paymentId } = await pay(ctx, caseId, { amountMinor, valueOn: on });
      if (reversal) await reversePayment(ctx, { paymentId, kind: reversal, reason: "X" });
    }
  }
}

async function expectEqual(ctx: Context, caseId: number, onDay: string): Promise<void> {
  const of = { kind: "case" as const, caseId, currency: "CZK" as const };
  const whole = await explainBalance(ctx, { of, onDay });
  const ledger = await reading(ctx, (tx) => ledgerOf(tx, caseId));
  const balance = balancesOn(ledger, onDay).get("CZK");
  expect(whole.balanceMinor).toBe(balance?.balanceMinor ?? 0);
  expect(whole.overpaymentMinor).toBe(balance?.overpaymentMinor ?? 0);
  expect(whole.overpayments.at(-1)?.totalMinor ?? 0).toBe(balance?.overpaymentMinor ?? 0);
  const { claims } = await claimsOfCase(ctx, { caseId, onDay });
  for (const claim of claims) {
    const told = await explainBalance(ctx, { of: { kind: "claim", claimId: claim.id }, onDay });
    expect(told.claims[0]?.lines.at(-1)?.totalMinor ?? 0).toBe(claim.balanceMinor);
    for (const component of claim.components) {
      const part = { kind: "component" as const, componentId: component.id };
      const own = await explainBalance(ctx, { of: part, onDay });
      expect(own.balanceMinor).toBe(component.balanceMinor);
    }
  }
}
