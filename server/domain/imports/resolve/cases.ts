import type { Tx } from "@/db/client";
import type { ProcessCatalogue } from "../../workflow";
import type { ImportScope } from "../scope";
import { isGood } from "../staging/tables";
import { isVisible } from "./visible";

/**
 * Decides which case each row belongs to. Leaves
 * `t_case (head, ref_year, ref_number, members, case_id, is_hidden)`: `head` is the case's first
 * row, `case_id` the case that is there already, null for a new one; and
 * `t_link (row_no, head, party_no, role, position, is_alone)`: who stands on it, each party once
 * a role; `is_alone` where the case has nobody else.
 */
export async function resolveCases(tx: Tx, scope: ImportScope): Promise<void> {
  const { sql } = tx;
  await sql`
    create temp table t_case on commit drop as
    select k.head, k.ref_year, k.ref_number, k.members, c.id as case_id,
           c.id is not null and not ${isVisible(tx, scope)} as is_hidden
      from (select min(row_no) as head, ref_year, ref_number, count(*)::integer as members
              from t_cases where ${isGood(tx, scope.importId)} group by 2, 3) k
      left join cases c on c.ref_year = k.ref_year and c.ref_number = k.ref_number
                       and c.voided_at is null`;
  await sql`analyze t_case (head, ref_year, ref_number, case_id)`;
  // Nearly every case is one row with one person: only the others need to be made distinct.
  await sql`
    create temp table t_link on commit drop as
    select t.row_no, k.head, w.head as party_no, t.role, t.row_no * 2 as position, true as is_alone
      from t_cases t
      join t_case k on k.head = t.row_no and k.members = 1
      join t_who w on w.party_no = t.party_no
     where t.creditor_no is null
    union all
    select row_no, head, party_no, role, position, false from (
      select distinct on (k.head, w.head, n.role) t.row_no, k.head, w.head as party_no, n.role,
             t.row_no * 2 + n.place as position
        from t_cases t
        join t_case k on k.ref_year = t.ref_year and k.ref_number = t.ref_number
       cross join lateral (values (t.party_no, t.role, 0), (t.creditor_no, 'creditor', 1))
               as n (party_no, role, place)
        join t_who w on w.party_no = n.party_no
       where n.party_no is not null and (k.members > 1 or t.creditor_no is not null)
         and t.row_no not in (select f.row_no from import_findings f
              where f.import_id = ${scope.importId} and f.severity = 'error')
       order by k.head, w.head, n.role, t.row_no) several`;
  await sql`analyze t_link (head, party_no)`;
  await mergeRows(tx, scope);
}

/**
 * What several rows of one case say together, `t_merged (head, ...)`: of each value the first that
 * is filled. Cases of one row are not in it.
 */
async function mergeRows(tx: Tx, { importId }: ImportScope): Promise<void> {
  const { sql } = tx;
  await sql`
    create temp table t_merged on commit drop as
    with many as (
      select k.head, t.* from t_case k
        join t_cases t on t.ref_year = k.ref_year and t.ref_number = k.ref_number
       where k.members > 1 and ${isGood(tx, importId)}),
    plain as (
      select head,
             (array_agg(opened_on order by row_no) filter (where opened_on is not null))[1] as opened_on,
             (array_agg(owner_id order by row_no) filter (where owner_id is not null))[1] as owner_id,
             (array_agg(group_code order by row_no) filter (where group_code is not null))[1] as group_code
        from many group by head),
    data as (
      select head, jsonb_object_agg(f.key, f.value order by row_no desc) as fields
        from many cross join lateral jsonb_each(fields) f group by head),
    pairs as (
      select head, jsonb_agg(pair order by row_no, place) as extra_fields from (
        select distinct on (head, p.pair ->> 0) head, row_no, p.place, p.pair
          from many cross join lateral jsonb_array_elements(extra_fields)
                 with ordinality as p (pair, place)
         order by head, p.pair ->> 0, row_no, p.place) first
       group by head)
    select plain.*, coalesce(fields, '{}') as fields, coalesce(extra_fields, '[]') as extra_fields
      from plain left join data using (head) left join pairs using (head)`;
  await sql`analyze t_merged`;
}

/** Codes of groups that the rows name: `t_group (code, group_id)`, null for one still to be made. */
export async function resolveGroups({ sql }: Tx): Promise<void> {
  await sql`
    create temp table t_group on commit drop as
    select distinct on (lower(t.code)) t.code, g.id as group_id
      from (select group_code as code, min(row_no) as row_no from t_cases
             where group_code is not null group by 1) t
      left join case_groups g on lower(g.code) = lower(t.code)
     order by lower(t.code), t.row_no`;
}

/** Roles that a case must have, and roles that only one party may have, per category. */
export function roleRules(catalogue: ProcessCatalogue) {
  return catalogue.categories.flatMap(({ category, roles }) =>
    roles
      .filter((role) => role.required || !role.many)
      .map((role) => ({
        category,
        role: role.code,
        is_required: role.required,
        is_many: role.many,
      })),
  );
}
