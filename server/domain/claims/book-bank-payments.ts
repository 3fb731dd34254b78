import type { Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { authorOf, type Context } from "../context";
import { writeFacts } from "../events";
import { type BalanceChange, reallocateCases } from "./reallocate-cases";

/** Money that a bank says has come. */
export interface BankPayment {
  /** Names the movement; one key is booked once. */
  sourceKey: string;
  caseId: number;
  claimId: number | null;
  amountMinor: number;
  currency: Currency;
  valueOn: Day;
  variableSymbol: string | null;
  note: string | null;
}

/**
 * Books movements of a bank as payments, set-based, and finds what they pay. Answers the payments by
 * their keys; a case that the actor may not see, or a claim that is not the case's or of another
 * currency, has none. Not a verb of its own: the caller has asked for the right.
 */
export async function bookBankPayments(
  ctx: Context,
  tx: Tx,
  movements: readonly BankPayment[],
): Promise<Map<string, number>> {
  if (movements.length === 0) return new Map();
  const caseIds = [...new Set(movements.map(({ caseId }) => caseId))].sort((a, b) => a - b);
  await tx.sql`
    select 1 from cases where id = any(${caseIds}) and voided_at is null
     order by id for no key update`;
  const booked = await insertAll(ctx, tx, movements);
  const settled: BalanceChange[] = [];
  await reallocateCases(ctx, tx, {
    caseIds,
    onChange: (change) => {
      if (change.beforeMinor > 0 && change.afterMinor === 0) settled.push(change);
    },
  });
  const done = movements.filter(({ sourceKey }) => booked.has(sourceKey));
  await announce(ctx, { done, booked, settled });
  return booked;
}

async function insertAll(
  ctx: Context,
  { sql }: Tx,
  rows: readonly BankPayment[],
): Promise<Map<string, number>> {
  const inserted = await sql<{ id: number; key: string }[]>`
    insert into payments (case_id, claim_id, amount_minor, currency, value_on, variable_symbol,
                          source, source_key, note, booked_by, booked_at)
    select n.case_id, n.claim_id, n.amount, n.currency, n.value_on::date, n.vs, 'bank', n.key,
           n.note, ${authorOf(ctx.actor).id}, ${ctx.now}
      from unnest(${rows.map((row) => row.caseId)}::bigint[],
                  ${rows.map((row) => row.claimId)}::bigint[],
                  ${rows.map((row) => row.amountMinor)}::bigint[],
                  ${rows.map((row) => row.currency)}::text[],
                  ${rows.map((row) => row.valueOn)}::text[],
                  ${rows.map((row) => row.variableSymbol)}::text[],
                  ${rows.map((row) => row.sourceKey)}::text[],
                  ${rows.map((row) => row.note)}::text[])
           as n (case_id, claim_id, amount, currency, value_on, vs, key, note)
      join cases k on k.id = n.case_id and k.voided_at is null
      left join claims c on c.id = n.claim_id
     where n.claim_id is null
        or (c.case_id = n.case_id and c.currency = n.currency and c.voided_at is null)
    on conflict (tenant_id, source_key) do nothing
    returning id, source_key as key`;
  return new Map(inserted.map(({ id, key }) => [key, id]));
}

async function announce(
  ctx: Context,
  {
    done,
    booked,
    settled,
  }: {
    done: readonly BankPayment[];
    booked: ReadonlyMap<string, number>;
    settled: readonly BalanceChange[];
  },
): Promise<void> {
  await writeSystemEvents(
    ctx,
    done.map(({ caseId, amountMinor, currency, valueOn, variableSymbol, note }) => ({
      ...{ caseId, code: "payment.recorded", text: note ?? "" },
      params: { amountMinor, currency, valueOn, variableSymbol },
    })),
  );
  await writeFacts(ctx, [
    ...done.map(({ caseId, amountMinor, currency, sourceKey }) => ({
      name: "payment.recorded" as const,
      payload: { paymentId: booked.get(sourceKey) ?? 0, caseId, amountMinor, currency },
    })),
    ...settled.map(({ claimId, caseId }) => ({
      name: "claim.paid" as const,
      payload: {
        ...{ claimId, caseId },
        paymentId: booked.get(done.find((each) => each.caseId === caseId)?.sourceKey ?? "") ?? 0,
      },
    })),
  ]);
  await writeAudit(
    ctx,
    done.map(({ sourceKey, caseId, ...payment }) => ({
      ...{ action: "claims.record-payment", entity: "payment", caseId },
      entityId: booked.get(sourceKey) ?? null,
      after: { ...payment, note: undefined, source: "bank" },
    })),
  );
}
