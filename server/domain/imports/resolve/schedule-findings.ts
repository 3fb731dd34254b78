import type { Tx } from "@/db/client";
import type { ImportScope } from "../scope";
import { wantedSchedules } from "./schedule-plans";

/** What stands against rows of schedules: no such case, a symbol of several, rows that make no plan. */
export async function reportSchedules(tx: Tx, { importId }: ImportScope): Promise<void> {
  const { sql } = tx;
  await sql`
    insert into import_findings (import_id, row_no, value, severity, code, params, is_by_register)
    select ${importId}, t.row_no, coalesce(t.ref_no, t.variable_symbol, ''), 'error',
           case when t.ref_no is not null then 'imports.unknown_ref_no'
                when a.symbol_cases > 1 then 'imports.symbol_ambiguous'
                else 'imports.symbol_unknown' end,
           jsonb_strip_nulls(jsonb_build_object('refNo', t.ref_no, 'symbol', t.variable_symbol,
             'count', a.symbol_cases)), true
      from t_agreed a join t_schedules t on t.row_no = a.row_no where a.case_id is null`;
  await sql`
    insert into import_findings (import_id, row_no, value, severity, code, params, is_by_register)
    select ${importId}, k.head, '', 'warning', 'imports.equal_row', jsonb_build_object('row', f.head), true
      from t_schedule k join t_schedule f on f.base = k.base and f.nth = 1 where k.nth > 1`;
  const faulty = (await wantedSchedules(tx)).flatMap(({ head, fault }) =>
    fault ? [{ head, fault }] : [],
  );
  await sql`
    insert into import_findings (import_id, row_no, value, severity, code, params, is_by_register)
    select ${importId}, n.row_no, '', 'error', n.code, n.params::jsonb, true
      from unnest(${faulty.map(({ head }) => head)}::integer[],
                  ${faulty.map(({ fault }) => fault.code)}::text[],
                  ${faulty.map(({ fault }) => JSON.stringify(fault.params ?? {}))}::text[])
           as n (row_no, code, params)`;
}
