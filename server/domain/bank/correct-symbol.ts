import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { beforeOf, writeDecision } from "./decisions";
import { type CorrectSymbolInput, correctSymbolInput } from "./inputs";
import { assertOpen, lockMovement } from "./load";
import { askMachine, matchAsMachine, type Rematched } from "./rematch";

/**
 * A person says which symbol the payer meant; the bank's own stays as it came. The machine then looks
 * at the movement again. Throws conflict `bank.movement_decided`.
 */
export async function correctSymbol(
  ctx: Context,
  raw: CorrectSymbolInput,
): Promise<Rematched & { decisionId: number }> {
  authorize(ctx, "bank:match");
  const { movementId, symbol } = correctSymbolInput.parse(raw);
  const decisionId = await inTransaction(ctx, async (inner, tx) => {
    const movement = await lockMovement(tx, movementId);
    assertOpen(movement);
    await tx.sql`
      update bank_movements set corrected_symbol = ${symbol} where id = ${movementId}`;
    await askMachine(tx, movement);
    await writeAudit(inner, {
      action: "bank.correct-symbol",
      entity: "bank_movement",
      entityId: movementId,
      before: { variableSymbol: movement.variableSymbol },
      after: { variableSymbol: symbol },
    });
    const before = beforeOf(movement);
    return writeDecision(inner, tx, { movementId, kind: "symbol", before });
  });
  return { ...(await matchAsMachine(ctx, movementId)), decisionId };
}
