import type { Tx } from "@/db/client";
import type { MovementReason, MovementState } from "@/db/values/bank";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { requireCase } from "../cases";

export interface LoadedMovement {
  id: number;
  state: MovementState;
  reason: MovementReason;
  amountMinor: number;
  currency: string;
  bookedOn: Day;
  valueOn: Day | null;
  variableSymbol: string | null;
  counterName: string | null;
  message: string | null;
  caseId: number | null;
  paymentId: number | null;
  attempt: number;
}

/** Movements by id, locked in one order. */
export async function lockMovements(
  { sql }: Tx,
  movementIds: readonly number[],
): Promise<Map<number, LoadedMovement>> {
  const rows = await sql<LoadedMovement[]>`
    select id, state, reason, amount_minor as "amountMinor", currency, booked_on as "bookedOn",
           value_on as "valueOn", variable_symbol as "variableSymbol",
           counter_name as "counterName", message, case_id as "caseId",
           payment_id as "paymentId", attempt
      from bank_movements where id = any(${movementIds as number[]}::bigint[])
     order by id for update`;
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * The movement, locked. Throws not_found `bank.movement_not_found`, and `cases.not_found` where it was
 * booked on a case that the actor may not see: who paid there stays behind its wall.
 */
export async function lockMovement(tx: Tx, movementId: number): Promise<LoadedMovement> {
  const row = (await lockMovements(tx, [movementId])).get(movementId);
  if (!row) throw new DomainError("not_found", "bank.movement_not_found");
  if (row.caseId !== null) await requireCase(tx, row.caseId);
  return row;
}

/** Refuses what somebody has decided meanwhile. Throws conflict `bank.movement_decided`. */
export function assertOpen({ state }: LoadedMovement): void {
  if (state !== "open") throw new DomainError("conflict", "bank.movement_decided");
}
