import type { Tx } from "@/db/client";
import type { ActionObject } from "@/db/values/configuration";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorOf, type Context, inTransaction, type SystemActor } from "../context";
import { writeFact } from "../events";
import { type ActionRun, RUN } from "./action-log";
import {
  type ActionTarget,
  type ActionValues,
  fits,
  inputOf,
  readTargets,
  requireAction,
} from "./action-offers";
import { type ActionAnswer, callAction } from "./call-action";
import { readHosts } from "./call-out";
import type { FileAction } from "./file-schema";
import { configInForce } from "./in-force";
import { type RunActionInput, runActionInput } from "./inputs";

/** Longer than the longest call: then its process is dead, and the call is made once more, by its id. */
const LEASE_MS = 2 * 60_000;
const CALLS_AT_ONCE = 8;

interface NewRun {
  code: string;
  on: ActionObject;
  keyOf(target: ActionTarget): string;
  values: ActionValues;
  state: "waiting" | "running";
}

async function insertRuns(
  ctx: Context,
  { sql }: Tx,
  { targets, run }: { targets: readonly ActionTarget[]; run: NewRun },
): Promise<Set<number>> {
  const author = authorOf(ctx.actor);
  const lease = run.state === "running" ? new Date(ctx.now.getTime() + LEASE_MS) : null;
  const rows = await sql<{ objectId: number; id: number }[]>`
    insert into action_runs (action, object_kind, object_id, case_id, ref_no, key, input, state,
                             leased_until, asked_by, actor_name, asked_at)
    select ${run.code}, ${run.on}, n.id, n.case_id, n.ref_no, n.key,
           ${JSON.stringify(run.values)}::jsonb, ${run.state}, ${lease}, ${author.id}, ${author.name},
           ${ctx.now}
      from unnest(${targets.map(({ id }) => id)}::bigint[],
                  ${targets.map(({ caseId }) => caseId)}::bigint[],
                  ${targets.map(({ refNo }) => refNo)}::text[], ${targets.map(run.keyOf)}::text[])
           as n (id, case_id, ref_no, key)
    on conflict (tenant_id, key) do nothing
    returning object_id as "objectId", id`;
  await writeAudit(
    ctx,
    targets
      .filter(({ id }) => rows.some(({ objectId }) => objectId === id))
      .map(({ id, caseId }) => ({
        ...{ action: "configuration.run-action", entity: run.on, entityId: id, caseId },
        after: { action: run.code, ...run.values },
      })),
  );
  return new Set(rows.map(({ objectId }) => objectId));
}

/**
 * Presses a button of the customer's on one object and waits for what its program says. Pressed twice
 * (one idempotency key) it is run once. The answer is a run in whatever state; it throws only before
 * the call: not_found `configuration.no_action`, `configuration.no_object`, forbidden, invalid
 * `configuration.bad_input`.
 */
export async function runAction(
  ctx: Context,
  raw: RunActionInput,
): Promise<ActionRun & { shouldRefresh: boolean }> {
  const { action: code, objectId, values, idempotencyKey } = runActionInput.parse(raw);
  const begun = await inTransaction(ctx, async (inner, tx) => {
    const action = requireAction(inner, await configInForce(tx), code);
    const { on } = action;
    const [target] = await readTargets(inner, tx, { on, ids: [objectId] });
    if (!target || !fits(action, target)) {
      throw new DomainError("not_found", "configuration.no_object");
    }
    const input = inputOf(action, values);
    const key = `${code}:${on}:${objectId}:${idempotencyKey}`;
    const run: NewRun = { code, on, keyOf: () => key, values: input, state: "running" };
    const made = await insertRuns(inner, tx, { targets: [target], run });
    const [row] = await tx.sql<ActionRun[]>`
      select ${RUN(tx)} from action_runs r where r.key = ${key}`;
    if (!row) throw new Error("the run is gone");
    const hosts = await readHosts(inner, tx);
    return { row, isNew: made.size > 0, call: { action, target, input, hosts } };
  });
  if (!begun.isNew) return { ...begun.row, shouldRefresh: false };
  const { action, target, input, hosts } = begun.call;
  const answer = await callAction(ctx, hosts, {
    ...{ runId: begun.row.id, code, action, target, input, at: ctx.now },
    author: authorOf(ctx.actor),
  });
  await settleRuns(ctx, [{ id: begun.row.id, answer }]);
  const { shouldRefresh, ...said } = answer;
  return { ...begun.row, ...said, endedAt: ctx.now, shouldRefresh };
}

