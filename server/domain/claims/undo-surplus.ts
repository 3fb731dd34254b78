import type { z } from "zod";
import type { Tx } from "@/db/client";
import { surplusMoves } from "@/db/schema";
import type { SurplusKind } from "@/db/values/claims";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { undoSurplusInput } from "./inputs";
import { refuseMoved } from "./load";
import { reallocateCases } from "./reallocate-cases";
import { writeReversals } from "./write-reversals";

interface Moved {
  caseId: number;
  toCaseId: number | null;
  paymentId: number;
  toPaymentId: number | null;
  kind: SurplusKind;
  amountMinor: number;
  currency: Currency;
  valueOn: Day;
}

/**
 * The money did not leave after all: the payment is whole again, and what it became on another case
 * is corrected away. Throws conflict `claims.surplus_undone`, precondition `claims.surplus_first` where
 * it was sent on from there, not_found where one of the cases is not to be seen.
 */
export async function undoSurplus(
  ctx: Context,
  raw: z.input<typeof undoSurplusInput>,
): Promise<void> {
  authorize(ctx, "claims:reverse");
  const { moveId, reason } = undoSurplusInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const found = await lockMove(tx, moveId);
    const { caseId, toCaseId, paymentId, toPaymentId, kind, amountMinor, currency, valueOn } =
      found;
    const [row] = await tx
      .insert(surplusMoves)
      .values({
        ...{ caseId, paymentId, kind, amountMinor, valueOn, reason, undoesId: moveId },
        bookedAt: ctx.now,
        bookedBy: authorOf(ctx.actor).id,
      })
      .onConflictDoNothing()
      .returning({ id: surplusMoves.id });
    if (!row) throw new DomainError("conflict", "claims.surplus_undone");
    if (toPaymentId) {
      await refuseMoved(tx, toPaymentId);
      await writeReversals(inner, tx, {
        ...{ ids: [toPaymentId], kind: "correction", valueOn: null, reason, isShown: true },
      });
    }
    await writeAudit(inner, {
      action: "claims.undo-surplus",
      entity: "payment",
      entityId: paymentId,
      caseId,
      before: { moveId, kind, amountMinor, currency, valueOn },
      reason,
    });
    const params = { kind, amountMinor, currency, valueOn, isUndone: true };
    await writeSystemEvents(inner, [{ caseId, code: "payment.surplus", params, text: reason }]);
    await reallocateCases(inner, tx, { caseIds: toCaseId ? [caseId, toCaseId] : [caseId] });
  });
}

async function lockMove({ sql }: Tx, moveId: number): Promise<Moved> {
  const [found] = await sql<Moved[]>`
    select s.case_id as "caseId", t.case_id as "toCaseId", s.payment_id as "paymentId",
           s.to_payment_id as "toPaymentId", s.kind, s.amount_minor as "amountMinor", p.currency,
           s.value_on as "valueOn"
      from surplus_moves s join cases k on k.id = s.case_id
      join payments p on p.id = s.payment_id
      left join payments t on t.id = s.to_payment_id
     where s.id = ${moveId} and s.undoes_id is null and k.voided_at is null`;
  if (!found) throw new DomainError("not_found", "claims.surplus_not_found");
  const caseIds = [...new Set([found.caseId, found.toCaseId ?? found.caseId])];
  const locked = await sql`
    select id from cases where id = any(${caseIds}) order by id for no key update`;
  if (locked.length < caseIds.length) throw new DomainError("not_found", "cases.not_found");
  return found;
}
