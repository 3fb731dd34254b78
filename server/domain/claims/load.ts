import type { Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";

// Every look-up goes through `cases`: its policy alone knows which groups the actor belongs to.
// Missing, taken back, of another tenant, of a foreign group: one answer.

/** Locks the case for booking. Throws not_found `cases.not_found`. */
export async function lockCase({ sql }: Tx, caseId: number): Promise<void> {
  const [row] = await sql`
    select 1 from cases where id = ${caseId} and voided_at is null for no key update`;
  if (!row) throw new DomainError("not_found", "cases.not_found");
}

export interface LoadedClaim {
  id: number;
  caseId: number;
  currency: Currency;
}

/** The claim, its case locked. Throws not_found `claims.not_found`. */
export async function lockClaim(tx: Tx, claimId: number): Promise<LoadedClaim> {
  const [found] = await tx.sql<{ caseId: number }[]>`
    select c.case_id as "caseId" from claims c join cases k on k.id = c.case_id
     where c.id = ${claimId} and c.voided_at is null and k.voided_at is null`;
  if (!found) throw new DomainError("not_found", "claims.not_found");
  await lockCase(tx, found.caseId);
  // Read again: an undone import may have taken it back while we waited for the case.
  const [claim] = await tx.sql<LoadedClaim[]>`
    select id, case_id as "caseId", currency from claims
     where id = ${claimId} and voided_at is null`;
  if (!claim) throw new DomainError("not_found", "claims.not_found");
  return claim;
}

/** The claim that a payer named must be one of the case and of the payment's currency. */
export async function checkNamedClaim(
  { sql }: Tx,
  payment: { claimId?: number | null; caseId: number; currency: Currency },
): Promise<void> {
  if (!payment.claimId) return;
  const [claim] = await sql<{ currency: Currency }[]>`
    select currency from claims
     where id = ${payment.claimId} and case_id = ${payment.caseId} and voided_at is null`;
  if (!claim) throw new DomainError("not_found", "claims.not_found");
  if (claim.currency !== payment.currency) {
    throw new DomainError("invalid", "claims.currency_mismatch", { currency: claim.currency });
  }
}

export interface LoadedCharge {
  id: number;
  componentId: number;
  claimId: number;
  caseId: number;
  currency: Currency;
  kind: string;
  amountMinor: number;
  valueOn: Day;
  reversesId: number | null;
  /** The waiver or write-off that it belongs to. */
  actId: number | null;
}

/** One entry of a component, its case locked. Throws not_found `claims.charge_not_found`. */
export async function lockCharge(tx: Tx, entryId: number): Promise<LoadedCharge> {
  const [entry] = await tx.sql<LoadedCharge[]>`
    select e.id, e.component_id as "componentId", m.claim_id as "claimId",
           c.case_id as "caseId", c.currency, m.kind, e.amount_minor as "amountMinor",
           e.value_on as "valueOn", e.reverses_id as "reversesId", e.act_id as "actId"
      from component_entries e
      join claim_components m on m.id = e.component_id
      join claims c on c.id = m.claim_id
      join cases k on k.id = c.case_id
     where e.id = ${entryId} and c.voided_at is null and k.voided_at is null`;
  if (!entry) throw new DomainError("not_found", "claims.charge_not_found");
  await lockCase(tx, entry.caseId);
  const [reversal] = await tx.sql`select 1 from component_entries where reverses_id = ${entryId}`;
  if (reversal) throw new DomainError("conflict", "claims.charge_already_reversed");
  return entry;
}

export interface LoadedPayment {
  id: number;
  caseId: number;
  claimId: number | null;
  amountMinor: number;
  currency: Currency;
  valueOn: Day;
  variableSymbol: string | null;
  source: "hand" | "import" | "bank" | "opening";
  reversesId: number | null;
}

/**
 * A payment that stands, its case locked. Throws not_found `claims.payment_not_found`, conflict
 * `claims.already_reversed`.
 */
export async function lockPayment(tx: Tx, paymentId: number): Promise<LoadedPayment> {
  const [payment] = await tx.sql<LoadedPayment[]>`
    select p.id, p.case_id as "caseId", p.claim_id as "claimId", p.amount_minor as "amountMinor",
           p.currency, p.value_on as "valueOn", p.variable_symbol as "variableSymbol", p.source,
           p.reverses_id as "reversesId"
      from payments p join cases k on k.id = p.case_id
     where p.id = ${paymentId} and p.reverses_id is null and k.voided_at is null`;
  if (!payment) throw new DomainError("not_found", "claims.payment_not_found");
  await lockCase(tx, payment.caseId);
  const [reversal] = await tx.sql`select 1 from payments where reverses_id = ${paymentId}`;
  if (reversal) throw new DomainError("conflict", "claims.already_reversed");
  return payment;
}

/** Money that was sent on is not taken back behind its back. Throws `claims.surplus_first`. */
export async function refuseMoved(tx: Tx, paymentId: number): Promise<void> {
  const code = (await movedOn(tx, [paymentId])).get(paymentId);
  if (code === "claims.surplus_first") throw new DomainError("precondition", code);
}

type MovedCode = "claims.surplus_first" | "claims.surplus_arrived";

/**
 * Of the payments those that cannot be taken back by themselves, and why: a part was sent back or
 * moved on, or they are what a move became; then the move is what can be undone.
 */
export async function movedOn(
  { sql }: Tx,
  paymentIds: readonly number[],
): Promise<ReadonlyMap<number, MovedCode>> {
  const ids = paymentIds as number[];
  const rows = await sql<{ id: number; code: MovedCode }[]>`
    with standing as (
      select s.payment_id, s.to_payment_id from surplus_moves s
       where s.undoes_id is null
         and not exists (select from surplus_moves u where u.undoes_id = s.id)
         and (s.payment_id = any(${ids}::bigint[]) or s.to_payment_id = any(${ids}::bigint[])))
    select to_payment_id as id, 'claims.surplus_arrived' as code from standing
     where to_payment_id = any(${ids}::bigint[])
    union all
    select payment_id, 'claims.surplus_first' from standing where payment_id = any(${ids}::bigint[])`;
  return new Map(rows.map(({ id, code }) => [id, code]));
}

/** How the key of a form is kept: it must not meet the keys of imports. */
export const handKey = (idempotencyKey: string) => `hand:${idempotencyKey}`;
