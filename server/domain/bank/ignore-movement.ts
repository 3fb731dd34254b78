import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { type IgnoreMovementInput, ignoreMovementInput } from "./inputs";
import { assertOpen, lockMovement } from "./load";

/** A movement that is none of the tenant's cases: it leaves the queue, with a reason. */
export async function ignoreMovement(ctx: Context, raw: IgnoreMovementInput): Promise<void> {
  authorize(ctx, "bank:match");
  const { movementId, note } = ignoreMovementInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const movement = await lockMovement(tx, movementId);
    assertOpen(movement);
    await tx.sql`
      update bank_movements set state = 'ignored', reason = 'not_ours', note = ${note},
             decided_by = ${authorOf(ctx.actor).id}, decided_at = ${ctx.now}
       where id = ${movementId}`;
    await writeAudit(inner, {
      action: "bank.ignore",
      entity: "bank_movement",
      entityId: movementId,
      before: { reason: movement.reason },
      after: { state: "ignored" },
      reason: note,
    });
  });
}
