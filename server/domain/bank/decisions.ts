import type { Tx } from "@/db/client";
import type { DecisionKind, MovementReason, MovementState } from "@/db/values/bank";
import { DomainError } from "@/server/kernel/errors";
import { reversePayments } from "../claims";
import { authorOf, type Context } from "../context";
import type { LoadedMovement, Refusal, StandingPart } from "./load";

/** How a movement stood before somebody decided: what an undo brings back. */
export interface Before {
  state: MovementState;
  reason: MovementReason;
  note: string | null;
  decidedBy: number | null;
  correctedSymbol: string | null;
  /** What it was booked as. */
  parts: StandingPart[];
  /** Whom it was refused for. */
  refusals: Refusal[];
  /** Whom a refusal was about. */
  caseId?: number;
}

export const beforeOf = (movement: LoadedMovement): Before => ({
  state: movement.state,
  reason: movement.reason,
  note: movement.note,
  decidedBy: movement.decidedBy,
  correctedSymbol: movement.correctedSymbol,
  parts: movement.standing,
  refusals: movement.refusals,
});

/** Writes a decision down with its way back; in the verb's own transaction. */
export async function writeDecision(
  ctx: Context,
  tx: Tx,
  decision: { movementId: number; kind: DecisionKind; before: Before },
): Promise<number> {
  const { movementId, kind, before } = decision;
  const [row] = await tx.sql<{ id: number }[]>`
    insert into bank_decisions (movement_id, kind, before, decided_by, decided_at)
    values (${movementId}, ${kind}, ${JSON.stringify(before)}::jsonb, ${authorOf(ctx.actor).id},
            ${ctx.now}) returning id`;
  if (!row) throw new Error("the insert answered nothing");
  return row.id;
}

/**
 * Takes back what the movement is booked as: its payments are reversed as if they had never been, with
 * all that followed. One that was corrected by hand before is only let go of. Throws what forbids it,
 * precondition `claims.surplus_first`.
 */
export async function reverseStanding(
  ctx: Context,
  { standing }: LoadedMovement,
  reason: string,
): Promise<void> {
  if (standing.length === 0) return;
  const paymentIds = standing.map(({ paymentId }) => paymentId);
  const { refused } = await reversePayments(ctx, { paymentIds, kind: "correction", reason });
  const refusal = refused.find(({ code }) => code !== "claims.already_reversed");
  if (refusal) throw new DomainError("precondition", refusal.code, refusal.params);
}
