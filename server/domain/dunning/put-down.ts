import type { Tx } from "@/db/client";
import type { RunState } from "@/db/values/dunning";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { lettersSql } from "./plan-sql";
import type { DunningPlan, DunningStep } from "./step";

export interface DunningRun {
  id: number;
  planId: number;
  onDay: Day;
  seriesIds: number[];
  caseId: number | null;
  isAuto: boolean;
  state: RunState;
  total: number;
  sent: number;
  stopped: number;
  /** Who asked for it; null: the clock. */
  requestedBy: { operatorId: number; name: string } | null;
}

/** Throws not_found `dunning.run_not_found`. */
export async function lockRun({ sql }: Tx, runId: number): Promise<DunningRun> {
  const [run] = await sql<DunningRun[]>`
    select id, plan_id as "planId", on_day as "onDay", series_ids as "seriesIds",
           case_id as "caseId", is_auto as "isAuto", state, total, sent, stopped,
           (select json_build_object('operatorId', o.id, 'name', o.name) from operators o
             where o.id = requested_by) as "requestedBy"
      from dunning_runs where id = ${runId} for update`;
  if (!run) throw new DomainError("not_found", "dunning.run_not_found");
  return run;
}

/** Whether a run sends a step: it may name some, and one by itself sends only those that may go so. */
export const isAllowedIn =
  ({ seriesIds, isAuto }: DunningRun) =>
  (step: DunningStep): boolean =>
    (seriesIds.length === 0 || seriesIds.includes(step.seriesId)) && (!isAuto || step.isAuto);

/** The debtor's other cases stand in the same letter. */
export async function casesOfLetter({ sql }: Tx, caseId: number | null): Promise<number[] | null> {
  if (caseId === null) return null;
  const rows = await sql<{ id: number }[]>`
    select o.id from cases k join cases o
      on o.id = k.id or (o.debtor_party_id = k.debtor_party_id and o.group_id = k.group_id)
     where k.id = ${caseId}`;
  return rows.map(({ id }) => id);
}

/**
 * Puts the letters of the day down, so that the run can be counted, seen and resumed. Only cases that
 * the transaction sees come into it: whoever sees a part of the portfolio sends that part.
 */
export async function putDown(
  tx: Tx,
  { run, plan }: { run: DunningRun; plan: DunningPlan },
): Promise<DunningRun> {
  const { sql } = tx;
  const caseIds = await casesOfLetter(tx, run.caseId);
  const isAllowed = isAllowedIn(run);
  const allowed = plan.steps.flatMap((step, index) => (isAllowed(step) ? [index + 1] : []));
  // By itself only what may go so is gathered; a person sends the letters that the page has shown.
  const onlySteps = run.isAuto ? { onlySteps: allowed } : {};
  const question = { plan, onDay: run.onDay, caseIds, ...onlySteps, withCases: true };
  const seriesIds = plan.steps.map(({ seriesId }) => seriesId);
  const [row] = await sql<{ count: number }[]>`
    with put as (
      insert into dunning_run_items (run_id, no, case_ids, series_id)
      select ${run.id}::bigint, row_number() over (order by l.lead_case_id, l.currency, l.rank),
             l.case_ids, (${seriesIds}::bigint[])[l.step]
        from (${lettersSql(tx, question)}) l
       where l.step = any(${allowed}::int[])
         and (${run.caseId}::bigint is null or ${run.caseId} = any(l.case_ids))
      returning 1
    ) select count(*)::int as count from put`;
  const total = row?.count ?? 0;
  await sql`update dunning_runs set state = 'running', total = ${total} where id = ${run.id}`;
  return { ...run, state: "running", total };
}
