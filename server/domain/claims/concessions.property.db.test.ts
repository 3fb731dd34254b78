import fc from "fast-check";
import { expect, it } from "vitest";
import { type Context, inTransaction, reading } from "../context";
import { openDesk } from "../testing";
import { addCharge } from "./add-charge";
import { claimsOfCase } from "./case-claims";
import { createClaim } from "./create-claim";
import { makeCase } from "./ledger-fixture";
import { lowerClaim } from "./lower-claim";
import { reallocateCase } from "./reallocate-case";
import { recordPayment } from "./record-payment";
import { reversePayment } from "./reverse-payment";
import { startInterest } from "./start-interest";
import { stateLaw } from "./state-law";
import { undoAct } from "./undo-act";

const desk = await openDesk();
let keys = 0;
const key = () => `concession-property-${++keys}`;
const RUNS = 6;
const DAYS = ["2026-02-10", "2026-04-01", "2026-06-30", "2026-10-15"];

const day = fc.constantFrom(...DAYS);
const step = fc.oneof(
  fc.record({
    kind: fc.constant("pay" as const),
    on: day,
    amount: fc.integer({ min: 1, max: 900 }),
  }),
  fc.record({ kind: fc.constant("bounce" as const), which: fc.nat({ max: 5 }) }),
  fc.record({
    kind: fc.constant("lower" as const),
    how: fc.constantFrom("waiver" as const, "writeOff" as const),
    which: fc.nat({ max: 5 }),
    on: day,
  }),
  fc.record({
    kind: fc.constant("stage" as const),
    on: day,
    value: fc.constantFrom("afterJudgment" as const, "inEnforcement" as const),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** A case of a consumer with two claims, a fee, and interest that grows. */
async function open(): Promise<{ ctx: Context; caseId: number; claimIds: number[] }> {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("supervisor");
  const caseId = await makeCase(tenant.system());
  await inTransaction(tenant.system(), async (_, { sql }) => {
    await sql`
      with p as (insert into parties (kind, full_name, name_key)
                 values ('natural_person', 'Jan', 'jan') returning id)
      insert into case_parties (case_id, party_id, role) select ${caseId}, id, 'debtor' from p`;
  });
  const claimIds: number[] = [];
  for (const dueOn of ["2026-01-31", "2026-03-31"]) {
    const { claimId } = await createClaim(ctx, {
      ...{ caseId, currency: "CZK", dueOn, principalMinor: 100_000 },
    });
    claimIds.push(claimId);
    await startInterest(ctx, {
      ...{ claimId, kind: "lateInterest", regime: "cz-statutory", idempotencyKey: key() },
    });
  }
  const fee = { kind: "fee" as const, amountMinor: 5_000, valueOn: "2026-02-01" };
  await addCharge(ctx, { claimId: claimIds[0] ?? 0, ...fee });
  return { ctx, caseId, claimIds };
}

/** Does one step as a person would; answers the act, where it lowered something. */
async function take(
  { ctx, caseId, claimIds }: Awaited<ReturnType<typeof open>>,
  given: Step,
): Promise<number | null> {
  if (given.kind === "pay") {
    const amountMinor = given.amount * 100;
    const payment = { caseId, amountMinor, currency: "CZK" as const, valueOn: given.on };
    await recordPayment(ctx, { ...payment, idempotencyKey: key() });
  } else if (given.kind === "stage") {
    const { on: fromOn, value } = given;
    await stateLaw(ctx, { caseId, aspect: "stage", value, fromOn, reason: "x" });
  } else if (given.kind === "bounce") {
    const { payments } = await claimsOfCase(ctx, { caseId });
    const standing = payments.filter(({ reversal }) => !reversal);
    const payment = standing[given.which % Math.max(1, standing.length)];
    const bounce = { kind: "bounce" as const, valueOn: "2026-11-01", reason: "x" };
    if (payment) await reversePayment(ctx, { paymentId: payment.id, ...bounce });
  } else {
    const { claims } = await claimsOfCase(ctx, { caseId, onDay: given.on });
    const claim = claims.find(({ id }) => id === claimIds[given.which % 2]);
    const [part] = (claim?.components ?? []).filter(({ kind, balanceMinor }) => {
      return balanceMinor > 0 && (given.how === "writeOff" || kind !== "principal");
    });
    if (!claim || !part) return null;
    const items = [{ componentId: part.id, amountMinor: null }];
    const lowering = { claimId: claim.id, kind: given.how, valueOn: given.on, items };
    const done = await lowerClaim(ctx, { ...lowering, reason: "x", idempotencyKey: key() }).catch(
      // What later payments have paid already is not open any more.
      (error: { code?: string }) => {
        if (error.code === "claims.nothing_open") return null;
        throw error;
      },
    );
    return done?.actId ?? null;
  }
  return null;
}

const stateOf = async (ctx: Context, caseId: number) => {
  const { claims, payments, totals } = await claimsOfCase(ctx, { caseId });
  return {
    totals: totals.map(({ chargedMinor, paidMinor, balanceMinor, overpaymentMinor }) => {
      return [chargedMinor, paidMinor, balanceMinor, overpaymentMinor];
    }),
    // Undone entries stay on their component, which may change its place on the page, nothing else.
    components: claims
      .flatMap(({ components }) =>
        components.map(({ id, balanceMinor, paidMinor }) => ({ id, balanceMinor, paidMinor })),
      )
      .sort((a, b) => a.id - b.id),
    payments: payments.map(({ id, parts }) => [
      id,
      parts
        .map(({ componentId, amountMinor }) => ({ componentId, amountMinor }))
        .sort((a, b) => (a.componentId ?? 0) - (b.componentId ?? 0)),
    ]),
  };
};

it("random payments, bounces, waivers and stages leave nothing below zero; recomputing and undoing say the same", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
      const made = await open();
      const { ctx, caseId } = made;
      for (const given of steps) {
        const before = await stateOf(ctx, caseId);
        const actId = await take(made, given);
        if (actId !== null) {
          const lowered = await stateOf(ctx, caseId);
          await undoAct(ctx, { actId, reason: "zpět" });
          expect(await stateOf(ctx, caseId)).toEqual(before);
          await take(made, given);
          expect((await stateOf(ctx, caseId)).totals).toEqual(lowered.totals);
        }
      }
      const end = await stateOf(ctx, caseId);
      expect((await reallocateCase(ctx, { caseId })).entryCount).toBe(0);
      for (const { balanceMinor, paidMinor } of end.components) {
        expect(balanceMinor).toBeGreaterThanOrEqual(0);
        expect(paidMinor).toBeGreaterThanOrEqual(0);
      }
      const [sums] = await reading(
        ctx,
        ({ sql }) => sql<{ placed: number; came: number }[]>`
          select (select coalesce(sum(amount_minor), 0)::bigint from allocations
                   where case_id = ${caseId}) as placed,
                 (select coalesce(sum(amount_minor), 0)::bigint from payments
                   where case_id = ${caseId}) as came`,
      );
      expect(sums?.placed).toBe(sums?.came);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
}, 120_000);
