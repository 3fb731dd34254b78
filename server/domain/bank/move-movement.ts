import type { Tx } from "@/db/client";
import type { MovementReason, MovementState } from "@/db/values/bank";
import { authorOf, type Context } from "../context";
import type { Before } from "./decisions";

/** Where a movement stands from now on when no payment comes of it, or no longer does. */
export interface Standing {
  state: MovementState;
  reason: MovementReason;
  note: string | null;
}

/** Moves a locked movement by a person's decision; what it was booked as is let go of. */
export async function moveMovement(
  ctx: Context,
  { sql }: Tx,
  { movementId, to, isUnbooked }: { movementId: number; to: Standing; isUnbooked: boolean },
): Promise<void> {
  await sql`
    update bank_movements
       set state = ${to.state}, reason = ${to.reason}, note = ${to.note}, case_id = null,
           payment_id = null, attempt = attempt + ${isUnbooked ? 1 : 0},
           decided_by = ${authorOf(ctx.actor).id}, decided_at = ${ctx.now}
     where id = ${movementId}`;
}

/** As it stood before, with the one who had decided then. */
export async function moveBack(
  ctx: Context,
  tx: Tx,
  { movementId, before }: { movementId: number; before: Before },
): Promise<void> {
  await moveMovement(ctx, tx, { movementId, to: before, isUnbooked: true });
  await tx.sql`
    update bank_movements set decided_by = ${before.decidedBy},
           corrected_symbol = ${before.correctedSymbol}
     where id = ${movementId}`;
}
