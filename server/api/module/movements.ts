import { rematchMovement } from "@/server/domain/bank";
import { rematchMovementInput } from "@/server/domain/bank/inputs";
import type { ModuleContext } from "@/server/domain/context";
import { DomainError } from "@/server/kernel/errors";
import type { ModuleCall } from "./door";

/**
 * Lets the machine look at a movement again (znovuzatřízení); answers where it stands now. In
 * transactions of its own also within a named call: the machine's would wait for the asker's lock.
 */
export async function rematch(ctx: ModuleContext, { params }: ModuleCall): Promise<unknown> {
  const { tx: _, together: __, ...alone } = ctx;
  const input = rematchMovementInput.safeParse({ movementId: Number(params.movementId) });
  if (!input.success) throw new DomainError("not_found", "bank.movement_not_found");
  return rematchMovement(alone, input.data);
}
