import type { Tx } from "@/db/client";
import type { ReversalKind } from "@/db/values/claims";
import type { Day } from "@/server/kernel/days";
import { authorKindOf, authorOf, type Context } from "../context";

export interface Reversals {
  ids: readonly number[];
  kind: ReversalKind;
  /** The day on which the money left again; null for a correction, which has the payment's own. */
  valueOn: Day | null;
  reason: string;
  /** A line on the case for each; an undo says it once for all of them instead. */
  isShown: boolean;
}

/**
 * Reversing rows for payments, with audit and facts, in one statement. One that is reversed already
 * is left alone. Not a verb: the caller has locked the cases and recomputes them afterwards.
 */
export async function writeReversals(
  ctx: Context,
  { sql }: Tx,
  { ids, kind, valueOn, reason, isShown }: Reversals,
): Promise<void> {
  const author = authorOf(ctx.actor);
  await sql`
    with gone as (
      insert into payments (case_id, claim_id, amount_minor, currency, value_on, variable_symbol,
                            source, note, reverses_id, reversal_kind, booked_by, booked_at)
      select p.case_id, p.claim_id, -p.amount_minor, p.currency,
             coalesce(${valueOn}::date, p.value_on), p.variable_symbol,
             p.source, ${reason}, p.id, ${kind}, ${author.id}, ${ctx.now}
        from payments p
       where p.id = any(${ids as number[]}) and p.reverses_id is null
         and not exists (select from payments r where r.reverses_id = p.id)
      returning id, reverses_id, case_id, amount_minor, currency, value_on),
    told as (
      insert into outbox_facts (name, payload, occurred_at, next_attempt_at)
      select 'payment.reversed', jsonb_build_object('paymentId', reverses_id, 'caseId', case_id),
             ${ctx.now}, ${ctx.now} from gone),
    shown as (
      insert into case_events (case_id, kind, at, author_id, text, data, created_at)
      select case_id, 'system', ${ctx.now}, ${author.id}, ${reason},
             jsonb_build_object('code', 'payment.reversed', 'params', jsonb_build_object(
               'kind', ${kind}::text, 'amountMinor', -amount_minor, 'currency', currency,
               'valueOn', value_on)), ${ctx.now}
        from gone where ${isShown} order by id)
    insert into audit_entries
           (at, actor_kind, actor_id, actor_name, action, entity, entity_id, case_id, before, after,
            reason)
    select ${ctx.now}, ${authorKindOf(ctx.actor)}, ${author.id}, ${author.name}, 'claims.reverse-payment',
           'payment', g.reverses_id, g.case_id,
           jsonb_build_object('amountMinor', -g.amount_minor, 'currency', g.currency,
                              'valueOn', p.value_on),
           jsonb_build_object('kind', ${kind}::text, 'valueOn', g.value_on, 'reversalId', g.id),
           ${reason}
      from gone g join payments p on p.id = g.reverses_id`;
}
