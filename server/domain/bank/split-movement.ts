import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { bookParts } from "./book-parts";
import { beforeOf, writeDecision } from "./decisions";
import { type SplitMovementInput, splitMovementInput } from "./inputs";
import { assertOpen, lockMovement } from "./load";

/**
 * One movement pays several claims or cases, in parts that make it up to the minor unit: all are
 * booked or none. Throws as `assignMovement` does, and invalid `bank.split_sum`.
 */
export async function splitMovement(
  ctx: Context,
  raw: SplitMovementInput,
): Promise<{ paymentIds: number[]; decisionId: number }> {
  authorize(ctx, "bank:match");
  const { movementId, parts: given } = splitMovementInput.parse(raw);
  const parts = given.map(({ claimId = null, ...part }) => ({ ...part, claimId }));
  return inTransaction(ctx, async (inner, tx) => {
    const movement = await lockMovement(tx, movementId);
    assertOpen(movement);
    const paymentIds = await bookParts(inner, tx, { movement, parts });
    const before = beforeOf(movement);
    const decisionId = await writeDecision(inner, tx, { movementId, kind: "split", before });
    await writeAudit(
      inner,
      parts.map((part, at) => ({
        ...{ action: "bank.split", entity: "bank_movement", entityId: movementId },
        caseId: part.caseId,
        before: { reason: movement.reason },
        after: { ...part, paymentId: paymentIds[at] ?? null },
      })),
    );
    return { paymentIds, decisionId };
  });
}
