import { DECIDED_REASONS } from "@/db/values/bank";
import { writeAudit } from "../audit";
import { requireCase } from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { beforeOf, writeDecision } from "./decisions";
import { type RefuseCandidateInput, refuseCandidateInput } from "./inputs";
import { assertOpen, lockMovement } from "./load";
import { askMachine, matchAsMachine } from "./rematch";

/**
 * "Not this one": the case is neither booked nor offered for this movement again, until somebody books
 * it there by hand. The machine looks for others at once.
 */
export async function refuseCandidate(
  ctx: Context,
  raw: RefuseCandidateInput,
): Promise<{ decisionId: number }> {
  authorize(ctx, "bank:match");
  const { movementId, caseId } = refuseCandidateInput.parse(raw);
  const done = await inTransaction(ctx, async (inner, tx) => {
    const movement = await lockMovement(tx, movementId);
    assertOpen(movement);
    await requireCase(tx, caseId);
    await tx.sql`
      insert into match_refusals (movement_id, case_id, refused_by, refused_at)
      values (${movementId}, ${caseId}, ${authorOf(ctx.actor).id}, ${ctx.now})
      on conflict do nothing`;
    const before = { ...beforeOf(movement), caseId };
    const decisionId = await writeDecision(inner, tx, { movementId, kind: "refuse", before });
    await writeAudit(inner, {
      action: "bank.refuse",
      entity: "bank_movement",
      entityId: movementId,
      caseId,
      after: { caseId },
    });
    const isMachines = movement.state === "open" && !DECIDED_REASONS.includes(movement.reason);
    if (isMachines) await askMachine(tx, movement);
    return { decisionId, isMachines };
  });
  if (done.isMachines) await matchAsMachine(ctx, movementId);
  return { decisionId: done.decisionId };
}
