import type { Tx } from "@/db/client";
import { settlements } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { formatMoney } from "@/server/kernel/money";
import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { balancesOn, ledgerOf } from "./case-claims";
import { checkDebtDay, dayError } from "./days";
import { paidSql } from "./end-settlements";
import { type AgreeSettlementInput, agreeSettlementInput } from "./inputs";
import { handKey, lockCase } from "./load";

/**
 * Agrees that so much paid by a day settles all claims of the case in a currency; what is left is then
 * waived by the sweep. One at a time (`claims.settlement_open`), for less than is owed
 * (`claims.settlement_too_much`).
 */
export async function agreeSettlement(
  ctx: Context,
  raw: AgreeSettlementInput,
): Promise<{ settlementId: number }> {
  authorize(ctx, "claims:waive");
  const input = agreeSettlementInput.parse(raw);
  const { caseId, currency, payMinor, payBy, reason } = input;
  checkDebtDay(ctx, payBy);
  if (payBy < ctx.today) throw dayError(ctx, "claims.settlement_past", { day: payBy });
  return inTransaction(ctx, async (inner, tx) => {
    await lockCase(tx, caseId);
    const sourceKey = handKey(input.idempotencyKey);
    const known = await knownOf(tx, { caseId, sourceKey });
    if (known) return { settlementId: known };
    await refuseSecond(tx, { caseId, currency });
    const owed = balancesOn(await ledgerOf(tx, caseId), ctx.today).get(currency)?.balanceMinor ?? 0;
    if (payMinor >= owed) {
      const max = formatMoney(owed, currency, ctx.actor.language);
      throw new DomainError("invalid", "claims.settlement_too_much", { max });
    }
    const [paid] = await tx.sql<{ beforeMinor: number }[]>`
      select ${paidSql(tx)} as "beforeMinor"
        from (select ${caseId}::bigint as case_id, ${currency}::text as currency,
                     ${ctx.today}::date as agreed_on, ${payBy}::date as pay_by) s`;
    const [row] = await tx
      .insert(settlements)
      .values({
        ...{ caseId, currency, payMinor, payBy, reason, sourceKey },
        paidBeforeMinor: paid?.beforeMinor ?? 0,
        agreedOn: ctx.today,
        bookedAt: ctx.now,
        bookedBy: authorOf(ctx.actor).id,
      })
      .returning({ id: settlements.id });
    if (!row) throw new Error("the insert answered nothing");
    await writeAudit(inner, {
      action: "claims.agree-settlement",
      entity: "case",
      entityId: caseId,
      caseId,
      after: { settlementId: row.id, currency, payMinor, payBy },
      reason,
    });
    const payload = { settlementId: row.id, caseId, outcome: "agreed" as const };
    await writeFact(inner, { name: "claim.settlement", payload });
    const params = { outcome: "agreed", amountMinor: payMinor, currency, day: payBy };
    await writeSystemEvents(inner, [{ caseId, code: "claim.settlement", params, text: reason }]);
    return { settlementId: row.id };
  });
}

async function knownOf(
  { sql }: Tx,
  { caseId, sourceKey }: { caseId: number; sourceKey: string },
): Promise<number | null> {
  const [row] = await sql<{ id: number; isSame: boolean }[]>`
    select id, case_id = ${caseId} as "isSame" from settlements where source_key = ${sourceKey}`;
  if (row && !row.isSame) throw new DomainError("conflict", "claims.key_used");
  return row?.id ?? null;
}

async function refuseSecond(
  { sql }: Tx,
  { caseId, currency }: { caseId: number; currency: string },
): Promise<void> {
  const [row] = await sql`
    select 1 from settlements s where s.case_id = ${caseId} and s.currency = ${currency}
       and not exists (select from settlement_ends e where e.settlement_id = s.id)`;
  if (row) throw new DomainError("conflict", "claims.settlement_open");
}
