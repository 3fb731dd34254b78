import { expect, it } from "vitest";
import { isDomainError } from "@/server/kernel/errors";
import { type Context, inTransaction, reading } from "../context";
import { openDesk } from "../testing";
import { addCharge } from "./add-charge";
import { createClaim } from "./create-claim";
import { cachesAndSums, makeCase } from "./ledger-fixture";
import { moveSurplus } from "./move-surplus";
import { holdRates } from "./rate-book";
import { reallocateCases } from "./reallocate-cases";
import { recordPayment } from "./record-payment";
import { reverseCharge } from "./reverse-charge";
import { reversePayment } from "./reverse-payment";
import { saveRate } from "./save-rate";

const desk = await openDesk();

async function debtOf(principalMinor: number) {
  const ctx = await (await desk.tenant()).operator("supervisor");
  const caseId = await makeCase(ctx);
  const debt = { currency: "CZK" as const, dueOn: "2026-01-31", principalMinor };
  const { claimId } = await createClaim(ctx, { caseId, ...debt });
  return { ctx, caseId, claimId };
}

const pay = (ctx: Context, caseId: number, [amountMinor, key]: [number, string]) =>
  recordPayment(ctx, {
    ...{ caseId, amountMinor, currency: "CZK", valueOn: "2026-03-01" },
    idempotencyKey: `race-key-${caseId}-${key}`,
  });

async function expectSound(ctx: Context, balanceMinor: number) {
  const { caches, sums } = await cachesAndSums(ctx);
  expect(caches).toEqual(sums);
  expect(caches.cases.map((row) => row.czk)).toEqual([balanceMinor]);
}

const codesOf = (results: PromiseSettledResult<unknown>[]) =>
  results.flatMap((result) => {
    if (result.status === "fulfilled") return [];
    return isDomainError(result.reason) ? [result.reason.code] : [String(result.reason)];
  });

it("ten payments at once on one case: none is lost, none allocated twice", async () => {
  const { ctx, caseId } = await debtOf(10_000);
  const amounts = Array.from({ length: 10 }, (_, i) => i + 1);
  const results = await Promise.allSettled(
    amounts.map((amount) => pay(ctx, caseId, [amount * 100, `${amount}`])),
  );
  expect(codesOf(results)).toEqual([]);
  await expectSound(ctx, 10_000 - 5_500);
});

it("payments and fees at once on two cases, taken in either order, wait for each other and end", async () => {
  const { ctx, caseId, claimId } = await debtOf(10_000);
  const other = await makeCase(ctx);
  const both = (ids: number[]) =>
    inTransaction(ctx, (inner, tx) => reallocateCases(inner, tx, { caseIds: ids }));
  const fee = { kind: "fee" as const, amountMinor: 500, valueOn: "2026-02-01" };
  const results = await Promise.allSettled([
    both([caseId, other]),
    both([other, caseId]),
    pay(ctx, caseId, [2_000, "a"]),
    addCharge(ctx, { claimId, ...fee }),
    both([other, caseId]),
    pay(ctx, caseId, [3_000, "b"]),
  ]);
  expect(codesOf(results)).toEqual([]);
  const { caches, sums } = await cachesAndSums(ctx);
  expect(caches).toEqual(sums);
  expect(caches.cases.map((row) => row.czk)).toEqual([5_500, 0]);
});

it("two reversals of one payment: exactly one wins", async () => {
  const { ctx, caseId } = await debtOf(10_000);
  const { paymentId } = await pay(ctx, caseId, [4_000, "x"]);
  const reverse = (kind: "correction" | "bounce") =>
    reversePayment(ctx, { paymentId, kind, reason: "-" });
  const results = await Promise.allSettled([
    reverse("correction"),
    reverse("bounce"),
    reverse("correction"),
  ]);
  expect(codesOf(results)).toEqual(["claims.already_reversed", "claims.already_reversed"]);
  await expectSound(ctx, 10_000);
});

it("two reversals of one charge: exactly one wins", async () => {
  const { ctx, claimId } = await debtOf(10_000);
  const fee = { kind: "fee" as const, amountMinor: 700, valueOn: "2026-02-01" };
  const { entryId } = await addCharge(ctx, { claimId, ...fee });
  const reverse = () => reverseCharge(ctx, { entryId, reason: "-" });
  const results = await Promise.allSettled([reverse(), reverse()]);
  expect(codesOf(results)).toEqual(["claims.charge_already_reversed"]);
  await expectSound(ctx, 10_000);
});

it("the same form sent three times at once: one payment", async () => {
  const { ctx, caseId } = await debtOf(10_000);
  const send = () => pay(ctx, caseId, [4_000, "same"]);
  const results = await Promise.all([send(), send(), send()]);
  expect(new Set(results.map(({ paymentId }) => paymentId)).size).toBe(1);
  expect(results.filter(({ isRepeated }) => !isRepeated)).toHaveLength(1);
  await expectSound(ctx, 6_000);
});

it("one key at once on two cases: one payment, the other is refused", async () => {
  const { ctx, caseId } = await debtOf(10_000);
  const other = await makeCase(ctx);
  const send = (id: number) =>
    recordPayment(ctx, {
      ...{ caseId: id, amountMinor: 100, currency: "CZK", valueOn: "2026-03-01" },
      idempotencyKey: "race-two-cases",
    });
  const results = await Promise.allSettled([send(caseId), send(other)]);
  expect(codesOf(results)).toEqual(["claims.key_used"]);
  const rows = await reading(ctx, ({ sql }) => sql`select count(*)::int as n from payments`);
  expect(rows[0]?.n).toBe(1);
});

it("a move of overpayment that is pressed twice moves it once, and says so to both", async () => {
  const { ctx, caseId } = await debtOf(1_000);
  const { paymentId } = await pay(ctx, caseId, [3_000, "over"]);
  const toCaseId = await makeCase(ctx);
  const [to] = await reading(
    ctx,
    ({ sql }) =>
      sql<{ refNo: string }[]>`select ref_no as "refNo" from cases where id = ${toCaseId}`,
  );
  const move = () =>
    moveSurplus(ctx, {
      ...{ paymentId, amountMinor: 2_000, toRefNo: to?.refNo ?? "", reason: "jiný dluh" },
      idempotencyKey: `race-key-${caseId}-move`,
    });
  const moved = await Promise.all([move(), move(), move()]);
  expect(new Set(moved.map(({ moveId }) => moveId)).size).toBe(1);
});

it("a rate is not entered in the midst of a booking that reckons without it", async () => {
  const tenant = await desk.tenant();
  const [ctx, admin] = [
    await tenant.operator("supervisor"),
    await tenant.operator("administrator"),
  ];
  const done: string[] = [];
  let entered: Promise<void> = Promise.resolve();
  await inTransaction(ctx, async (_, tx) => {
    await holdRates(tx);
    entered = saveRate(admin, {
      ...{ series: "cnb-repo", fromOn: "2027-01-01", knownUntil: "2027-06-30" },
      ...{ ratePercent: "3.5", source: "ČNB" },
    }).then(() => void done.push("entered"));
    // As long as the other one needs for the whole of it, were it not held up.
    for (let turn = 0; turn < 300; turn += 1) await tx.sql`select 1`;
    done.push("booked");
  });
  await entered;
  expect(done).toEqual(["booked", "entered"]);
});
