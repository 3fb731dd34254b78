import { payments } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { checkPaymentDay, dayError } from "./days";
import { type ReversePaymentInput, reversePaymentInput } from "./inputs";
import { type LoadedPayment, lockPayment, movedOn } from "./load";
import { reallocateCases } from "./reallocate-cases";

/**
 * Takes a payment back by a reversing row. A correction removes it from its own day on, as if it had
 * never been; a bounce gives back what it paid on the day the money left again. Once only: the
 * second gets conflict `claims.already_reversed`.
 */
export async function reversePayment(
  ctx: Context,
  raw: ReversePaymentInput,
): Promise<{ paymentId: number }> {
  authorize(ctx, "claims:reverse");
  const input = reversePaymentInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const payment = await lockPayment(tx, input.paymentId);
    const moved = (await movedOn(tx, [payment.id])).get(payment.id);
    if (moved) throw new DomainError("precondition", moved);
    const valueOn = reversalDay(ctx, input, payment);
    const { caseId, claimId, currency, variableSymbol, source } = payment;
    const [row] = await tx
      .insert(payments)
      .values({
        ...{ caseId, claimId, currency, variableSymbol, source, valueOn },
        amountMinor: -payment.amountMinor,
        note: input.reason,
        reversesId: payment.id,
        reversalKind: input.kind,
        bookedAt: ctx.now,
        bookedBy: authorOf(ctx.actor).id,
      })
      .returning({ id: payments.id });
    if (!row) throw new Error("the insert answered nothing");
    await writeAudit(inner, {
      action: "claims.reverse-payment",
      entity: "payment",
      entityId: payment.id,
      caseId,
      before: { amountMinor: payment.amountMinor, currency, valueOn: payment.valueOn },
      after: { kind: input.kind, valueOn, reversalId: row.id },
      reason: input.reason,
    });
    await writeFact(inner, {
      name: "payment.reversed",
      payload: { paymentId: payment.id, caseId },
    });
    const { kind, reason } = input;
    await writeSystemEvents(inner, [
      {
        ...{ caseId, code: "payment.reversed", text: reason },
        params: { kind, amountMinor: payment.amountMinor, currency, valueOn },
      },
    ]);
    await reallocateCases(inner, tx, { caseIds: [caseId] });
    return { paymentId: row.id };
  });
}

function reversalDay(
  ctx: Context,
  input: { kind: string; valueOn?: string },
  payment: LoadedPayment,
): string {
  if (input.kind === "correction") return payment.valueOn;
  const valueOn = input.valueOn ?? ctx.today;
  checkPaymentDay(ctx, valueOn);
  if (valueOn < payment.valueOn) {
    throw dayError(ctx, "claims.reversal_too_early", { day: payment.valueOn });
  }
  return valueOn;
}
