import type { Tx } from "@/db/client";
import type { MovementReason } from "@/db/values/bank";
import { bookBankPayments } from "../claims";
import { authorOf, type Context } from "../context";
import { moneyOf } from "./book-parts";
import { lockMovements } from "./load";
import { keyOf } from "./match-movements";

/** What a feed knows of a movement that it brought. */
export interface Settlement {
  movementId: number;
  reason: MovementReason;
  /** null: it waits for a person, for the reason. */
  caseId: number | null;
  claimId: number | null;
}

/**
 * Books movements on the cases that their feed names, or lets them wait with the reason, in the
 * caller's transaction; one that somebody has decided meanwhile is left alone. Not a verb: the
 * caller has asked for the right.
 */
export async function settleMovements(
  ctx: Context,
  tx: Tx,
  settlements: readonly Settlement[],
): Promise<void> {
  const loaded = await lockMovements(
    tx,
    settlements.map(({ movementId }) => movementId),
  );
  const standing = settlements.flatMap((settlement) => {
    const movement = loaded.get(settlement.movementId);
    return movement?.reason === "new" ? [{ ...settlement, movement }] : [];
  });
  const sourceKeyOf = (of: (typeof standing)[number]) => keyOf({ ...of, ...of.movement });
  const booked = await bookBankPayments(
    ctx,
    tx,
    standing.flatMap((of) => {
      const { caseId, claimId, movement } = of;
      if (caseId === null) return [];
      const { amountMinor } = movement;
      const sourceKey = sourceKeyOf(of);
      return [{ ...moneyOf(movement), amountMinor, caseId, claimId, sourceKey }];
    }),
  );
  const rows = standing.map((of) => ({ ...of, paymentId: booked.get(sourceKeyOf(of)) ?? null }));
  const isDone = rows.filter(({ caseId, paymentId }) => caseId === null || paymentId !== null);
  if (isDone.length === 0) return;
  await tx.sql`
    update bank_movements m
       set reason = n.reason, state = case when n.payment_id is null then 'open' else 'matched' end,
           case_id = case when n.payment_id is null then null else n.case_id end,
           payment_id = n.payment_id, decided_at = ${ctx.now},
           decided_by = ${authorOf(ctx.actor).id}
      from unnest(${isDone.map((row) => row.movementId)}::bigint[],
                  ${isDone.map((row) => row.reason)}::text[],
                  ${isDone.map((row) => row.caseId)}::bigint[],
                  ${isDone.map((row) => row.paymentId)}::bigint[])
           as n (id, reason, case_id, payment_id)
     where m.id = n.id`;
}
