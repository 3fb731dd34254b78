import type { Tx } from "@/db/client";
import type { ImportScope } from "../scope";
import { isGood } from "../staging/tables";
import { isVisible } from "./visible";

/**
 * Finds case and claim of every row, puts the instalments of one case together, and whether the
 * schedule is there already. A row with a count or a rhythm is a schedule of its own. A symbol names
 * the claim that bears it; beside a RefNo it may also be the schedule's own. Leaves `t_agreed (row_no,
 * head, case_id, claim_id, symbol_cases)` and `t_schedule (head, case_id, claim_id, own_symbol, base,
 * nth, source_key, known_id)`.
 */
export async function resolveSchedules(tx: Tx, scope: ImportScope): Promise<void> {
  const { sql } = tx;
  await sql`
    create temp table t_symbol on commit drop as
    select ltrim(l.variable_symbol, '0') as symbol, l.case_id, count(*) as claims, min(l.id) as claim_id
      from claims l
      join cases c on c.id = l.case_id and c.voided_at is null and ${isVisible(tx, scope)}
     where l.voided_at is null and ltrim(l.variable_symbol, '0') in (
             select ltrim(variable_symbol, '0') from t_schedules)
     group by 1, 2`;
  await sql`
    create temp table t_agreed on commit drop as
    select *, case when is_plan then row_no
              else min(row_no) over (partition by is_plan, case_id, claim_id, own_symbol, currency) end as head
      from (
        select t.row_no, t.currency, coalesce(t.part_count > 1 or t.rhythm is not null, false) as is_plan,
               coalesce(c.id, alone.case_id) as case_id,
               case when s.claims = 1 then s.claim_id end as claim_id,
               case when t.ref_no is not null and s.symbol is null then t.variable_symbol end as own_symbol,
               coalesce(alone.cases, 0) as symbol_cases
          from t_schedules t
          left join cases c on c.ref_year = t.ref_year and c.ref_number = t.ref_number
                and c.voided_at is null and ${isVisible(tx, scope)}
          left join (select symbol, count(*) as cases, case when count(*) = 1 then min(case_id) end as case_id
                       from t_symbol group by symbol) alone
            on t.ref_no is null and alone.symbol = ltrim(t.variable_symbol, '0')
          left join t_symbol s on s.symbol = ltrim(t.variable_symbol, '0')
                and s.case_id = coalesce(c.id, alone.case_id)
         where ${isGood(tx, scope.importId)}) found`;
  await sql`analyze t_agreed`;
  await sql`
    create temp table t_schedule on commit drop as
    select k.*, s.id as known_id from (
      select *, 'import:' || base || '|' || nth as source_key from (
        select *, row_number() over (partition by base order by head) as nth from (
          select a.head, a.case_id, a.claim_id, a.own_symbol, a.currency, a.is_plan,
                 concat_ws('|', a.case_id, coalesce(a.claim_id, 0), coalesce(a.own_symbol, ''), a.currency,
                   md5(string_agg(concat_ws(';', t.due_on, coalesce(t.amount_minor, 0),
                     coalesce(t.part_count, 0), coalesce(t.rhythm, ''), coalesce(t.total_minor, 0)), '|'
                     order by t.due_on, t.row_no))) as base
            from t_agreed a join t_schedules t on t.row_no = a.row_no
           where a.case_id is not null
           group by a.head, a.case_id, a.claim_id, a.own_symbol, a.currency, a.is_plan) based) counted) k
      left join instalment_schedules s on s.source_key = k.source_key`;
  await sql`analyze t_schedule`;
}
