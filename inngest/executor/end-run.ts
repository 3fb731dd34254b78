import { randomUUID } from "node:crypto";
import type { ClockEvent } from "./registry";
import { startRuns } from "./start-runs";
import { askOn, type Executor, endStep, type RunKey, type Sql } from "./state";
import type { WireError } from "./wire";

type End =
  | { state: "done"; output: unknown }
  | { state: "failed"; error: WireError }
  | { state: "cancelled" };

/** What may be told of an error: the code of a refusal, else its kind. A message may name a person. */
export const tellable = ({ name, message }: WireError): string =>
  /^[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)+$/.test(message) ? message : name;

interface Ended {
  functionId: string;
  events: ClockEvent[];
  attempts: number;
  parentRunId: number | null;
  parentStepId: string | null;
}

/** Ends a run that is locked, and tells the step that invoked it. */
async function endRun(
  sql: Sql,
  executor: Executor,
  [run, end]: readonly [RunKey, End],
): Promise<Ended | undefined> {
  const { tenantId, runId } = run;
  const output = end.state === "done" ? JSON.stringify(end.output ?? null) : null;
  const [row] = await sql<Ended[]>`
    update clock_runs set state = ${end.state}, output = ${output}::jsonb,
           error = ${end.state === "failed" ? tellable(end.error) : null},
           ended_at = now() + ${executor.aheadMs()} * interval '1 millisecond'
     where tenant_id = ${tenantId} and id = ${runId} and ended_at is null
    returning function_id as "functionId", events, attempts, parent_run_id as "parentRunId",
              parent_step_id as "parentStepId"`;
  if (!row) return;
  await sql`delete from clock_calls where tenant_id = ${tenantId} and run_id = ${runId}`;
  await sql`delete from clock_steps where tenant_id = ${tenantId} and run_id = ${runId}`;
  if (row.parentRunId !== null && row.parentStepId !== null) {
    const parent = { tenantId, runId: row.parentRunId, stepId: row.parentStepId };
    await sql`select 1 from clock_runs
               where tenant_id = ${tenantId} and id = ${row.parentRunId} for update`;
    const cancelled = { name: "Error", message: "the invoked function was cancelled" };
    const told =
      end.state === "done"
        ? ({ state: "done", result: end.output } as const)
        : ({ state: "failed", result: end.state === "failed" ? end.error : cancelled } as const);
    if (await endStep(sql, { ...parent, ...told })) await askOn(sql, executor, parent);
  }
  return row;
}

export async function completeRun(
  sql: Sql,
  executor: Executor,
  [run, output]: readonly [RunKey, unknown],
): Promise<void> {
  await endRun(sql, executor, [run, { state: "done", output }]);
}

export async function cancelRun(sql: Sql, executor: Executor, run: RunKey): Promise<void> {
  await endRun(sql, executor, [run, { state: "cancelled" }]);
}

/** Gives a run up; its function's `onFailure` is told. */
export async function failRun(
  sql: Sql,
  executor: Executor,
  [run, error]: readonly [RunKey, WireError],
): Promise<void> {
  const ended = await endRun(sql, executor, [run, { state: "failed", error }]);
  if (!ended) return;
  const { functionId, events, attempts } = ended;
  const { tenantId, runId } = run;
  const told = { tenantId, runId, functionId, attempts, error: tellable(error) };
  executor.log.error("run failed", told);
  const handler = executor.registry.byId.get(`${functionId}-failure`);
  if (!handler) return;
  const event = {
    id: randomUUID(),
    name: "inngest/function.failed",
    ts: Date.now(),
    tenantId,
    data: {
      tenantId,
      function_id: functionId,
      run_id: String(runId),
      error: { ...error, stack: "" },
      event: events[0],
      events,
      attempts,
    },
  };
  await startRuns(sql, executor, [{ of: handler, event }]);
}
