import type { Tx } from "@/db/client";
import type { Currency } from "@/server/kernel/money";
import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { authorOf, type Context } from "../context";
import { writeFacts } from "../events";
import { reallocateCases } from "./reallocate-cases";

/** The fee of a notice, of one claim. */
export interface NoticeFee {
  claimId: number;
  caseId: number;
  /** "notice:<series of the step>:<claim>": whatever is done again, it charges once. */
  sourceKey: string;
  amountMinor: number;
  currency: Currency;
  description: string;
}

/**
 * Charges fees of notices in the transaction that writes the notices, by a handful of statements.
 * Answers the component of each claim that was charged now; who was charged by the key before is left
 * out. The caller has authorised the act and holds the cases' locks.
 */
export async function chargeNoticeFees(
  ctx: Context,
  tx: Tx,
  fees: readonly NoticeFee[],
): Promise<Map<number, number>> {
  if (fees.length === 0) return new Map();
  const rows = await tx.sql<{ claimId: number; componentId: number }[]>`
    with given as (
      select * from unnest(${fees.map((fee) => fee.claimId)}::bigint[],
                           ${fees.map((fee) => fee.sourceKey)}::text[],
                           ${fees.map((fee) => fee.amountMinor)}::bigint[],
                           ${fees.map((fee) => fee.description)}::text[])
               as g(claim_id, source_key, amount_minor, description)
    ), made as (
      insert into claim_components (claim_id, kind, description, source_key, created_at)
      select claim_id, 'fee', description, source_key, ${ctx.now} from given
      on conflict do nothing returning id, claim_id, source_key
    ), booked as (
      insert into component_entries (component_id, amount_minor, value_on, booked_at, booked_by)
      select m.id, g.amount_minor, ${ctx.today}::date, ${ctx.now}, ${authorOf(ctx.actor).id}::bigint
        from made m join given g on g.source_key = m.source_key
    )
    select claim_id as "claimId", id as "componentId" from made`;
  const charged = new Map(rows.map(({ claimId, componentId }) => [claimId, componentId]));
  const now = fees.filter(({ claimId }) => charged.has(claimId));
  await writeWhatHappened(ctx, now, charged);
  await reallocateCases(ctx, tx, { caseIds: now.map(({ caseId }) => caseId) });
  return charged;
}

async function writeWhatHappened(
  ctx: Context,
  fees: readonly NoticeFee[],
  charged: ReadonlyMap<number, number>,
): Promise<void> {
  await writeSystemEvents(
    ctx,
    fees.map(({ caseId, amountMinor, currency, description }) => ({
      caseId,
      code: "claim.charged",
      params: { kind: "fee", amountMinor, currency, valueOn: ctx.today },
      text: description,
    })),
  );
  await writeAudit(
    ctx,
    fees.map(({ claimId, caseId, amountMinor, description }) => ({
      ...{ action: "claims.charge-notice-fee", entity: "claim", entityId: claimId, caseId },
      after: { kind: "fee", amountMinor, valueOn: ctx.today, description },
    })),
  );
  await writeFacts(
    ctx,
    fees.map(({ claimId, caseId }) => ({
      name: "claim.charged" as const,
      payload: { claimId, caseId, componentId: charged.get(claimId) ?? 0 },
    })),
  );
}
