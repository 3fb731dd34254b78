import type { Tx } from "@/db/client";
import { payments, surplusMoves } from "@/db/schema";
import type { SurplusKind } from "@/db/values/claims";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { formatMoney } from "@/server/kernel/money";
import { writeAudit } from "../audit";
import { findCaseByRefNo, writeSystemEvents } from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { ledgerOf } from "./case-claims";
import { checkPaymentDay, dayError } from "./days";
import {
  type MoveSurplusInput,
  moveSurplusInput,
  type ReturnSurplusInput,
  returnSurplusInput,
} from "./inputs";
import { handKey, type LoadedPayment, lockCase, lockPayment } from "./load";
import { reallocateCases } from "./reallocate-cases";

/**
 * Writes down that overpayment was sent back on a day: the payment is so much smaller from then on.
 * Only what is free goes (`claims.surplus_too_much`, with the most that does).
 */
export async function returnSurplus(
  ctx: Context,
  raw: ReturnSurplusInput,
): Promise<{ moveId: number }> {
  authorize(ctx, "claims:reverse");
  const input = returnSurplusInput.parse(raw);
  const { paymentId, amountMinor, valueOn, reason } = input;
  checkPaymentDay(ctx, valueOn);
  return inTransaction(ctx, async (inner, tx) => {
    const sourceKey = handKey(input.idempotencyKey);
    const known = await knownOf(tx, { paymentId, sourceKey });
    if (known) return { moveId: known };
    const payment = await lockPayment(tx, paymentId);
    const done = await knownOf(tx, { paymentId, sourceKey });
    if (done) return { moveId: done };
    if (valueOn < payment.valueOn) {
      throw dayError(ctx, "claims.reversal_too_early", { day: payment.valueOn });
    }
    await refuseMore(inner, tx, { payment, amountMinor });
    const row = { kind: "return" as const, amountMinor, valueOn, reason, sourceKey };
    const moveId = await writeMove(inner, tx, { payment, row: { ...row, toPaymentId: null } });
    await reallocateCases(inner, tx, { caseIds: [payment.caseId] });
    return { moveId };
  });
}

/**
 * Moves overpayment to another case, where it counts from the day on which it came. Throws
 * `cases.not_found` for a number nobody may see.
 */
export async function moveSurplus(
  ctx: Context,
  raw: MoveSurplusInput,
): Promise<{ moveId: number }> {
  authorize(ctx, "claims:reverse");
  const input = moveSurplusInput.parse(raw);
  const { paymentId, amountMinor, toRefNo, reason } = input;
  return inTransaction(ctx, async (inner, tx) => {
    const sourceKey = handKey(input.idempotencyKey);
    const known = await knownOf(tx, { paymentId, sourceKey });
    if (known) return { moveId: known };
    const { caseId: toCaseId } = await findCaseByRefNo(inner, { refNo: toRefNo });
    const payment = await lockBoth(tx, { paymentId, toCaseId });
    // Pressed twice: the other one was at work while this one waited.
    const done = await knownOf(tx, { paymentId, sourceKey });
    if (done) return { moveId: done };
    if (payment.caseId === toCaseId) throw new DomainError("invalid", "claims.surplus_same_case");
    await refuseMore(inner, tx, { payment, amountMinor });
    const { currency, valueOn, variableSymbol } = payment;
    const [moved] = await tx
      .insert(payments)
      .values({
        ...{ caseId: toCaseId, amountMinor, currency, valueOn, variableSymbol, note: reason },
        source: "hand",
        sourceKey: `surplus:${input.idempotencyKey}`,
        bookedAt: ctx.now,
        bookedBy: authorOf(ctx.actor).id,
      })
      .returning({ id: payments.id });
    if (!moved) throw new Error("the insert answered nothing");
    const row = { kind: "move" as const, amountMinor, valueOn, reason, sourceKey };
    const moveId = await writeMove(inner, tx, { payment, row: { ...row, toPaymentId: moved.id } });
    await writeFact(inner, {
      name: "payment.recorded",
      payload: { paymentId: moved.id, caseId: toCaseId, amountMinor, currency },
    });
    await writeSystemEvents(inner, [
      {
        ...{ caseId: toCaseId, code: "payment.recorded", text: reason },
        params: { amountMinor, currency, valueOn, variableSymbol },
      },
    ]);
    await reallocateCases(inner, tx, { caseIds: [payment.caseId, toCaseId] });
    return { moveId };
  });
}

