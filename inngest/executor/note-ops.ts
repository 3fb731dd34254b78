import { randomUUID } from "node:crypto";
import type { StepKind } from "@/db/values/runs";
import type { ClaimedCall } from "./claim-calls";
import { instantOf } from "./durations";
import { failRun } from "./end-run";
import { tenantOf } from "./registry";
import { startRuns } from "./start-runs";
import { type Executor, endStep, nowIn, type Sql, wake } from "./state";
import { errorOf, type Op } from "./wire";

interface Noted {
  ops: readonly Op[];
  call: ClaimedCall;
  now: Date;
}

/** What a step waits for; null for what was done on the way. */
function kindOf({ op }: Op): StepKind | null {
  const kinds: Record<string, StepKind> = {
    StepRun: "run",
    StepFailed: "run",
    StepPlanned: "run",
    Sleep: "sleep",
    WaitForEvent: "wait",
    InvokeFunction: "invoke",
  };
  return kinds[op] ?? null;
}

/** Writes down what a function did and what it waits for. True: it is to be called on. */
export async function noteOps(sql: Sql, executor: Executor, noted: Noted): Promise<boolean> {
  const { ops, call } = noted;
  const strange = ops.find((op) => kindOf(op) === null);
  if (strange) {
    const error = { name: "UnknownStep", message: `no step of the kind ${strange.op}` };
    await failRun(sql, executor, [call, error]);
    return false;
  }
  let hasEnded = false;
  let planned = 0;
  for (const op of ops) {
    const isNew = await openStep(sql, noted, op);
    if (op.op === "StepRun" || op.op === "StepFailed") {
      const isDone = op.op === "StepRun";
      const result = isDone ? op.data : errorOf(op.data ?? op.error);
      const state = isDone ? "done" : "failed";
      if (await endStep(sql, { ...call, stepId: op.id, state, result })) hasEnded = true;
    }
    if (!isNew) continue;
    if (op.op === "StepPlanned") planned += 1;
    if (op.op === "InvokeFunction")
      hasEnded = !(await invoke(sql, executor, [noted, op])) || hasEnded;
  }
  if (planned > 0) {
    await plan(sql, executor, noted);
    // More than this process may have hands for.
    await wake(sql);
  }
  return hasEnded;
}

/** True: nobody knew of the step. */
async function openStep(sql: Sql, { call, now }: Noted, op: Op): Promise<boolean> {
  const text = op.op === "Sleep" ? op.name : op.opts?.timeout;
  const isWait = op.op === "WaitForEvent";
  const { count } = await sql`
    insert into clock_steps (tenant_id, run_id, step_id, name, kind, due_at, event_name, condition)
    values (${call.tenantId}, ${call.runId}, ${op.id}, ${op.displayName ?? op.name ?? op.id},
            ${kindOf(op)}, ${text ? instantOf(text, now) : null},
            ${isWait ? (op.name ?? null) : null}, ${isWait ? (op.opts?.if ?? null) : null})
    on conflict do nothing`;
  return count > 0;
}

/** Queues the planned steps that nobody has queued yet. */
async function plan(sql: Sql, executor: Executor, { ops, call }: Noted): Promise<void> {
  const ids = ops.filter(({ op }) => op === "StepPlanned").map(({ id }) => id);
  await sql`
    insert into clock_calls (tenant_id, run_id, step_id, function_id, due_at, lanes, lane_limits)
    select r.tenant_id, r.id, s.step_id, r.function_id, ${nowIn(sql, executor)}, r.lanes, r.lane_limits
      from clock_runs r join clock_steps s on s.tenant_id = r.tenant_id and s.run_id = r.id
     where r.tenant_id = ${call.tenantId} and r.id = ${call.runId} and s.state = 'open'
       and s.step_id = any(${ids}::text[])
    on conflict do nothing`;
}

/** Starts the function that a step invokes; false: there is none, and the step has failed. */
async function invoke(
  sql: Sql,
  executor: Executor,
  [{ call, now }, op]: readonly [Noted, Op],
): Promise<boolean> {
  const of = executor.registry.byId.get(op.opts?.function_id ?? "");
  const step = { tenantId: call.tenantId, runId: call.runId, stepId: op.id };
  if (!of) {
    const result = { name: "Error", message: "there is no such function" };
    await endStep(sql, { ...step, state: "failed", result });
    return false;
  }
  const data = op.opts?.payload?.data ?? {};
  const name = "inngest/function.invoked";
  const event = { id: randomUUID(), name, data, ts: now.getTime() };
  // A run of another tenant's would end behind a wall that its caller cannot look over.
  const tenantId = call.tenantId || tenantOf(event);
  if (tenantId !== call.tenantId) {
    const result = { name: "Error", message: "a function of another tenant's is not invoked" };
    await endStep(sql, { ...step, state: "failed", result });
    return false;
  }
  await startRuns(sql, executor, [{ of, event: { ...event, tenantId }, parent: step }]);
  await wake(sql);
  return true;
}
