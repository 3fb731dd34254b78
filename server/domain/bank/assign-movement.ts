import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { bookParts, remainderOf } from "./book-parts";
import { beforeOf, writeDecision } from "./decisions";
import { type AssignMovementInput, assignMovementInput } from "./inputs";
import { assertOpen, lockMovement } from "./load";

export interface Assigned {
  paymentId: number;
  /** What `undoDecision` takes back. */
  decisionId: number;
}

/**
 * A person says what a movement pays: it becomes a payment of the case, in one transaction. Throws
 * conflict `bank.movement_decided`, invalid `bank.not_money_in`, not_found `bank.case_not_found`.
 */
export async function assignMovement(ctx: Context, raw: AssignMovementInput): Promise<Assigned> {
  authorize(ctx, "bank:match");
  const { movementId, caseId, claimId = null } = assignMovementInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const movement = await lockMovement(tx, movementId);
    assertOpen(movement);
    const amountMinor = remainderOf(movement);
    const parts = [{ caseId, claimId, amountMinor }];
    const [paymentId = 0] = await bookParts(inner, tx, { movement, parts });
    const before = beforeOf(movement);
    const decisionId = await writeDecision(inner, tx, { movementId, kind: "assign", before });
    await writeAudit(inner, {
      action: "bank.assign",
      entity: "bank_movement",
      entityId: movementId,
      caseId,
      before: { reason: movement.reason },
      after: { caseId, claimId, paymentId },
    });
    return { paymentId, decisionId };
  });
}
