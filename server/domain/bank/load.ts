import type { Tx } from "@/db/client";
import type { MovementReason, MovementState } from "@/db/values/bank";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";

export interface LoadedMovement {
  id: number;
  state: MovementState;
  reason: MovementReason;
  amountMinor: number;
  currency: string;
  bookedOn: Day;
  valueOn: Day | null;
  /** As a person corrected it, else as the bank has it. */
  variableSymbol: string | null;
  correctedSymbol: string | null;
  counterName: string | null;
  message: string | null;
  note: string | null;
  caseId: number | null;
  paymentId: number | null;
  decidedBy: number | null;
  attempt: number;
  /** What it has been booked as and was not corrected away; one, or several of a split. */
  standing: StandingPart[];
  refusals: Refusal[];
}

/** A case that somebody has said it is not for, as it is kept. */
export interface Refusal {
  caseId: number;
  refusedBy: number | null;
  refusedAt: string;
}

/** A payment of the movement that stands. */
export interface StandingPart {
  paymentId: number;
  caseId: number;
  claimId: number | null;
  amountMinor: number;
}

/** A movement without what was decided about it. */
export type LockedMovement = Omit<LoadedMovement, "standing" | "refusals">;

/** Movements by id, locked in one order. */
export async function lockMovements(
  { sql }: Tx,
  movementIds: readonly number[],
): Promise<Map<number, LockedMovement>> {
  const rows = await sql<LockedMovement[]>`
    select id, state, reason, amount_minor as "amountMinor", currency, booked_on as "bookedOn",
           value_on as "valueOn", coalesce(corrected_symbol, variable_symbol) as "variableSymbol",
           corrected_symbol as "correctedSymbol", counter_name as "counterName", message, note,
           case_id as "caseId", payment_id as "paymentId", decided_by as "decidedBy", attempt
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
  const standing = await standingOf(tx, row);
  const caseIds = standing.map(({ caseId }) => caseId);
  if (row.caseId !== null) caseIds.push(row.caseId);
  await requireAll(tx, caseIds);
  const refusals = await tx.sql<Refusal[]>`
    select case_id as "caseId", refused_by as "refusedBy", refused_at::text as "refusedAt"
      from match_refusals where movement_id = ${movementId} order by case_id`;
  return { ...row, standing, refusals: [...refusals] };
}

/** Payments that the movement is now; one that bounced still is, one that was corrected is not. */
async function standingOf(
  { sql }: Tx,
  { id, paymentId }: { id: number; paymentId: number | null },
): Promise<StandingPart[]> {
  const rows = await sql<StandingPart[]>`
    select p.id as "paymentId", p.case_id as "caseId", p.claim_id as "claimId",
           p.amount_minor as "amountMinor"
      from payments p
     where p.id in (select ${paymentId}::bigint
                    union select payment_id from bank_movement_parts where movement_id = ${id})
       and not exists (select from payments r
                        where r.reverses_id = p.id and r.reversal_kind = 'correction')
     order by p.id`;
  return [...rows];
}

/** Throws not_found `cases.not_found` where the actor may not see one of them. */
export async function requireAll({ sql }: Tx, caseIds: readonly number[]): Promise<void> {
  const ids = [...new Set(caseIds)];
  if (ids.length === 0) return;
  const rows = await sql`select 1 from cases where id = any(${ids})`;
  if (rows.length < ids.length) throw new DomainError("not_found", "cases.not_found");
}

/** Refuses what somebody has decided meanwhile. Throws conflict `bank.movement_decided`. */
export function assertOpen({ state }: Pick<LoadedMovement, "state">): void {
  if (state !== "open" && state !== "parked") {
    throw new DomainError("conflict", "bank.movement_decided");
  }
}
