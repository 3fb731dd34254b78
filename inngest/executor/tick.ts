import { nextSlot } from "./cron";
import { type ClockFunction, tenantOf } from "./registry";
import { startRuns } from "./start-runs";
import { askOn, type Executor, endStep, inHand, nowIn, type RunKey, type Sql, wake } from "./state";

const AT_ONCE = 100;

/** Notes the schedules; one that is new is due now, one that was slept through once. */
export async function noteCrons(executor: Executor): Promise<void> {
  const rows = [...executor.registry.byId.values()].flatMap(({ id, crons }) =>
    crons.map((cron) => ({ function_id: id, cron })),
  );
  await inHand(executor, async (sql) => {
    await sql`
      insert into clock_crons (tenant_id, function_id, cron, next_at)
      select 0, function_id, cron, ${nowIn(sql, executor)}
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (function_id text, cron text)
      on conflict do nothing`;
    // A schedule that was changed leaves its old one behind.
    await sql`
      delete from clock_crons where function_id = any(${rows.map((row) => row.function_id)}::text[])
         and (function_id, cron) not in (
             select function_id, cron from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
                 as x (function_id text, cron text))`;
  });
}

/** Ends what has slept or waited long enough, and starts what is due by its schedule. */
export async function tick(executor: Executor): Promise<void> {
  await inHand(executor, async (sql) => {
    await endDueSteps(sql, executor);
    await endOrphans(sql, executor);
    await startDueCrons(sql, executor);
  });
}

async function endDueSteps(sql: Sql, executor: Executor): Promise<void> {
  const due = await sql<(RunKey & { stepId: string; kind: string })[]>`
    select s.tenant_id as "tenantId", s.run_id as "runId", s.step_id as "stepId", s.kind
      from clock_steps s join clock_runs r on r.tenant_id = s.tenant_id and r.id = s.run_id
     where s.state = 'open' and s.due_at <= ${nowIn(sql, executor)}
       and r.function_id = any(${executor.registry.ids}::text[])
     order by s.due_at limit ${AT_ONCE} for update of r, s skip locked`;
  for (const step of due) {
    const late = { name: "Error", message: "the invoked function took too long" };
    const end =
      step.kind === "invoke"
        ? ({ state: "failed", result: late } as const)
        : ({ state: "done", result: null } as const);
    if (await endStep(sql, { ...step, ...end })) await askOn(sql, executor, step);
  }
  if (due.length > 0) await wake(sql);
}

/** Steps whose invoked run was ended by a person, who tells nobody. */
async function endOrphans(sql: Sql, executor: Executor): Promise<void> {
  const orphans = await sql<(RunKey & { stepId: string })[]>`
    select s.tenant_id as "tenantId", s.run_id as "runId", s.step_id as "stepId"
      from clock_steps s join clock_runs r on r.tenant_id = s.tenant_id and r.id = s.run_id
     where s.state = 'open' and s.kind = 'invoke'
       and r.function_id = any(${executor.registry.ids}::text[])
       and exists (select 1 from clock_runs child
                    where child.tenant_id = s.tenant_id and child.parent_run_id = s.run_id
                      and child.parent_step_id = s.step_id and child.state = 'cancelled')
     limit ${AT_ONCE} for update of r, s skip locked`;
  const result = { name: "Error", message: "the invoked function was cancelled" };
  for (const step of orphans) {
    if (await endStep(sql, { ...step, state: "failed", result })) await askOn(sql, executor, step);
  }
}

async function startDueCrons(sql: Sql, executor: Executor): Promise<void> {
  const due = await sql<{ functionId: string; cron: string; nextAt: Date; now: Date }[]>`
    select function_id as "functionId", cron, next_at as "nextAt", ${nowIn(sql, executor)} as now
      from clock_crons
     where tenant_id = 0 and next_at <= ${nowIn(sql, executor)}
       and function_id = any(${executor.registry.ids}::text[])
     order by next_at limit ${AT_ONCE} for update skip locked`;
  for (const { functionId, cron, nextAt, now } of due) {
    const of = executor.registry.byId.get(functionId) as ClockFunction;
    const event = {
      id: `cron:${functionId}:${nextAt.getTime()}`,
      name: "inngest/scheduled.timer",
      data: { cron },
      ts: nextAt.getTime(),
    };
    await startRuns(sql, executor, [{ of, event: { ...event, tenantId: tenantOf(event) } }]);
    // The slots that nobody was awake for are not made up for.
    await sql`
      update clock_crons set next_at = ${nextSlot(cron, now)}
       where tenant_id = 0 and function_id = ${functionId} and cron = ${cron}`;
  }
  if (due.length > 0) await wake(sql);
}

/** Milliseconds until something is due; null: nothing is waited for. */
export async function nextDueMs(executor: Executor): Promise<number | null> {
  return inHand(executor, async (sql) => {
    const { ids } = executor.registry;
    const [row] = await sql<{ ms: number | null }[]>`
      select (extract(epoch from min(at) - ${nowIn(sql, executor)}) * 1000)::double precision as ms
        from (select min(greatest(due_at, coalesce(lease_until, due_at))) from clock_calls
               where function_id = any(${ids}::text[])
              union all
              select min(due_at) from clock_steps where state = 'open' and due_at is not null
              union all
              select min(next_at) from clock_crons
               where function_id = any(${ids}::text[])) as x (at)`;
    return row?.ms ?? null;
  });
}
