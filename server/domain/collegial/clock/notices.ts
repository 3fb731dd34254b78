import type { Tx } from "@/db/client";
import type { CollegialKind, CollegialStage } from "@/db/values/collegial";
import type { Day } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import type { Context } from "../../context";
import { seesCase } from "../../sees-case";
import { isItsTurn, isNow } from "../people";

/** Something that one person is to be told of. */
export interface CollegialNotice {
  operatorId: number;
  name: string;
  toAddress: string;
  language: Locale;
  actionId: number;
  round: number;
  kind: CollegialKind;
  stage: CollegialStage;
  caseId: number;
  refNo: string;
  title: string;
  dueOn: Day | null;
  assignedName: string;
  /** For whom they stand in; null: it is theirs. */
  forName: string | null;
}

/**
 * Marks as told, and answers, what each person has not been told yet of what they can do now: that it is
 * theirs, that it is due by tomorrow, that it is late. Told are those asked who are here; where none is,
 * their deputies of this day. Once a stage and round, in the statement that finds it. Not a verb: who
 * calls it sends what it answers, in the same transaction.
 */
export async function takeNotices(ctx: Context, { sql }: Tx): Promise<CollegialNotice[]> {
  // Hands are found once for each person or role that is asked, however much of them is asked.
  const rows = await sql<CollegialNotice[]>`
    with due as (
      select a.id, a.round, a.kind, a.case_id, a.assignee_id, a.assignee_role, l.due_on,
             l.assigned_name,
             case when l.due_on < ${ctx.today}::date then 'late'
                  when l.due_on <= ${ctx.today}::date + 1 then 'soon' else 'asked' end as stage
        from collegial_actions a join collegial_calls l on l.id = a.call_id
        join cases k on k.id = a.case_id and k.voided_at is null
       where a.withdrawn_at is null and a.outcome is null and ${isNow(sql)} and ${isItsTurn(sql)}),
    hands as (
      select g.assignee_id, g.assignee_role, g.kind, s.principal_id, s.operator_id
        from (select distinct assignee_id, assignee_role, kind from due) g
       cross join lateral stand_ins(
               case when g.assignee_id is not null then array[g.assignee_id]
                    else array(select h.id from operators h
                                where h.role = g.assignee_role and h.is_active) end,
               g.kind, ${ctx.today}::date) s),
    able as (
      select distinct on (d.id, o.id) d.*, o.id as operator_id, h.principal_id = o.id as is_own,
             case when h.principal_id <> o.id then p.name end as for_name
        from due d join cases k on k.id = d.case_id
        join hands h on h.kind = d.kind and h.assignee_id is not distinct from d.assignee_id
                    and h.assignee_role is not distinct from d.assignee_role
        join operators o on o.id = h.operator_id and o.is_active and o.is_present
        join operators p on p.id = h.principal_id
       where ${seesCase(sql)}
       order by d.id, o.id, h.principal_id <> o.id, p.name),
    readers as (
      select e.*, bool_or(e.is_own) over (partition by e.id) as has_own from able e),
    told as (
      insert into collegial_notices (action_id, round, operator_id, stage, told_at)
      select r.id, r.round, r.operator_id, r.stage, ${ctx.now}::timestamptz
        from readers r left join mail_preferences w on w.operator_id = r.operator_id
       where (r.is_own or not r.has_own) and coalesce(w.wants_collegial, true)
      on conflict do nothing
      returning action_id, operator_id)
    select o.id as "operatorId", o.name, o.email as "toAddress", o.language, r.id as "actionId",
           r.round, r.kind, r.stage, k.id as "caseId", k.ref_no as "refNo",
           coalesce(nullif(k.fields ->> 'subject', ''), k.debtor_name) as title,
           r.due_on as "dueOn", r.assigned_name as "assignedName", r.for_name as "forName"
      from told t join readers r on r.id = t.action_id and r.operator_id = t.operator_id
      join operators o on o.id = t.operator_id join cases k on k.id = r.case_id
     order by o.id, r.due_on nulls last, r.id`;
  return [...rows];
}

/**
 * Of these actions those that still wait for somebody in the same round, on cases that the reader sees
 * still; none where they work here no more.
 */
export async function stillAsked(
  { sql }: Tx,
  {
    operatorId,
    actions,
  }: { operatorId: number; actions: readonly { actionId: number; round: number }[] },
): Promise<Set<number>> {
  const ids = actions.map(({ actionId }) => actionId);
  const rounds = actions.map(({ round }) => round);
  const rows = await sql<{ id: number }[]>`
    select a.id from unnest(${ids}::bigint[], ${rounds}::int[]) as w(id, round)
      join collegial_actions a on a.id = w.id and a.round = w.round
      join cases k on k.id = a.case_id and k.voided_at is null
      join operators o on o.id = ${operatorId} and o.is_active
     where a.withdrawn_at is null and a.outcome is null and ${isNow(sql)} and ${seesCase(sql)}`;
  return new Set(rows.map(({ id }) => id));
}
