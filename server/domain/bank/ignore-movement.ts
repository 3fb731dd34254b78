import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { beforeOf, writeDecision } from "./decisions";
import {
  type IgnoreMovementInput,
  ignoreMovementInput,
  type ParkMovementInput,
  parkMovementInput,
} from "./inputs";
import { assertOpen, lockMovement } from "./load";
import { moveMovement, type Standing } from "./move-movement";

/** A movement that is none of the tenant's cases: it leaves the queue, with a reason. */
export async function ignoreMovement(
  ctx: Context,
  raw: IgnoreMovementInput,
): Promise<{ decisionId: number }> {
  authorize(ctx, "bank:match");
  const { movementId, note } = ignoreMovementInput.parse(raw);
  const to = { state: "ignored", reason: "not_ours", note } as const;
  return putAside(ctx, { movementId, kind: "ignore", to });
}

/** Put off with a note, until somebody takes it up: the machine leaves it alone. */
export async function parkMovement(
  ctx: Context,
  raw: ParkMovementInput,
): Promise<{ decisionId: number }> {
  authorize(ctx, "bank:match");
  const { movementId, note } = parkMovementInput.parse(raw);
  const to = { state: "parked", reason: "parked", note } as const;
  return putAside(ctx, { movementId, kind: "park", to });
}

function putAside(
  ctx: Context,
  { movementId, kind, to }: { movementId: number; kind: "ignore" | "park"; to: Standing },
): Promise<{ decisionId: number }> {
  return inTransaction(ctx, async (inner, tx) => {
    const movement = await lockMovement(tx, movementId);
    assertOpen(movement);
    await moveMovement(inner, tx, { movementId, to, isUnbooked: false });
    const before = beforeOf(movement);
    const decisionId = await writeDecision(inner, tx, { movementId, kind, before });
    await writeAudit(inner, {
      action: `bank.${kind}`,
      entity: "bank_movement",
      entityId: movementId,
      before: { reason: movement.reason },
      after: { state: to.state },
      reason: to.note,
    });
    return { decisionId };
  });
}
