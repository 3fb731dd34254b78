import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { reversePayment } from "../claims";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { type ReleaseMovementInput, releaseMovementInput } from "./inputs";
import { lockMovement } from "./load";

/**
 * Takes a decision back, the machine's or a person's: the payment is reversed as if it had never
 * been, with all that followed, and the movement waits in the queue again. The machine does not book
 * it a second time. Throws conflict `bank.movement_open`.
 */
export async function releaseMovement(ctx: Context, raw: ReleaseMovementInput): Promise<void> {
  authorize(ctx, "bank:match");
  const { movementId, note } = releaseMovementInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const movement = await lockMovement(tx, movementId);
    if (movement.state === "open") throw new DomainError("conflict", "bank.movement_open");
    const { paymentId, caseId } = movement;
    // Reversed by hand before, it is only let go of.
    if (paymentId !== null && (await stands(tx, paymentId))) {
      await reversePayment(inner, { paymentId, kind: "correction", reason: note });
    }
    await tx.sql`
      update bank_movements set state = 'open', reason = 'taken_back', case_id = null,
             payment_id = null, attempt = attempt + 1, note = ${note},
             decided_by = ${authorOf(ctx.actor).id}, decided_at = ${ctx.now}
       where id = ${movementId}`;
    await writeAudit(inner, {
      action: "bank.release",
      entity: "bank_movement",
      entityId: movementId,
      caseId,
      before: { state: movement.state, reason: movement.reason, paymentId },
      after: { state: "open" },
      reason: note,
    });
  });
}

async function stands({ sql }: Tx, paymentId: number): Promise<boolean> {
  const rows = await sql`
    select 1 from payments p where p.id = ${paymentId}
       and not exists (select 1 from payments r where r.reverses_id = p.id)`;
  return rows.length > 0;
}
