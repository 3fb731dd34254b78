import type { Tx } from "@/db/client";
import type {
  InsolvencyRunKind,
  InsolvencyRunOutcome,
  InsolvencyRunState,
} from "@/db/values/insolvency-runs";
import type { InsolvencyRegister, Register } from "@/db/values/registers";
import { type Context, inTransaction } from "../context";
import { writeFact } from "../events";

/** Longer than a chunk lasts: whoever had it is dead then. */
const LEASE_MS = 180_000;

export interface BulkRun {
  id: number;
  kind: InsolvencyRunKind;
  state: InsolvencyRunState;
  isForced: boolean;
  createdAt: Date;
  operator: { operatorId: number; name: string } | null;
}

/** Until when a register may not be asked, and why; null: it may. */
export interface Blocked {
  register: InsolvencyRegister;
  reason: string;
  waitMs: number;
}

/** Takes the run in hand; null where it has ended, waits for its time, or is in other hands. */
export async function leaseRun(ctx: Context, runId: number): Promise<BulkRun | null> {
  return inTransaction(ctx, async (_, { sql }) => {
    const [row] = await sql<(Omit<BulkRun, "operator"> & { operatorId: number; name: string })[]>`
      update insolvency_runs
         set lease_until = ${new Date(ctx.now.getTime() + LEASE_MS)}, beat_at = ${ctx.now},
             state = 'running', resume_at = null, pause_reason = null, pause_register = null
       where id = ${runId} and ended_at is null and (resume_at is null or resume_at <= ${ctx.now})
         and (lease_until is null or lease_until <= ${ctx.now})
      returning id, kind, state, is_forced as "isForced", created_at as "createdAt",
                operator_id as "operatorId", actor_name as name`;
    if (!row) return null;
    const { operatorId, name, ...run } = row;
    return { ...run, operator: operatorId === null ? null : { operatorId, name } };
  });
}

/** What was done of a chunk is counted, and the run let go: to its end, to a pause, or to the next. */
export async function releaseRun(
  ctx: Context,
  runId: number,
  at: { isProgress: boolean; blocked: readonly Blocked[] },
): Promise<InsolvencyRunState> {
  return inTransaction(ctx, async (inner, tx) => {
    const { sql } = tx;
    const [row] = await sql<{ state: InsolvencyRunState }[]>`
      select state from insolvency_runs where id = ${runId} for update`;
    if (row?.state !== "running") return row?.state ?? "cancelled";
    const [left] = await sql`
      select 1 from insolvency_run_parties where run_id = ${runId} and outcome is null limit 1`;
    if (!left) {
      await sql`update insolvency_runs set state = 'done', ended_at = ${ctx.now},
                       lease_until = null where id = ${runId}`;
      const key = `registers.run_ended:${runId}`;
      await writeFact(inner, { name: "registers.run_ended", payload: { runId }, key });
      return "done";
    }
    const [first] = [...at.blocked].sort((a, b) => a.waitMs - b.waitMs);
    if (at.isProgress || !first) {
      await sql`update insolvency_runs set lease_until = null, beat_at = ${ctx.now}
                 where id = ${runId}`;
      return "running";
    }
    const resumeAt = new Date(ctx.now.getTime() + Math.max(1_000, first.waitMs));
    await sql`
      update insolvency_runs
         set state = 'paused', lease_until = null, beat_at = ${ctx.now}, resume_at = ${resumeAt},
             pause_reason = ${first.reason}, pause_register = ${first.register}
       where id = ${runId}`;
    return "paused";
  });
}

export interface PartyOutcome {
  partyId: number;
  register: Register;
  /** Null: asked in vain, and to be asked again. */
  outcome: InsolvencyRunOutcome | null;
  screeningId: number | null;
  isChanged: boolean;
}

