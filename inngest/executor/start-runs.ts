import { holds } from "./expression";
import { type ClockEvent, type ClockFunction, keyOf, lanesOf, type Pace } from "./registry";
import { type Executor, nowIn, type RunKey, type Sql } from "./state";
import type { TakenEvent } from "./take-events";

export interface Start {
  of: ClockFunction;
  event: TakenEvent;
  parent?: RunKey & { stepId: string };
}

/** A run as it is handed in; `lateMs`: how much later than now it may begin. */
interface NewRun extends Start {
  lateMs: number;
}

const bare = ({ tenantId: _, ...event }: TakenEvent): ClockEvent => event;

/** Starts runs: at once, at the pace that was set, or together with more events. */
export async function startRuns(
  sql: Sql,
  executor: Executor,
  starts: readonly Start[],
): Promise<void> {
  const atOnce: NewRun[] = [];
  for (const start of starts) {
    const { of, event } = start;
    if (of.idempotency && !(await isFirst(sql, start, of.idempotency))) continue;
    if (of.rateLimit && (await waitOf(sql, executor, [start, of.rateLimit, "rate"])) > 0) continue;
    const gathers = of.debounce || (of.batch && holds(of.batch.condition, { event }));
    if (gathers) {
      await gather(sql, executor, start);
      continue;
    }
    const lateMs = of.throttle ? await waitOf(sql, executor, [start, of.throttle, "throttle"]) : 0;
    atOnce.push({ ...start, lateMs });
  }
  if (atOnce.length > 0) await insertRuns(sql, executor, atOnce);
}

async function insertRuns(sql: Sql, executor: Executor, runs: readonly NewRun[]): Promise<void> {
  const rows = runs.map(({ of, event, parent, lateMs }) => {
    const lanes = lanesOf(of, event);
    return {
      tenant_id: event.tenantId,
      function_id: of.id,
      events: [bare(event)],
      lanes: lanes.map(({ lane }) => lane),
      lane_limits: lanes.map(({ limit }) => limit),
      parent_run_id: parent?.runId ?? null,
      parent_step_id: parent?.stepId ?? null,
      late_ms: lateMs,
    };
  });
  // Numbered, so that each run finds its own delay again, and runs begin in the order of events.
  await sql`
    with given as materialized (
      select x.*, nextval(pg_get_serial_sequence('clock_runs', 'id')) as id
        from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as (
             tenant_id integer, function_id text, events jsonb, lanes text[],
             lane_limits integer[], parent_run_id bigint, parent_step_id text,
             late_ms double precision)) with ordinality as x (tenant_id, function_id, events, lanes,
             lane_limits, parent_run_id, parent_step_id, late_ms, no) order by no),
    made as (
      insert into clock_runs (tenant_id, id, function_id, events, lanes, lane_limits,
                              parent_run_id, parent_step_id, created_at)
      overriding system value
      select tenant_id, id, function_id, events, lanes, lane_limits, parent_run_id,
             parent_step_id, ${nowIn(sql, executor)} from given returning id)
    insert into clock_calls (tenant_id, run_id, step_id, function_id, due_at, lanes, lane_limits)
    select g.tenant_id, g.id, 'step', g.function_id,
           ${nowIn(sql, executor)} + g.late_ms * interval '1 millisecond', g.lanes, g.lane_limits
      from given g join made m on m.id = g.id`;
}

/** An event is acted on once for the key that the function names. */
async function isFirst(sql: Sql, { of, event }: Start, key: string): Promise<boolean> {
  const { count } = await sql`
    insert into clock_events (tenant_id, id)
    values (${event.tenantId}, ${`once:${of.id}:${keyOf(key, event)}`}) on conflict do nothing`;
  return count > 0;
}

/**
 * How long a start has to wait at a pace, in milliseconds; a place in the row is taken by asking.
 * For a rate limit no place is taken by who would have to wait.
 */
