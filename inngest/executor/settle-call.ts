import { type ClaimedCall, loadCalls } from "./claim-calls";
import { instantOf } from "./durations";
import { completeRun, failRun } from "./end-run";
import { noteOps } from "./note-ops";
import { askOn, type Executor, inHand, nowIn, type Sql } from "./state";
import type { Answer, WireError } from "./wire";

/**
 * Writes down what a call answered, and what is to happen next. Answers the call that goes on in the
 * same place, where there is one. A call whose lease was lost, or whose run was cancelled meanwhile,
 * leaves nothing behind: null too.
 */
export function settleCall(
  executor: Executor,
  call: ClaimedCall,
  answer: Answer,
): Promise<ClaimedCall | null> {
  return inHand(executor, async (sql) => {
    const [run] = await sql<{ now: Date }[]>`
      select ${nowIn(sql, executor)} as now from clock_runs
       where tenant_id = ${call.tenantId} and id = ${call.runId} and state = 'active' for update`;
    const [held] = run
      ? await sql<{ isAskedAgain: boolean }[]>`
          delete from clock_calls
           where tenant_id = ${call.tenantId} and run_id = ${call.runId}
             and step_id = ${call.stepId} and lease = ${call.lease}
          returning is_asked_again as "isAskedAgain"`
      : [];
    if (!run || !held) {
      executor.log.info("an answer came too late", { runId: call.runId });
      return null;
    }
    const isToGoOn = await settle(sql, executor, { call, answer, now: run.now });
    if (!isToGoOn && !(held.isAskedAgain && call.stepId === "step")) return null;
    await askOn(sql, executor, call);
    return executor.isStopping ? null : keepPlace(sql, executor, call);
  });
}

interface Settled {
  call: ClaimedCall;
  answer: Answer;
  now: Date;
}

/** True: the function is to be called on. */
async function settle(sql: Sql, executor: Executor, settled: Settled): Promise<boolean> {
  const { call, answer } = settled;
  if (answer.kind === "resolved") {
    await completeRun(sql, executor, [call, answer.data]);
    return false;
  }
  if (answer.kind === "rejected") {
    const { isRetryable, error, retryAfter } = answer;
    if (isRetryable) await tryAgain(sql, executor, { ...settled, retryAfter, error });
    else await failRun(sql, executor, [await countAttempt(sql, call), error]);
    return false;
  }
  const { ops, retryAfter } = answer;
  const failed = ops.find(({ op }) => op === "StepError");
  if (failed) {
    const error = failed.error as WireError;
    await tryAgain(sql, executor, { ...settled, retryAfter, error });
    return false;
  }
  await countAttempt(sql, call);
  return noteOps(sql, executor, { ops, call, now: settled.now });
}

async function countAttempt(sql: Sql, call: ClaimedCall): Promise<ClaimedCall> {
  await sql`update clock_runs set attempts = greatest(attempts, ${call.attempt + 1})
             where tenant_id = ${call.tenantId} and id = ${call.runId}`;
  return call;
}

/** Puts the call off, or gives the run up where it was the last. */
async function tryAgain(
  sql: Sql,
  executor: Executor,
  at: Settled & { retryAfter: string | null; error: WireError },
): Promise<void> {
  const { call, retryAfter, now } = at;
  const { attemptsMax = 1 } = executor.registry.byId.get(call.functionId) ?? {};
  await countAttempt(sql, call);
  if (call.attempt + 1 >= attemptsMax) {
    await failRun(sql, executor, [call, at.error]);
    return;
  }
  const due = retryAfter
    ? instantOf(retryAfter, now)
    : new Date(now.getTime() + executor.backoffMs(call.attempt));
  await sql`
    insert into clock_calls (tenant_id, run_id, step_id, function_id, attempt, due_at, lanes,
                             lane_limits)
    select tenant_id, id, ${call.stepId}, function_id, ${call.attempt + 1}, ${due}, lanes, lane_limits
      from clock_runs where tenant_id = ${call.tenantId} and id = ${call.runId}`;
}

/** The run's next call takes the place of the one that ended, if nobody else has it yet. */
async function keepPlace(
  sql: Sql,
  executor: Executor,
  call: ClaimedCall,
): Promise<ClaimedCall | null> {
  const { count } = await sql`
    update clock_calls set lease = ${call.lease}, is_asked_again = false,
           lease_until = ${nowIn(sql, executor)} + ${executor.leaseMs} * interval '1 millisecond'
     where tenant_id = ${call.tenantId} and run_id = ${call.runId} and step_id = 'step'
       and lease is null and due_at <= ${nowIn(sql, executor)}`;
  if (count === 0) return null;
  const [next] = await loadCalls(sql, [{ ...call, stepId: "step" }]);
  return next ?? null;
}

/** After so many processes that died at it a call is given up: it may be what kills them. */
const LOSSES_MAX = 20;

/** Gives up what was lost too often. */
export async function isHopeless(executor: Executor, call: ClaimedCall): Promise<boolean> {
  if (call.losses < LOSSES_MAX) return false;
  const error = { name: "ProcessDied", message: "" };
  await settleCall(executor, call, {
    ...{ kind: "rejected", isRetryable: false, retryAfter: null, error },
  });
  return true;
}
