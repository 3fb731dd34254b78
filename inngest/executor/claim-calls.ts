import type { ClockEvent } from "./registry";
import { type Executor, inHand, nowIn, type RunKey, type Sql } from "./state";
import type { WireError } from "./wire";

/** One claimer at a time in the whole database: limits of lanes are counted, then taken up. */
const CLAIM_LOCK = 7_305_420_183;
const LOOK_MAX = 200;

/** A call that is this process's until its lease is over. */
export interface ClaimedCall extends RunKey {
  stepId: string;
  functionId: string;
  attempt: number;
  losses: number;
  lease: string;
  events: ClockEvent[];
  stack: string[];
  steps: Record<string, unknown>;
  hasSiblings: boolean;
}

interface Candidate extends RunKey {
  stepId: string;
  lanes: string[];
  limits: number[];
}

export interface ClaimWish {
  /** How many at most. */
  slots: number;
  /** Makes a name for the lease. */
  newLease(): string;
  /** Calls that this process has open, whatever became of their leases. */
  isOpen(call: RunKey & { stepId: string }): boolean;
  /** Only this tenant's. */
  tenantId?: number;
}

/** Picks in order of age what its lanes have room for. */
function pick(
  candidates: readonly Candidate[],
  busy: Map<string, number>,
  wish: ClaimWish,
): Candidate[] {
  const picked: Candidate[] = [];
  for (const each of candidates) {
    if (picked.length >= wish.slots) break;
    if (wish.isOpen(each)) continue;
    const isFree = each.lanes.every((lane, at) => (busy.get(lane) ?? 0) < (each.limits[at] ?? 0));
    if (!isFree) continue;
    for (const lane of each.lanes) busy.set(lane, (busy.get(lane) ?? 0) + 1);
    picked.push(each);
  }
  return picked;
}

/** Claims what is due and has room, the oldest first. */
export function claimCalls(executor: Executor, wish: ClaimWish): Promise<ClaimedCall[]> {
  return inHand(executor, async (sql) => {
    await sql`select pg_advisory_xact_lock(${CLAIM_LOCK})`;
    const now = nowIn(sql, executor);
    const busyRows = await sql<{ lane: string; count: number; limit: number }[]>`
      select lane, count(*) as count, min(most) as limit
        from clock_calls, unnest(lanes, lane_limits) as l (lane, most)
       where lease_until > ${now} group by lane`;
    const full = busyRows.filter(({ count, limit }) => count >= limit).map(({ lane }) => lane);
    const ofTenant = wish.tenantId === undefined ? sql`` : sql`and c.tenant_id = ${wish.tenantId}`;
    const candidates = await sql<Candidate[]>`
      select c.tenant_id as "tenantId", c.run_id as "runId", c.step_id as "stepId", c.lanes,
             c.lane_limits as limits
        from clock_calls c
       where c.due_at <= ${now} and (c.lease_until is null or c.lease_until <= ${now})
         and c.function_id = any(${executor.registry.ids}::text[]) ${ofTenant}
         and not c.lanes && ${full}::text[]
       order by c.due_at, c.run_id limit ${LOOK_MAX}`;
    const busy = new Map(busyRows.map(({ lane, count }) => [lane, count]));
    const picked = pick(candidates, busy, wish);
    return picked.length === 0 ? [] : takeUp(sql, executor, [picked, wish.newLease]);
  });
}

/** Leases what was picked; what somebody has locked meanwhile is left for the next look. */
async function takeUp(
  sql: Sql,
  executor: Executor,
  [picked, newLease]: readonly [Candidate[], () => string],
): Promise<ClaimedCall[]> {
  const rows = picked.map(({ tenantId, runId, stepId }) => ({
    ...{ tenant_id: tenantId, run_id: runId, step_id: stepId, lease: newLease() },
  }));
  const now = nowIn(sql, executor);
  const begun = await sql<{ tenantId: number; runId: number; stepId: string }[]>`
    with given as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
                     as x (tenant_id integer, run_id bigint, step_id text, lease text)),
    held as materialized (
      select g.* from given g
        join clock_calls c on c.tenant_id = g.tenant_id and c.run_id = g.run_id
                          and c.step_id = g.step_id
        join clock_runs r on r.tenant_id = g.tenant_id and r.id = g.run_id
       where c.due_at <= ${now} and (c.lease_until is null or c.lease_until <= ${now})
         for update of c, r skip locked),
    begun as (update clock_runs r set started_at = coalesce(r.started_at, ${now}), state = 'active'
                from (select distinct tenant_id, run_id from held) g
               where r.tenant_id = g.tenant_id and r.id = g.run_id
                 and (r.started_at is null or r.state = 'gathering'))
    update clock_calls c set lease = g.lease, is_asked_again = false,
           losses = c.losses + (c.lease_until is not null)::integer,
           lease_until = ${now} + ${executor.leaseMs} * interval '1 millisecond'
      from held g
     where c.tenant_id = g.tenant_id and c.run_id = g.run_id and c.step_id = g.step_id
    returning c.tenant_id as "tenantId", c.run_id as "runId", c.step_id as "stepId"`;
  return begun.length === 0 ? [] : loadCalls(sql, begun);
}

/** What calls need to be made, read together. */
export async function loadCalls(
  sql: Sql,
  keys: readonly (RunKey & { stepId: string })[],
): Promise<ClaimedCall[]> {
  const ids = keys.map(({ tenantId, runId, stepId }) => ({
    ...{ tenant_id: tenantId, run_id: runId, step_id: stepId },
  }));
  const rows = await sql<
    (Omit<ClaimedCall, "steps" | "hasSiblings"> & { known: StepRow[] | null })[]
  >`
    select c.tenant_id as "tenantId", c.run_id as "runId", c.step_id as "stepId",
           c.function_id as "functionId", c.attempt, c.losses, c.lease, r.events, r.stack,
           (select jsonb_agg(jsonb_build_object('id', s.step_id, 'state', s.state,
                                                'result', s.result))
              from clock_steps s where s.tenant_id = r.tenant_id and s.run_id = r.id) as known
      from jsonb_to_recordset(${JSON.stringify(ids)}::jsonb)
             as x (tenant_id integer, run_id bigint, step_id text)
      join clock_calls c on c.tenant_id = x.tenant_id and c.run_id = x.run_id
                        and c.step_id = x.step_id
      join clock_runs r on r.tenant_id = c.tenant_id and r.id = c.run_id
     order by c.due_at, c.run_id`;
  return rows.map(({ known, ...call }) => ({ ...call, ...stepsOf(known ?? []) }));
}

interface StepRow {
  id: string;
  state: "open" | "done" | "failed";
  result: unknown;
}

function stepsOf(known: readonly StepRow[]): Pick<ClaimedCall, "steps" | "hasSiblings"> {
  const steps: Record<string, unknown> = {};
  for (const { id, state, result } of known) {
    if (state === "done") steps[id] = { type: "data", data: result ?? null };
    if (state === "failed") steps[id] = { type: "error", error: result as WireError };
  }
  return { steps, hasSiblings: known.some(({ state }) => state === "open") };
}
