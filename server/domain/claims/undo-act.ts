import type { Tx } from "@/db/client";
import { claimActs } from "@/db/schema";
import type { ActKind } from "@/db/values/claims";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { type UndoActInput, undoActInput } from "./inputs";
import { lockCase } from "./load";
import { reallocateCases } from "./reallocate-cases";

/**
 * Takes a waiver, a write-off or the end of a settlement back by reversing entries: the case stands as
 * if it had never been. Once only: the second gets conflict `claims.act_undone`.
 */
export async function undoAct(ctx: Context, raw: UndoActInput): Promise<void> {
  authorize(ctx, "claims:waive");
  const { actId, reason } = undoActInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const { caseId, kind, valueOn } = await lockAct(tx, actId);
    const author = authorOf(ctx.actor).id;
    await tx.insert(claimActs).values({
      ...{ caseId, kind, valueOn, reason, undoesId: actId },
      bookedAt: ctx.now,
      bookedBy: author,
    });
    const gone = await tx.sql<{ amountMinor: number; currency: Currency; claimId: number }[]>`
      with gone as (
        insert into component_entries
               (component_id, amount_minor, value_on, reason, reverses_id, booked_at, booked_by)
        select component_id, -amount_minor, value_on, ${reason}, id, ${ctx.now}, ${author}
          from component_entries e
         where act_id = ${actId}
           and not exists (select from component_entries r where r.reverses_id = e.id)
        returning component_id, amount_minor)
      select sum(g.amount_minor)::bigint as "amountMinor", c.currency, min(c.id)::bigint as "claimId"
        from gone g join claim_components m on m.id = g.component_id
        join claims c on c.id = m.claim_id group by c.currency`;
    const [total] = gone;
    await writeAudit(inner, {
      action: "claims.undo-act",
      entity: "case",
      entityId: caseId,
      caseId,
      before: { actId, kind, valueOn, amountMinor: total?.amountMinor ?? 0 },
      reason,
    });
    if (total) {
      const { amountMinor, currency, claimId } = total;
      await writeFact(inner, { name: "claim.lowered", payload: { claimId, caseId, actId } });
      const params = { kind, amountMinor, currency, valueOn };
      await writeSystemEvents(inner, [
        { caseId, code: "claim.lowering_undone", params, text: reason },
      ]);
    }
    await reallocateCases(inner, tx, { caseIds: [caseId] });
  });
}

async function lockAct(
  tx: Tx,
  actId: number,
): Promise<{ caseId: number; kind: ActKind; valueOn: Day }> {
  const [act] = await tx.sql<{ caseId: number; kind: ActKind; valueOn: Day }[]>`
    select a.case_id as "caseId", a.kind, a.value_on as "valueOn"
      from claim_acts a join cases k on k.id = a.case_id
     where a.id = ${actId} and a.undoes_id is null and k.voided_at is null`;
  if (!act) throw new DomainError("not_found", "claims.act_not_found");
  await lockCase(tx, act.caseId);
  const [undone] = await tx.sql`select 1 from claim_acts where undoes_id = ${actId}`;
  if (undone) throw new DomainError("conflict", "claims.act_undone");
  return act;
}
