import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { authorize, authorKindOf, authorOf, type Context } from "../context";
import { movedOn } from "./load";
import { type Reallocated, reallocateCases } from "./reallocate-cases";
import { writeReversals } from "./write-reversals";

export interface TakeBack {
  claimIds?: readonly number[];
  paymentIds?: readonly number[];
  reason: string;
}

/**
 * Undo of an import, set-based: every charge of the claims is reversed and the claims are marked as
 * taken back; the payments are reversed as corrections. Nothing is deleted. What had been taken back
 * before is left alone, so a repeated call changes nothing. Call it inside the undo's transaction.
 * Throws precondition `claims.surplus_first` where a part of a payment was sent on,
 * `claims.surplus_arrived` where one is what was sent on.
 */
export async function takeBack(ctx: Context, tx: Tx, what: TakeBack): Promise<Reallocated> {
  authorize(ctx, "imports:undo");
  const claimIds = [...(what.claimIds ?? [])];
  const paymentIds = [...(what.paymentIds ?? [])];
  const cases = await lockCasesOf(tx, { claimIds, paymentIds });
  const { reason } = what;
  if (claimIds.length > 0) await reverseCharges(ctx, tx, { ids: claimIds, reason });
  if (paymentIds.length > 0) {
    const [code] = (await movedOn(tx, paymentIds)).values();
    if (code) throw new DomainError("precondition", code);
    await writeReversals(ctx, tx, {
      ...{ ids: paymentIds, kind: "correction", valueOn: null, reason, isShown: false },
    });
  }
  return reallocateCases(ctx, tx, { caseIds: cases });
}

/** Takes claims back: `takeBack` for claims alone. */
export const voidClaims = (
  ctx: Context,
  tx: Tx,
  what: { claimIds: readonly number[]; reason: string },
): Promise<Reallocated> => takeBack(ctx, tx, what);

/** Takes payments back as corrections: `takeBack` for payments alone. */
export const correctPayments = (
  ctx: Context,
  tx: Tx,
  what: { paymentIds: readonly number[]; reason: string },
): Promise<Reallocated> => takeBack(ctx, tx, what);

async function lockCasesOf(
  { sql }: Tx,
  { claimIds, paymentIds }: { claimIds: number[]; paymentIds: number[] },
): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select id from cases where id in (
        select case_id from claims where id = any(${claimIds})
        union select case_id from payments where id = any(${paymentIds}))
     order by id for no key update`;
  return rows.map(({ id }) => id);
}

async function reverseCharges(
  ctx: Context,
  { sql }: Tx,
  { ids, reason }: { ids: number[]; reason: string },
): Promise<void> {
  const author = authorOf(ctx.actor);
  await sql`
    insert into component_entries
           (component_id, amount_minor, value_on, booked_at, booked_by, reason, reverses_id)
    select e.component_id, -e.amount_minor, e.value_on, ${ctx.now}, ${author.id}, ${reason}, e.id
      from component_entries e join claim_components m on m.id = e.component_id
     where m.claim_id = any(${ids}) and e.reverses_id is null
       and not exists (select from component_entries r where r.reverses_id = e.id)`;
  // Nothing grows on them any more; nobody would ever bring these up to date.
  await sql`delete from interest_positions where claim_id = any(${ids})`;
  await sql`
    with gone as (
      update claims set voided_at = ${ctx.now} where id = any(${ids}) and voided_at is null
      returning id, case_id, charged_minor, currency)
    insert into audit_entries
           (at, actor_kind, actor_id, actor_name, action, entity, entity_id, case_id, before, reason)
    select ${ctx.now}, ${authorKindOf(ctx.actor)}, ${author.id}, ${author.name}, 'claims.void', 'claim', id,
           case_id, jsonb_build_object('chargedMinor', charged_minor, 'currency', currency),
           ${reason}
      from gone`;
}
