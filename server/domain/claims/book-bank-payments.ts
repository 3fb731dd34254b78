import type { Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import { authorKindOf, authorOf, type Context } from "../context";
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
  await announce(ctx, tx, { paymentIds: [...booked.values()], settled });
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

/**
 * Line on the case, audit and facts of what was booked, in one statement: a bank's day has thousands
 * of payments. The payment that paid a claim off is the first of its case.
 */
async function announce(
  ctx: Context,
  { sql }: Tx,
  { paymentIds, settled }: { paymentIds: readonly number[]; settled: readonly BalanceChange[] },
): Promise<void> {
  if (paymentIds.length === 0) return;
  const author = authorOf(ctx.actor);
  await sql`
    with come as materialized (
      select p.* from unnest(${paymentIds as number[]}::bigint[]) as w (id) cross join lateral (
        select id, case_id, claim_id, amount_minor, currency, value_on, variable_symbol, note
          from payments where id = w.id offset 0) p),
    shown as (
      insert into case_events (case_id, kind, at, author_id, text, data, created_at)
      select case_id, 'system', ${ctx.now}, ${author.id}, coalesce(note, ''),
             jsonb_build_object('code', 'payment.recorded', 'params', jsonb_build_object(
               'amountMinor', amount_minor, 'currency', currency, 'valueOn', value_on,
               'variableSymbol', variable_symbol)), ${ctx.now}
        from come order by id),
    told as (
      insert into outbox_facts (name, payload, occurred_at, next_attempt_at)
      select 'payment.recorded', jsonb_build_object('paymentId', id, 'caseId', case_id,
               'amountMinor', amount_minor, 'currency', currency), ${ctx.now}, ${ctx.now}
        from come
      union all
      select 'claim.paid', jsonb_build_object('claimId', n.claim_id, 'caseId', n.case_id,
               'paymentId', first.id), ${ctx.now}, ${ctx.now}
        from unnest(${settled.map(({ claimId }) => claimId)}::bigint[],
                    ${settled.map(({ caseId }) => caseId)}::bigint[]) as n (claim_id, case_id)
        join (select case_id, min(id) as id from come group by case_id) first
          on first.case_id = n.case_id)
    insert into audit_entries
           (at, actor_kind, actor_id, actor_name, action, entity, entity_id, case_id, after)
    select ${ctx.now}, ${authorKindOf(ctx.actor)}, ${author.id}, ${author.name}, 'claims.record-payment',
           'payment', id, case_id, jsonb_build_object('claimId', claim_id, 'amountMinor',
             amount_minor, 'currency', currency, 'valueOn', value_on, 'variableSymbol',
             variable_symbol, 'source', 'bank')
      from come order by id`;
}
