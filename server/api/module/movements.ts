import { rematchMovement } from "@/server/domain/bank";
import { rematchMovementInput } from "@/server/domain/bank/inputs";
import type { ModuleContext } from "@/server/domain/context";
import { DomainError } from "@/server/kernel/errors";
import type { ModuleCall } from "./door";

/** Lets the machine look at a movement again (znovuzatřízení); answers where it stands now. */
export async function rematch(ctx: ModuleContext, { params }: ModuleCall): Promise<unknown> {
  const input = rematchMovementInput.safeParse({ movementId: Number(params.movementId) });
  if (!input.success) throw new DomainError("not_found", "bank.movement_not_found");
  return rematchMovement(ctx, input.data);
}
