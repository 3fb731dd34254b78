import type { Tx } from "@/db/client";
import type { ProcessCatalogue } from "../../workflow";
import type { ImportScope } from "../scope";
import { roleRules } from "./cases";

/** What stands against the cases of the workbook, among themselves and against the register. */
export async function reportCases(
  tx: Tx,
  scope: ImportScope,
  catalogue: ProcessCatalogue,
): Promise<void> {
  await reportContradictions(tx, scope);
  await reportExisting(tx, scope);
  if (scope.kind === "cases") await reportRoles(tx, scope, catalogue);
}

async function reportContradictions({ sql }: Tx, { importId }: ImportScope): Promise<void> {
  await sql`
    insert into import_findings (import_id, row_no, value, severity, code, params, is_by_register)
    select ${importId}, t.row_no, t.ref_no, 'error', 'imports.rows_contradict',
           jsonb_build_object('row', h.row_no, 'refNo', t.ref_no), true
      from t_case k
      join t_cases t on t.ref_year = k.ref_year and t.ref_number = k.ref_number
      join t_cases h on h.row_no = k.head
     where k.members > 1 and t.row_no <> k.head
       and (t.category <> h.category or t.state <> h.state
         or lower(t.group_code) <> lower(h.group_code)
         or t.opened_on <> h.opened_on or t.owner_id <> h.owner_id
         or (t.fields || h.fields) <> (h.fields || t.fields))`;
}

async function reportExisting({ sql }: Tx, scope: ImportScope): Promise<void> {
  const { importId, kind, options } = scope;
  if (kind === "case-data") {
    await sql`
      insert into import_findings (import_id, row_no, value, severity, code, params, is_by_register)
      select ${importId}, t.row_no, t.ref_no, 'error', 'imports.unknown_ref_no',
             jsonb_build_object('refNo', t.ref_no), true
        from t_case k join t_cases t on t.ref_year = k.ref_year and t.ref_number = k.ref_number
       where k.case_id is null or k.is_hidden`;
    return;
  }
  const isRefused = options.existing === "refuse";
  await sql`
    insert into import_findings (import_id, row_no, value, severity, code, params, is_by_register)
    select ${importId}, t.row_no, t.ref_no, 'error',
           case when k.is_hidden then 'imports.ref_no_taken'
                when c.category <> t.category then 'imports.other_category'
                else 'imports.ref_no_exists' end,
           jsonb_build_object('refNo', t.ref_no), true
      from t_case k
      join t_cases t on t.ref_year = k.ref_year and t.ref_number = k.ref_number
      join cases c on c.id = k.case_id
     where k.is_hidden or c.category <> t.category or ${isRefused}`;
  await sql`
    insert into import_findings (import_id, row_no, value, severity, code, params, is_by_register)
    select ${importId}, k.head, t.ref_no, 'warning', 'imports.state_stays',
           jsonb_build_object('refNo', t.ref_no), true
      from t_case k
      join t_cases t on t.row_no = k.head
      join cases c on c.id = k.case_id
     where not k.is_hidden and c.category = t.category and c.state <> t.state and not ${isRefused}`;
}

async function reportRoles(
  { sql }: Tx,
  { importId }: ImportScope,
  catalogue: ProcessCatalogue,
): Promise<void> {
  const rules = JSON.stringify(roleRules(catalogue));
  await sql`
    insert into import_findings (import_id, row_no, value, severity, code, params, is_by_register)
    select ${importId}, k.head, t.ref_no, 'error',
           case when n.people = 0 then 'cases.role_required' else 'cases.role_once' end,
           jsonb_build_object('role', r.role), true
      from t_case k
      join t_cases t on t.row_no = k.head
      join jsonb_to_recordset(${rules}::jsonb)
             as r (category text, role text, is_required boolean, is_many boolean)
        on r.category = t.category
      left join (select l.head, l.role, count(*) as found from t_link l group by 1, 2) l
        on l.head = k.head and l.role = r.role
     cross join lateral (
       select coalesce(l.found, 0) + case when k.case_id is null then 0 else (
         select count(*) from case_parties cp
          where cp.case_id = k.case_id and cp.role = r.role
            and not exists (select from t_link mine join t_who w on w.party_no = mine.party_no
                             where mine.head = k.head and mine.role = r.role
                               and w.party_id = cp.party_id)) end as people) n
     where (r.is_required and n.people = 0) or (not r.is_many and n.people > 1)`;
}
