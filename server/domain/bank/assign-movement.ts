import { DomainError } from "@/server/kernel/errors";
import { CURRENCIES, type Currency } from "@/server/kernel/money";
import { writeAudit } from "../audit";
import { bookBankPayments } from "../claims";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { type AssignMovementInput, assignMovementInput } from "./inputs";
import { assertOpen, type LoadedMovement, lockMovement } from "./load";
import { keyOf } from "./match-movements";

/**
 * A person says what a movement pays: it becomes a payment of the case, in one transaction. Throws
 * conflict `bank.movement_decided`, invalid `bank.not_money_in`, not_found `bank.case_not_found`.
 */
export async function assignMovement(
  ctx: Context,
  raw: AssignMovementInput,
): Promise<{ paymentId: number }> {
  authorize(ctx, "bank:match");
  const { movementId, caseId, claimId = null } = assignMovementInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const movement = await lockMovement(tx, movementId);
    assertOpen(movement);
    const sourceKey = keyOf({ movementId, attempt: movement.attempt });
    const payment = { caseId, claimId, sourceKey, ...moneyOf(movement) };
    const booked = await bookBankPayments(inner, tx, [payment]);
    const paymentId = booked.get(sourceKey);
    if (paymentId === undefined) throw new DomainError("not_found", "bank.case_not_found");
    await tx.sql`
      update bank_movements set state = 'matched', reason = 'by_person', case_id = ${caseId},
             payment_id = ${paymentId}, decided_by = ${authorOf(ctx.actor).id},
             decided_at = ${ctx.now}, note = null
       where id = ${movementId}`;
    await writeAudit(inner, {
      action: "bank.assign",
      entity: "bank_movement",
      entityId: movementId,
      caseId,
      before: { reason: movement.reason },
      after: { caseId, claimId, paymentId },
    });
    return { paymentId };
  });
}

/** A movement as money that pays a case. Throws invalid `bank.not_money_in`, `bank.account_currency`. */
export function moneyOf(movement: LoadedMovement) {
  const { amountMinor, currency, valueOn, bookedOn, variableSymbol } = movement;
  if (amountMinor <= 0) throw new DomainError("invalid", "bank.not_money_in");
  if (!(CURRENCIES as readonly string[]).includes(currency)) {
    throw new DomainError("invalid", "bank.account_currency", { account: "", currency });
  }
  const note = [movement.counterName, movement.message].filter(Boolean).join(", ") || null;
  return {
    ...{ amountMinor, currency: currency as Currency, variableSymbol, note },
    valueOn: valueOn ?? bookedOn,
  };
}
