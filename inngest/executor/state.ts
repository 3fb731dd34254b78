import type { Database, Tx, TxSettings } from "@/db/client";
import type { Log } from "@/server/domain/context";
import type { Registry } from "./registry";
import type { Endpoint } from "./wire";

/** The executor's own hand: it sees its tables of all tenants, and no other table. */
export const CLOCK_HAND: TxSettings = {
  tenantId: null,
  actorKind: "clock",
  actorId: null,
  accessGroupIds: [],
};

export type Sql = Tx["sql"];

/** What the parts of an executor share. */
export interface Executor {
  db: Database;
  log: Log;
  endpoint: Endpoint;
  registry: Registry;
  /** Added to the database's clock, which is the only one: tests let time pass. */
  aheadMs(): number;
  leaseMs: number;
  /** Once true, nothing new is begun. */
  isStopping: boolean;
  /** How long to wait before the next try. */
  backoffMs(attempt: number): number;
}

export interface RunKey {
  tenantId: number;
  runId: number;
}

/** Now, by the database's clock: those of several machines differ. */
export const nowIn = (sql: Sql, { aheadMs }: Pick<Executor, "aheadMs">) =>
  sql`(now() + ${aheadMs()} * interval '1 millisecond')`;

/** Work in a transaction of the executor's own. */
export const inHand = <T>({ db }: Executor, work: (sql: Sql) => Promise<T>): Promise<T> =>
  db.begin(CLOCK_HAND, ({ sql }) => work(sql));

/** Tells every process that there may be something to do, at commit. */
export async function wake(sql: Sql): Promise<void> {
  await sql`select pg_notify('clock', '')`;
}

/**
 * Lets a run go on: its function is called with what is known by then. A call that is open already
 * is repeated after its end.
 */
export async function askOn(sql: Sql, executor: Executor, run: RunKey): Promise<void> {
  await sql`
    insert into clock_calls (tenant_id, run_id, step_id, function_id, due_at, lanes, lane_limits)
    select tenant_id, id, 'step', function_id, ${nowIn(sql, executor)}, lanes, lane_limits
      from clock_runs
     where tenant_id = ${run.tenantId} and id = ${run.runId} and state = 'active'
    on conflict (tenant_id, run_id, step_id) do update
       set is_asked_again = clock_calls.lease_until is not null,
           due_at = case when clock_calls.attempt = 0
                         then least(clock_calls.due_at, excluded.due_at) else clock_calls.due_at end`;
}

/** Notes how an open step ended; false: it was not open any more. The run must be locked. */
export async function endStep(
  sql: Sql,
  at: RunKey & { stepId: string; state: "done" | "failed"; result: unknown },
): Promise<boolean> {
  const { count } = await sql`
    update clock_steps set state = ${at.state}, result = ${JSON.stringify(at.result ?? null)}::jsonb,
           due_at = null
     where tenant_id = ${at.tenantId} and run_id = ${at.runId} and step_id = ${at.stepId}
       and state = 'open'`;
  if (count === 0) return false;
  await sql`
    update clock_runs set stack = stack || to_jsonb(${at.stepId}::text)
     where tenant_id = ${at.tenantId} and id = ${at.runId}`;
  return true;
}