/** Both cases, the smaller id first, as everybody locks them: nobody waits in a circle. */
async function lockBoth(
  tx: Tx,
  { paymentId, toCaseId }: { paymentId: number; toCaseId: number },
): Promise<LoadedPayment> {
  const [found] = await tx.sql<{ caseId: number }[]>`
    select p.case_id as "caseId" from payments p join cases k on k.id = p.case_id
     where p.id = ${paymentId}`;
  if (!found) throw new DomainError("not_found", "claims.payment_not_found");
  if (toCaseId < found.caseId) await lockCase(tx, toCaseId);
  const payment = await lockPayment(tx, paymentId);
  if (toCaseId > found.caseId) await lockCase(tx, toCaseId);
  return payment;
}

async function knownOf(
  { sql }: Tx,
  { paymentId, sourceKey }: { paymentId: number; sourceKey: string },
): Promise<number | null> {
  const [row] = await sql<{ id: number; isSame: boolean }[]>`
    select s.id, s.payment_id = ${paymentId} as "isSame"
      from surplus_moves s join cases k on k.id = s.case_id where s.source_key = ${sourceKey}`;
  if (row && !row.isSame) throw new DomainError("conflict", "claims.key_used");
  return row?.id ?? null;
}

/** Only money that nothing needs may leave. */
async function refuseMore(
  ctx: Context,
  tx: Tx,
  { payment, amountMinor }: { payment: LoadedPayment; amountMinor: number },
): Promise<void> {
  const { allocated } = await ledgerOf(tx, payment.caseId);
  const freeMinor = allocated.reduce(
    (sum, { paymentKey, componentKey, amountMinor: part }) =>
      paymentKey === payment.id && componentKey === null ? sum + part : sum,
    0,
  );
  if (amountMinor <= freeMinor) return;
  const max = formatMoney(freeMinor, payment.currency, ctx.actor.language);
  throw new DomainError("invalid", "claims.surplus_too_much", { max });
}

interface Move {
  kind: SurplusKind;
  amountMinor: number;
  valueOn: Day;
  reason: string;
  sourceKey: string;
  toPaymentId: number | null;
}

async function writeMove(
  ctx: Context,
  tx: Tx,
  { payment, row }: { payment: LoadedPayment; row: Move },
): Promise<number> {
  const { caseId, id: paymentId, currency } = payment;
  const { kind, amountMinor, valueOn, reason, toPaymentId } = row;
  const [written] = await tx
    .insert(surplusMoves)
    .values({ ...row, caseId, paymentId, bookedAt: ctx.now, bookedBy: authorOf(ctx.actor).id })
    .returning({ id: surplusMoves.id });
  if (!written) throw new Error("the insert answered nothing");
  const moveId = written.id;
  await writeAudit(ctx, {
    action: kind === "return" ? "claims.return-surplus" : "claims.move-surplus",
    entity: "payment",
    entityId: paymentId,
    caseId,
    after: { moveId, amountMinor, currency, valueOn, toPaymentId },
    reason,
  });
  await writeFact(ctx, { name: "payment.surplus_left", payload: { paymentId, caseId, moveId } });
  const params = { kind, amountMinor, currency, valueOn, isUndone: false };
  await writeSystemEvents(ctx, [{ caseId, code: "payment.surplus", params, text: reason }]);
  return moveId;
}
