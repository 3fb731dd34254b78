import { writeAbo } from "@/server/connectors/bank/testing/write-abo";
import { MOVEMENT, STATEMENT } from "@/server/connectors/bank/testing/written";
import { listMovements, saveAccount, uploadStatement } from "@/server/domain/bank";
import type { OperatorContext } from "@/server/domain/context";

/** One payment on a statement, from somebody of that name: statements travel outside of procedures. */
export async function seedMovement(
  ctx: OperatorContext,
  counterName: string,
): Promise<{ accountId: number; movementId: number }> {
  const { account: number } = STATEMENT;
  const { accountId } = await saveAccount(ctx, { number, currency: "CZK", name: counterName });
  const movements = [{ ...MOVEMENT, counterName, variableSymbol: null }];
  const bytes = writeAbo([{ ...STATEMENT, movements }]);
  await uploadStatement(
    ctx,
    { name: "vypis.gpc" },
    (async function* () {
      yield bytes;
    })(),
  );
  const { items } = await listMovements(ctx, {});
  return { accountId, movementId: items[0]?.id ?? 0 };
}
