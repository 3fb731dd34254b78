import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { beforeOf, reverseStanding, writeDecision } from "./decisions";
import { type ReleaseMovementInput, releaseMovementInput } from "./inputs";
import { type LoadedMovement, lockMovement } from "./load";
import { moveMovement } from "./move-movement";

/**
 * Takes a decision back, the machine's or a person's: the payments are reversed as if they had never
 * been, with all that followed, and the movement waits in the queue again. The machine does not book
 * it a second time, and no longer offers whom it had booked it on. Throws conflict
 * `bank.movement_open`.
 */
export async function releaseMovement(
  ctx: Context,
  raw: ReleaseMovementInput,
): Promise<{ decisionId: number }> {
  authorize(ctx, "bank:match");
  const { movementId, note } = releaseMovementInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const movement = await lockMovement(tx, movementId);
    if (movement.state === "open" && movement.standing.length === 0) {
      throw new DomainError("conflict", "bank.movement_open");
    }
    await reverseStanding(inner, movement, note);
    const to = { state: "open", reason: "taken_back", note } as const;
    await moveMovement(inner, tx, { movementId, to, isUnbooked: true });
    await refuseMachine(inner, tx, movement);
    const before = beforeOf(movement);
    const decisionId = await writeDecision(inner, tx, { movementId, kind: "release", before });
    await writeAudit(inner, {
      action: "bank.release",
      entity: "bank_movement",
      entityId: movementId,
      caseId: movement.caseId,
      before: {
        ...{ state: movement.state, reason: movement.reason, paymentId: movement.paymentId },
      },
      after: { state: "open" },
      reason: note,
    });
    return { decisionId };
  });
}

/** The machine was wrong about the case: it is told so. A person who was may say the same again. */
async function refuseMachine(ctx: Context, { sql }: Tx, movement: LoadedMovement): Promise<void> {
  const { id, state, caseId, decidedBy } = movement;
  if (state !== "matched" || caseId === null || decidedBy !== null) return;
  await sql`
    insert into match_refusals (movement_id, case_id, refused_by, refused_at)
    values (${id}, ${caseId}, ${authorOf(ctx.actor).id}, ${ctx.now}) on conflict do nothing`;
}
