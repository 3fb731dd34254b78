import type { Tx } from "@/db/client";
import type { ImportScope } from "../scope";
import { isGood } from "../staging/tables";
import { isVisible } from "./visible";

/**
 * Finds the case of every task and note, and those that are there already: equal ones are counted,
 * as with payments. Leaves `t_event (row_no, case_id, is_known)`.
 */
export async function resolveEvents(tx: Tx, scope: ImportScope): Promise<void> {
  const { sql } = tx;
  await sql`
    create temp table t_event on commit drop as
    select k.row_no, k.case_id, k.nth <= coalesce(e.present, 0) as is_known from (
      select *, row_number() over (partition by case_id, kind, text, due_at order by row_no) as nth from (
        select t.row_no, c.id as case_id, t.kind, t.text,
               t.due_at at time zone 'Europe/Prague' as due_at
          from t_events t
          left join cases c on c.ref_year = t.ref_year and c.ref_number = t.ref_number
                and c.voided_at is null and ${isVisible(tx, scope)}
         where ${isGood(tx, scope.importId)}) found) k
      left join (
        select case_id, kind, text, due_at, count(*) as present from case_events
         where import_id is not null and deleted_at is null group by 1, 2, 3, 4) e
        on e.case_id = k.case_id and e.kind = k.kind and e.text = k.text
       and e.due_at is not distinct from k.due_at`;
  await sql`analyze t_event`;
}

export async function reportEvents({ sql }: Tx, { importId }: ImportScope): Promise<void> {
  await sql`
    insert into import_findings (import_id, row_no, value, severity, code, params, is_by_register)
    select ${importId}, t.row_no, t.ref_no, 'error', 'imports.unknown_ref_no',
           jsonb_build_object('refNo', t.ref_no), true
      from t_event k join t_events t on t.row_no = k.row_no where k.case_id is null`;
}
