import type { Tx } from "@/db/client";
import type { ImportScope } from "../scope";
import { isGood } from "../staging/tables";
import { isVisible } from "./visible";

/**
 * Finds the case of every claim and whether the claim is there already. Leaves `t_claim (row_no,
 * case_id, base, source_key, nth, known_id)`. The key tells equal rows of one file apart by counting
 * them: two equal invoices are two claims, the same file again is none.
 */
export async function resolveClaims(tx: Tx, scope: ImportScope): Promise<void> {
  const { sql } = tx;
  await sql`
    create temp table t_claim on commit drop as
    select k.*, c.id as known_id from (
      select *, 'import:' || base || '|' || nth as source_key from (
        select *, row_number() over (partition by base order by row_no) as nth from (
          select t.row_no, c.id as case_id,
                 concat_ws('|', c.id, coalesce(ltrim(t.variable_symbol, '0'), ''), t.due_on, t.principal_minor,
                           t.fee_minor, t.costs_minor, t.currency) as base
            from t_claims t
            left join cases c on c.ref_year = t.ref_year and c.ref_number = t.ref_number
                  and c.voided_at is null and ${isVisible(tx, scope)}
           where ${isGood(tx, scope.importId)}) found) counted) k
      left join claims c on c.source_key = k.source_key and k.case_id is not null`;
  await sql`analyze t_claim`;
}

/**
 * Finds case and claim of every payment: by RefNo and, within the case, by symbol; without RefNo by
 * the symbol alone, if only one case has it. Leaves `t_payment (row_no, case_id, claim_id,
 * symbol_claims, symbol_cases, base, nth, source_key, known_id)`.
 */
export async function resolvePayments(tx: Tx, scope: ImportScope): Promise<void> {
  const { sql } = tx;
  await sql`
    create temp table t_symbol on commit drop as
    select ltrim(l.variable_symbol, '0') as symbol, l.case_id, count(*) as claims, min(l.id) as claim_id
      from claims l
      join cases c on c.id = l.case_id and c.voided_at is null and ${isVisible(tx, scope)}
     where l.voided_at is null and ltrim(l.variable_symbol, '0') in (
             select ltrim(variable_symbol, '0') from t_payments)
     group by 1, 2`;
  await sql`analyze t_symbol`;
  await sql`
    create temp table t_place on commit drop as
    select t.row_no, coalesce(c.id, alone.case_id) as case_id,
           case when s.claims = 1 then s.claim_id end as claim_id,
           coalesce(s.claims, 0) as symbol_claims, coalesce(alone.cases, 0) as symbol_cases
      from t_payments t
      left join cases c on c.ref_year = t.ref_year and c.ref_number = t.ref_number
            and c.voided_at is null and ${isVisible(tx, scope)}
      left join (select symbol, count(*) as cases, case when count(*) = 1 then min(case_id) end as case_id
                   from t_symbol group by symbol) alone
        on t.ref_no is null and alone.symbol = ltrim(t.variable_symbol, '0')
      left join t_symbol s on s.symbol = ltrim(t.variable_symbol, '0')
            and s.case_id = coalesce(c.id, alone.case_id)
     where ${isGood(tx, scope.importId)}`;
  await sql`
    create temp table t_payment on commit drop as
    select k.*, p.id as known_id from (
      select counted.*, 'import:' || counted.base || '|' || counted.nth + coalesce(u.undone, 0) as source_key
        from (
          select *, row_number() over (partition by base order by row_no) as nth from (
            select m.*, case
                     when t.transaction_no is not null
                       then concat_ws('|', 'no', m.case_id, t.transaction_no, t.amount_minor, t.currency)
                     else concat_ws('|', m.case_id, t.value_on, t.amount_minor, t.currency,
                                    coalesce(ltrim(t.variable_symbol, '0'), '')) end as base
              from t_place m join t_payments t on t.row_no = m.row_no) based) counted
        left join (${undonePayments(tx)}) u on u.base = counted.base) k
      left join payments p on p.source_key = k.source_key and k.case_id is not null`;
  await sql`analyze t_payment`;
}

/** How often a payment of the same key was imported and taken back: its key is used up. */
export function undonePayments({ sql }: Tx) {
  return sql`
    select regexp_replace(substr(p.source_key, 8), '\\|\\d+$', '') as base, count(*) as undone
      from payments p
     where p.import_id in (select id from imports where state = 'undone') and p.reverses_id is null
     group by 1`;
}