/** Writes down what became of these parties, by one statement; answers how many are done with. */
export async function writeOutcomes(
  { sql }: Tx,
  runId: number,
  found: readonly PartyOutcome[],
): Promise<number> {
  if (found.length === 0) return 0;
  const [counted] = await sql<{ count: number }[]>`
    with written as (
      update insolvency_run_parties r
         set outcome = n.outcome, screening_id = n.screening_id,
             is_changed = n.is_changed::boolean,
             tries = r.tries + case when n.outcome is null then 1 else 0 end
        from unnest(${found.map((each) => each.partyId)}::bigint[],
                    ${found.map((each) => each.outcome)}::text[],
                    ${found.map((each) => each.screeningId)}::bigint[],
                    ${found.map((each) => String(each.isChanged))}::text[],
                    ${found.map((each) => each.register)}::text[])
             as n (party_id, outcome, screening_id, is_changed, register)
       where r.run_id = ${runId} and r.party_id = n.party_id and r.register = n.register
         and r.outcome is null
      returning r.outcome, r.is_changed
    ), counted as (
      select count(outcome)::int as done, count(*) filter (where is_changed)::int as changed,
             count(*) filter (where outcome = 'found')::int as found,
             count(*) filter (where outcome = 'clear')::int as clear,
             count(*) filter (where outcome = 'unavailable')::int as unavailable,
             count(*) filter (where outcome = 'fresh')::int as fresh,
             count(*) filter (where outcome = 'no_identifier')::int as missing,
             count(*) filter (where outcome = 'unconfigured')::int as unconfigured
        from written
    )
    update insolvency_runs r
       set done = r.done + c.done, changed_count = r.changed_count + c.changed,
           found_count = r.found_count + c.found, clear_count = r.clear_count + c.clear,
           unavailable_count = r.unavailable_count + c.unavailable,
           fresh_count = r.fresh_count + c.fresh, missing_count = r.missing_count + c.missing,
           unconfigured_count = r.unconfigured_count + c.unconfigured
      from counted c where r.id = ${runId} returning c.done as count`;
  return counted?.count ?? 0;
}

/** Ends a run before its time, once; what was asked, was asked, and is told of. */
export async function endRun(
  ctx: Context,
  { sql }: Tx,
  end: { runId: number; state: "cancelled" | "failed"; error: string | null },
): Promise<void> {
  const { runId, state, error } = end;
  const rows = await sql`
    update insolvency_runs
       set state = ${state}, error = ${error}, ended_at = ${ctx.now}, lease_until = null,
           resume_at = null, pause_reason = null, pause_register = null
     where id = ${runId} and ended_at is null returning id`;
  if (rows.length === 0) return;
  const key = `registers.run_ended:${runId}`;
  await writeFact(ctx, { name: "registers.run_ended", payload: { runId }, key });
}

/** Gives up a run that cannot go on. A job's work, not a verb. */
export async function failBulkCheck(
  ctx: Context,
  { runId, error }: { runId: number; error: string },
): Promise<void> {
  await inTransaction(ctx, (inner, tx) => endRun(inner, tx, { runId, state: "failed", error }));
}

/** A run without a sign of life for so long was left by a process that died. */
const DEAD_MS = 600_000;
/** Runs that one round wakes; more than a few a tenant never has. */
const WOKEN_MAX = 100;

/**
 * Lets runs go on whose pause is over, and those that a dead process left. Answers how many. A job's
 * work, not a verb.
 */
export async function wakeBulkChecks(ctx: Context): Promise<{ count: number }> {
  return inTransaction(ctx, async (inner, { sql }) => {
    const dead = new Date(ctx.now.getTime() - DEAD_MS);
    const rows = await sql<{ runId: number }[]>`
      update insolvency_runs
         set state = 'running', resume_at = null, pause_reason = null, pause_register = null,
             beat_at = ${ctx.now}
       where id in (select id from insolvency_runs
                     where ended_at is null and (resume_at <= ${ctx.now} or (state = 'running'
                       and beat_at < ${dead}
                       and (lease_until is null or lease_until <= ${ctx.now})))
                     order by id limit ${WOKEN_MAX} for update skip locked)
      returning id as "runId"`;
    for (const { runId } of rows) {
      await writeFact(inner, { name: "registers.run_requested", payload: { runId } });
    }
    return { count: rows.length };
  });
}
