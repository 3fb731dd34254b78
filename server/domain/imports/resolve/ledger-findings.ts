import type { Tx } from "@/db/client";
import type { ImportScope } from "../scope";

export async function reportClaims({ sql }: Tx, { importId }: ImportScope): Promise<void> {
  await sql`
    insert into import_findings (import_id, row_no, value, severity, code, params, is_by_register)
    select ${importId}, t.row_no, t.ref_no, 'error', 'imports.unknown_ref_no',
           jsonb_build_object('refNo', t.ref_no), true
      from t_claim k join t_claims t on t.row_no = k.row_no where k.case_id is null`;
  await sql`
    insert into import_findings (import_id, row_no, value, severity, code, params, is_by_register)
    select ${importId}, k.row_no, '', 'warning', 'imports.equal_row',
           jsonb_build_object('row', f.row_no), true
      from t_claim k
      join t_claims t on t.row_no = k.row_no
      join t_claim f on f.base = k.base and f.nth = 1
     where k.nth > 1 and k.case_id is not null`;
  await sql`
    insert into import_findings (import_id, row_no, value, severity, code, params, is_by_register)
    select distinct on (k.row_no) ${importId}::bigint, k.row_no, t.variable_symbol, 'warning',
           'imports.symbol_of_other_case',
           jsonb_build_object('symbol', t.variable_symbol, 'refNo', c.ref_no), true
      from t_claim k
      join t_claims t on t.row_no = k.row_no
      join claims o on o.variable_symbol = t.variable_symbol and o.case_id <> k.case_id
       and o.voided_at is null
      join cases c on c.id = o.case_id
     where k.case_id is not null and k.known_id is null
     order by k.row_no, c.id`;
}

export async function reportPayments({ sql }: Tx, { importId }: ImportScope): Promise<void> {
  await sql`
    insert into import_findings (import_id, row_no, value, severity, code, params, is_by_register)
    select ${importId}, t.row_no, coalesce(t.ref_no, t.variable_symbol, ''), 'error',
           case when t.ref_no is not null then 'imports.unknown_ref_no'
                when k.symbol_cases > 1 then 'imports.symbol_ambiguous'
                else 'imports.symbol_unknown' end,
           jsonb_strip_nulls(jsonb_build_object('refNo', t.ref_no, 'symbol', t.variable_symbol,
             'count', k.symbol_cases)), true
      from t_payment k join t_payments t on t.row_no = k.row_no where k.case_id is null`;
  await sql`
    insert into import_findings (import_id, row_no, value, severity, code, params, is_by_register)
    select ${importId}, t.row_no, t.variable_symbol, 'warning',
           case when k.symbol_claims = 0 then 'imports.symbol_not_in_case'
                else 'imports.symbol_of_more_claims' end,
           jsonb_build_object('symbol', t.variable_symbol, 'refNo', t.ref_no, 'count', k.symbol_claims), true
      from t_payment k join t_payments t on t.row_no = k.row_no
     where k.case_id is not null and t.ref_no is not null and t.variable_symbol is not null
       and k.symbol_claims <> 1 and k.known_id is null`;
  await sql`
    insert into import_findings (import_id, row_no, value, severity, code, params, is_by_register)
    select ${importId}, k.row_no, '', 'warning', 'imports.equal_row',
           jsonb_build_object('row', f.row_no), true
      from t_payment k
      join t_payments t on t.row_no = k.row_no
      join t_payment f on f.base = k.base and f.nth = 1
     where k.nth > 1 and k.case_id is not null`;
  await reportOverpayment({ sql } as Tx, importId);
}

/** From which row on the payments of the file exceed what the case still owes. */
async function reportOverpayment({ sql }: Pick<Tx, "sql">, importId: number): Promise<void> {
  await sql`
    insert into import_findings (import_id, row_no, value, severity, code, params, is_by_register)
    select ${importId}, row_no, ref_no, 'warning', 'imports.overpaid',
           jsonb_build_object('refNo', ref_no,
             'amount', round((paid - greatest(owed, 0)) / 100.0, 2),
             'currency', currency), true
      from (
        select k.row_no, c.ref_no, t.currency, t.amount_minor,
               sum(t.amount_minor) over (partition by c.id, t.currency order by k.row_no) as paid,
               case t.currency when 'EUR' then c.balance_eur_minor else c.balance_czk_minor end as owed
          from t_payment k
          join t_payments t on t.row_no = k.row_no
          join cases c on c.id = k.case_id
         where k.known_id is null) every
     where paid > greatest(owed, 0) and paid - amount_minor <= greatest(owed, 0)`;
}
