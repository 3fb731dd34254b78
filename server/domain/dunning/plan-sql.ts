import { among, type Fragment, type Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import { stopRank, stopsSql } from "../messages";
import type { DunningPlan, DunningStep } from "./step";

export interface PlanQuestion {
  plan: DunningPlan;
  onDay: Day;
  /** Only these cases; null: all that are open. */
  caseIds?: readonly number[] | null;
  /** Only these steps, by their places from 1; left out: all. */
  onlySteps?: readonly number[];
  /** Letters name all their cases, which sorts them; sums do without. */
  withCases?: boolean;
  /** Rows like those of `anchoredSql` to judge in place of the claims themselves: a simulation's. */
  anchored?: Fragment;
}

/** Below every offset that a step may have: "got none yet". */
const NONE_YET = -10_000;

/**
 * The claims that are due for a step on a day, one row each:
 *   claim_id, case_id, debtor_party_id, gather_key, currency, anchor_on, step (1 = the plan's first),
 *   balance_minor, rank (the stop that holds, or null).
 *
 * Nothing is kept of a plan: it follows from due days, from what was sent and from what is open, so it
 * is anchored anew by itself whenever money comes. Which step comes next is one CASE written from the
 * plan's steps: a million claims are judged in one pass, without a join by steps.
 */
export function dueClaimsSql(tx: Tx, question: PlanQuestion): Fragment {
  const { sql } = tx;
  const { onDay, caseIds = null } = question;
  const stops = stopsSql(tx, { onDay, caseIds });
  return sql`
    select d.claim_id, d.case_id, d.debtor_party_id, d.gather_key, d.currency, d.anchor_on, d.step,
           d.balance_minor, d.rank
      -- An offset of none: the step is found once a claim, not wherever it is named. Written as the
      -- bigint that it is: of a cast the planner does not see that it is none, and gives up parallelism.
      from (select a.claim_id, a.case_id, a.debtor_party_id, a.gather_key, a.currency, a.anchor_on,
                   a.balance_minor, case ${nextStepSql(tx, question)} end as step,
                   least(cs.rank, ks.rank,
                         case when a.is_scheduled then ${stopRank("open_schedule")}::int end) as rank
              from (${question.anchored ?? anchoredSql(tx, question)}) a
              left join (${stops.ofClaims}) cs on cs.id = a.claim_id
              left join (${stops.ofCases}) ks on ks.id = a.case_id offset bigint '0') d
     where d.step is not null`;
}

/** Open claims with the day they are counted from and the last step they got since. */
export function anchoredSql(
  { sql }: Tx,
  { plan, onDay, caseIds = null }: Omit<PlanQuestion, "anchored">,
): Fragment {
  const only = caseIds ? sql`and c.case_id ${among(sql, caseIds)}` : sql``;
  const gather: Fragment =
    plan.gathering === "debtor" ? sql`coalesce(k.group_id, -k.id)` : sql`-k.id`;
  return sql`
    select c.id as claim_id, c.case_id, c.currency, c.balance_minor, k.category, k.state,
           k.group_id, k.tag_codes, k.debtor_party_id, ${gather} as gather_key,
           coalesce(o.broken_on, w.broken_on, c.due_on) as anchor_on,
           ${onDay}::date - coalesce(o.broken_on, w.broken_on, c.due_on) as days,
           coalesce(o.case_id, w.case_id) is not null
             and coalesce(o.broken_on, w.broken_on) is null as is_scheduled,
           coalesce(p.day_offset, ${NONE_YET}::int) as last_offset, p.sent_on, p.series_ids
      from claims c
      join cases k on k.id = c.case_id
      left join (${schedulesSql(sql, sql`s.claim_id is not null`)}) o on o.claim_id = c.id
      left join (${schedulesSql(sql, sql`s.claim_id is null`)}) w
        on w.case_id = c.case_id and w.currency = c.currency and o.claim_id is null
      left join dunning_positions p
        on p.claim_id = c.id and p.anchor_on = coalesce(o.broken_on, w.broken_on, c.due_on)
     where c.balance_minor > 0 and c.voided_at is null
       and k.closed_at is null and k.archived_at is null and k.voided_at is null ${only}`;
}

/** A schedule that runs holds the notices of its claims back, until an instalment of it is missed. */
const schedulesSql = (sql: Tx["sql"], of: Fragment): Fragment => sql`
  select s.case_id, s.claim_id, s.currency, min(i.due_on) as broken_on
    from instalment_schedules s
    left join schedule_breaches b on b.schedule_id = s.id and b.healed_at is null
    left join instalments i on i.id = b.instalment_id
   where s.end_kind is null and s.voided_at is null and s.next_due_on is not null and ${of}
   group by 1, 2, 3`;

/** "when … then 1 when … then 2": the step that comes next, by its place in the plan, if its day is here. */
function nextStepSql(tx: Tx, { plan, onDay }: PlanQuestion): Fragment {
  const { sql } = tx;
  const numbered = plan.steps.map((step, index) => ({ step, no: index + 1 }));
  const isCatchUp = plan.skipPolicy === "catch_up";
  if (!isCatchUp) numbered.reverse();
  const branches = numbered.map(({ step: { dayOffset }, step, no }) => {
    const isDue = sql`a.days >= ${dayOffset}::int`;
    if (!isCatchUp) return sql`when ${isOpenSql(tx, step)} and ${isDue} then ${no}::int`;
    // A step behind one that was sent keeps its distance to it, however late that one was.
    return sql`when ${isOpenSql(tx, step)} then case when ${isDue} and (a.sent_on is null
      or a.sent_on + ${dayOffset}::int - a.last_offset <= ${onDay}::date) then ${no}::int end`;
  });
  let all = sql`when false then null`;
  for (const branch of branches) all = sql`${all} ${branch}`;
  return all;
}

/** Whether a claim may still get the step at all, now or later. */
function isOpenSql({ sql }: Tx, step: DunningStep): Fragment {
  const { balanceMinMinor, balanceMaxMinor, tagsAny, tagsNone } = step.filter;
  // Before the due day people are reminded; once it is past, a reminder of it would be a mockery.
  const lastDay = step.dayOffset < 0 ? 0 : Number.MAX_SAFE_INTEGER;
  const graceEnd = step.graceDays === null ? lastDay : step.dayOffset + step.graceDays;
  const until = Math.min(lastDay, graceEnd);
  return sql`a.last_offset < ${step.dayOffset}::int and a.currency = ${step.currency}
    ${step.categories.length > 0 ? sql`and a.category = any(${step.categories})` : sql``}
    ${step.states.length > 0 ? sql`and a.state = any(${step.states})` : sql``}
    ${step.groupIds.length > 0 ? sql`and a.group_id = any(${step.groupIds}::bigint[])` : sql``}
    ${until < Number.MAX_SAFE_INTEGER ? sql`and a.days <= ${until}::int` : sql``}
    ${balanceMinMinor ? sql`and a.balance_minor >= ${balanceMinMinor}::bigint` : sql``}
    ${balanceMaxMinor ? sql`and a.balance_minor <= ${balanceMaxMinor}::bigint` : sql``}
    ${tagsAny?.length ? sql`and a.tag_codes && ${tagsAny}::text[]` : sql``}
    ${tagsNone?.length ? sql`and not a.tag_codes && ${tagsNone}::text[]` : sql``}
    and (a.series_ids is null or not ${step.seriesId}::bigint = any(a.series_ids))`;
}

/**
 * The letters of a day: claims of one debtor in one, by the highest step among them, a row each:
 *   debtor_party_id, gather_key, currency, rank, step, lead_case_id, claim_count, balance_minor.
 * What is stopped stands in rows of its own. They are gathered in order: then whoever judges sorts along,
 * and one process only merges, where it would hash a million groups by itself.
 */
export const lettersSql = (tx: Tx, question: PlanQuestion): Fragment => tx.sql`
  select d.debtor_party_id, d.gather_key, d.currency, d.rank, max(d.step) as step,
         min(d.case_id) as lead_case_id, count(*)::int as claim_count,
         sum_minor(d.balance_minor) as balance_minor,
         sum((${question.plan.steps.map((step) => step.feeMinor)}::int[])[d.step]) as fee_minor
         ${question.withCases ? tx.sql`, array_agg(distinct d.case_id order by d.case_id) as case_ids` : tx.sql``}
    from (select d.* from (${dueClaimsSql(tx, question)}) d
           where ${question.onlySteps ? tx.sql`d.step = any(${question.onlySteps as number[]}::int[])` : tx.sql`true`}
           order by d.debtor_party_id, d.gather_key, d.currency, d.rank) d
   group by d.debtor_party_id, d.gather_key, d.currency, d.rank`;