/**
 * Presses a button on many cases, in the caller's transaction; the calls are made after it. Answers
 * those for which it was pressed now. Throws as `runAction`, and precondition
 * `configuration.not_for_many`.
 */
export async function queueActions(
  ctx: Context,
  tx: Tx,
  press: {
    action: string;
    caseIds: readonly number[];
    values: ActionValues;
    idempotencyKey: string;
  },
): Promise<{ queued: Set<number>; visible: Set<number> }> {
  const { action: code, caseIds, values, idempotencyKey } = press;
  const action = requireAction(ctx, await configInForce(tx), code);
  if (action.on !== "case" || !action.bulk) {
    throw new DomainError("precondition", "configuration.not_for_many");
  }
  const targets = await readTargets(ctx, tx, { on: "case", ids: caseIds });
  const keyOf = ({ id }: ActionTarget) => `${code}:case:${id}:bulk:${idempotencyKey}`;
  const run: NewRun = {
    ...{ code, on: "case", keyOf, values: inputOf(action, values), state: "waiting" },
  };
  const fitting = targets.filter((target) => fits(action, target));
  const queued = await insertRuns(ctx, tx, { targets: fitting, run });
  if (queued.size > 0) await writeFact(ctx, { name: "actions.waiting", payload: {} });
  return { queued, visible: new Set(targets.map(({ id }) => id)) };
}

interface Due {
  id: number;
  action: string;
  input: ActionValues;
  objectId: number;
  caseId: number | null;
  refNo: string | null;
  askedBy: number | null;
  actorName: string;
}

/** Makes the calls that wait, some at a time. Answers how many; 0: none is due. A job's work. */
export async function performActions(ctx: Context<SystemActor>): Promise<{ count: number }> {
  const lease = new Date(ctx.now.getTime() + LEASE_MS);
  const { due, config, hosts } = await inTransaction(ctx, async (inner, tx) => {
    const rows = await tx.sql<Due[]>`
      update action_runs r set state = 'running', leased_until = ${lease}
        from (select id from action_runs
               where state = 'waiting' or (state = 'running' and leased_until <= ${ctx.now})
               order by id limit ${CALLS_AT_ONCE} for update skip locked) due
       where r.id = due.id
      returning r.id, r.action, r.input, r.object_id as "objectId", r.case_id as "caseId",
                r.ref_no as "refNo", r.asked_by as "askedBy", r.actor_name as "actorName"`;
    return {
      ...{ due: [...rows], config: await configInForce(tx) },
      hosts: rows.length > 0 ? await readHosts(inner, tx) : new Map(),
    };
  });
  const settled = await Promise.all(
    due.map(async (row) => {
      const action: FileAction | undefined = config.customActions[row.action];
      const gone: ActionAnswer = { ...GONE };
      if (!action) return { id: row.id, answer: gone };
      const { objectId: id, caseId, refNo, input } = row;
      const answer = await callAction(ctx, hosts, {
        ...{ runId: row.id, code: row.action, action, input, at: ctx.now },
        target: { id, caseId, refNo, category: null },
        author: { id: row.askedBy, name: row.actorName },
      });
      return { id: row.id, answer };
    }),
  );
  await settleRuns(ctx, settled);
  return { count: due.length };
}

const GONE: ActionAnswer = {
  ...{ state: "failed", status: null, reason: "no_action", message: null, openUrl: null },
  shouldRefresh: false,
};

async function settleRuns(
  ctx: Context,
  settled: readonly { id: number; answer: ActionAnswer }[],
): Promise<void> {
  if (settled.length === 0) return;
  const rows = settled.map(({ id, answer }) => ({ id, ...answer }));
  await inTransaction(ctx, async (_, { sql }) => {
    await sql`
      update action_runs r set state = n.state, status = n.status, reason = n.reason,
             message = n.message, open_url = n."openUrl", leased_until = null, ended_at = ${ctx.now}
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
             as n (id bigint, state text, status int, reason text, message text, "openUrl" text)
       where r.id = n.id and r.state = 'running'`;
  });
}
