import type { z } from "zod";
import { settlementEnds } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { withdrawSettlementInput } from "./inputs";
import { lockCase } from "./load";

/** Takes an open settlement back: the whole debt stands. Throws conflict `claims.settlement_ended`. */
export async function withdrawSettlement(
  ctx: Context,
  raw: z.input<typeof withdrawSettlementInput>,
): Promise<void> {
  authorize(ctx, "claims:waive");
  const { settlementId, reason } = withdrawSettlementInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const [found] = await tx.sql<{ caseId: number; payMinor: number; currency: Currency }[]>`
      select s.case_id as "caseId", s.pay_minor as "payMinor", s.currency
        from settlements s join cases k on k.id = s.case_id
       where s.id = ${settlementId} and k.voided_at is null`;
    if (!found) throw new DomainError("not_found", "claims.settlement_not_found");
    const { caseId, payMinor: amountMinor, currency } = found;
    await lockCase(tx, caseId);
    const [row] = await tx
      .insert(settlementEnds)
      .values({
        ...{ settlementId, outcome: "withdrawn" as const, endedOn: ctx.today, reason },
        bookedAt: ctx.now,
        bookedBy: authorOf(ctx.actor).id,
      })
      .onConflictDoNothing()
      .returning({ id: settlementEnds.settlementId });
    if (!row) throw new DomainError("conflict", "claims.settlement_ended");
    await writeAudit(inner, {
      action: "claims.withdraw-settlement",
      entity: "case",
      entityId: caseId,
      caseId,
      before: { settlementId },
      reason,
    });
    const payload = { settlementId, caseId, outcome: "withdrawn" as const };
    await writeFact(inner, { name: "claim.settlement", payload });
    const params = { outcome: "withdrawn", amountMinor, currency, day: ctx.today };
    await writeSystemEvents(inner, [{ caseId, code: "claim.settlement", params, text: reason }]);
  });
}
