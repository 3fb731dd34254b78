import { randomUUID } from "node:crypto";
import { cancelRun } from "./end-run";
import { holds } from "./expression";
import { type ClockEvent, type ClockFunction, tenantOf } from "./registry";
import { startRuns } from "./start-runs";
import { askOn, type Executor, endStep, inHand, type Sql, wake } from "./state";

/** An event that was taken: it has an id, a tenant and a time. */
export interface TakenEvent extends ClockEvent {
  id: string;
  ts: number;
  tenantId: number;
}

/**
 * Takes events: those that were not taken before start runs, end waiting and cancel. Answers their
 * ids, in order. All of it is one transaction, so a caller who hears an answer may forget them.
 */
export async function takeEvents(
  executor: Executor,
  events: readonly ClockEvent[],
): Promise<string[]> {
  const taken = events.map((event) => ({
    ...event,
    id: event.id ?? randomUUID(),
    ts: event.ts ?? Date.now() + executor.aheadMs(),
    tenantId: tenantOf(event),
  }));
  await inHand(executor, (sql) => takeIn(sql, executor, taken));
  return taken.map(({ id }) => id);
}

/** The same inside a transaction that is open already. */
export async function takeIn(
  sql: Sql,
  executor: Executor,
  events: readonly TakenEvent[],
): Promise<void> {
  const fresh = await onlyFresh(sql, events);
  if (fresh.length === 0) return;
  await endWaits(sql, executor, fresh);
  await cancelRuns(sql, executor, fresh);
  const starts = fresh.flatMap((event) =>
    executor.registry
      .startedBy(event.name)
      .filter((each) => isStartedBy(each, event))
      .map((of) => ({ of, event })),
  );
  await startRuns(sql, executor, starts);
  await wake(sql);
}

const isStartedBy = (each: ClockFunction, event: ClockEvent): boolean =>
  each.events.some(({ name, condition }) => name === event.name && holds(condition, { event }));

async function onlyFresh(sql: Sql, events: readonly TakenEvent[]): Promise<TakenEvent[]> {
  const ids = JSON.stringify(events.map(({ tenantId, id }) => ({ tenant_id: tenantId, id })));
  const rows = await sql<{ tenantId: number; id: string }[]>`
    insert into clock_events (tenant_id, id)
    select tenant_id, id from jsonb_to_recordset(${ids}::jsonb) as x (tenant_id integer, id text)
    on conflict do nothing returning tenant_id as "tenantId", id`;
  const isFresh = new Set(rows.map(({ tenantId, id }) => `${tenantId} ${id}`));
  // Deleting as we go: an id that comes twice in one sending counts once.
  return events.filter(({ tenantId, id }) => isFresh.delete(`${tenantId} ${id}`));
}

async function endWaits(sql: Sql, executor: Executor, events: readonly TakenEvent[]) {
  const names = JSON.stringify(events.map(({ tenantId, name }) => ({ tenant_id: tenantId, name })));
  const waits = await sql<
    {
      tenantId: number;
      runId: number;
      stepId: string;
      eventName: string;
      condition: string | null;
      first: ClockEvent;
    }[]
  >`
    select s.tenant_id as "tenantId", s.run_id as "runId", s.step_id as "stepId",
           s.event_name as "eventName", s.condition, r.events -> 0 as first
      from clock_steps s join clock_runs r on r.tenant_id = s.tenant_id and r.id = s.run_id
     where s.state = 'open' and (s.tenant_id, s.event_name) in (
           select tenant_id, name from jsonb_to_recordset(${names}::jsonb)
               as x (tenant_id integer, name text))
     order by s.tenant_id, s.run_id for update of r, s`;
  for (const wait of waits) {
    const found = events.find(
      (event) =>
        event.tenantId === wait.tenantId &&
        event.name === wait.eventName &&
        holds(wait.condition, { event: wait.first, async: event }),
    );
    if (!found) continue;
    const { tenantId: _, ...result } = found;
    if (await endStep(sql, { ...wait, state: "done", result })) await askOn(sql, executor, wait);
  }
}

async function cancelRuns(sql: Sql, executor: Executor, events: readonly TakenEvent[]) {
  for (const event of events) {
    for (const each of executor.registry.cancelledBy(event.name)) {
      const runs = await sql<{ runId: number; first: ClockEvent; createdAt: Date }[]>`
        select id as "runId", events -> 0 as first, created_at as "createdAt" from clock_runs
         where tenant_id = ${event.tenantId} and function_id = ${each.id} and ended_at is null
         order by id for update`;
      for (const { runId, first, createdAt } of runs) {
        const isMeant = each.cancels.some(
          ({ event: name, condition, withinMs }) =>
            name === event.name &&
            (withinMs === undefined || event.ts <= createdAt.getTime() + withinMs) &&
            holds(condition, { event: first, async: event }),
        );
        if (isMeant) await cancelRun(sql, executor, { tenantId: event.tenantId, runId });
      }
    }
  }
}