async function waitOf(
  sql: Sql,
  executor: Executor,
  [start, pace, kind]: readonly [Start, Pace, "rate" | "throttle"],
): Promise<number> {
  const { of, event } = start;
  const lane = `${kind}:${of.id}:${keyOf(pace.key, event)}`;
  const stepMs = pace.periodMs / pace.limit;
  // So much may come at once before anybody waits.
  const grace = (kind === "rate" ? pace.limit - 1 : pace.burst - 1) * stepMs;
  const now = nowIn(sql, executor);
  await sql`
    insert into clock_throttles (tenant_id, lane, free_at) values (${event.tenantId}, ${lane}, ${now})
    on conflict do nothing`;
  const [row] = await sql<{ waitMs: number }[]>`
    select greatest(0, extract(epoch from free_at - ${now}) * 1000 - ${grace})::double precision
           as "waitMs"
      from clock_throttles where tenant_id = ${event.tenantId} and lane = ${lane} for update`;
  const waitMs = row?.waitMs ?? 0;
  if (kind === "rate" && waitMs > 0) return waitMs;
  await sql`
    update clock_throttles
       set free_at = greatest(free_at, ${now}) + ${stepMs} * interval '1 millisecond'
     where tenant_id = ${event.tenantId} and lane = ${lane}`;
  return waitMs;
}

/** Puts an event to the run that gathers for its key, or begins one. */
async function gather(sql: Sql, executor: Executor, { of, event }: Start): Promise<void> {
  const { debounce, batch } = of;
  const waitMs = debounce?.periodMs ?? batch?.timeoutMs ?? 0;
  const timeoutMs = debounce ? debounce.timeoutMs : (batch?.timeoutMs ?? null);
  const groupKey = keyOf(debounce?.key ?? batch?.key, event);
  const lanes = lanesOf(of, event);
  const now = nowIn(sql, executor);
  const until = timeoutMs === null ? null : sql`${now} + ${timeoutMs} * interval '1 millisecond'`;
  const [run] = await sql<{ id: number; size: number }[]>`
    insert into clock_runs (tenant_id, function_id, state, events, group_key, gather_until, lanes,
                            lane_limits, created_at)
    values (${event.tenantId}, ${of.id}, 'gathering', ${JSON.stringify([bare(event)])}::jsonb,
            ${groupKey}, ${until}, ${lanes.map(({ lane }) => lane)}::text[],
            ${lanes.map(({ limit }) => limit)}::integer[], ${now})
    on conflict (tenant_id, function_id, group_key) where state = 'gathering' do update
       set events = ${debounce ? sql`excluded.events` : sql`clock_runs.events || excluded.events`}
    returning id, jsonb_array_length(events) as size`;
  if (!run) throw new Error("a run that gathers was not made");
  const isFull = batch !== undefined && !debounce && run.size >= batch.sizeMax;
  if (isFull) {
    await sql`update clock_runs set state = 'active'
               where tenant_id = ${event.tenantId} and id = ${run.id}`;
  }
  const key = { tenantId: event.tenantId, runId: run.id };
  await setBegin(sql, executor, { ...key, waitMs, isFull, isPutOff: debounce !== undefined });
}

/** When a gathering run begins: a batch when the first has waited long enough, else ever later. */
async function setBegin(
  sql: Sql,
  executor: Executor,
  at: RunKey & { waitMs: number; isFull: boolean; isPutOff: boolean },
): Promise<void> {
  const now = nowIn(sql, executor);
  await sql`
    insert into clock_calls (tenant_id, run_id, step_id, function_id, due_at, lanes, lane_limits)
    select tenant_id, id, 'step', function_id,
           ${at.isFull ? now : sql`${now} + ${at.waitMs} * interval '1 millisecond'`},
           lanes, lane_limits
      from clock_runs where tenant_id = ${at.tenantId} and id = ${at.runId}
    on conflict (tenant_id, run_id, step_id) do update
       set due_at = case when ${at.isFull || at.isPutOff} then least(excluded.due_at, (
             select gather_until from clock_runs r
              where r.tenant_id = clock_calls.tenant_id and r.id = clock_calls.run_id))
           else clock_calls.due_at end`;
}
