import type { SweepOutcome } from "@/db/values/clock";
import { type Context, inTransaction, type SystemActor } from "../context";
import { firstDue, nextDue, type Rhythm, rhythmText } from "./rhythm";

/** Without a beat for so long a run is taken for dead, and another process may begin. */
const LEASE_MS = 5 * 60_000;

const leaseFrom = (now: Date): Date => new Date(now.getTime() + LEASE_MS);

/** The number of a run that was claimed; whoever holds it alone may beat and settle. */
export interface SweepRun {
  job: string;
  runNo: number;
  begun: Date;
}

/**
 * Claims a job that is due in the tenant, or answers null: it is not due, or somebody else is at it.
 * One statement decides, so of several processes one runs. A job that is new, or whose rhythm was
 * changed, gets its first date here.
 */
export async function claimSweep(
  ctx: Context<SystemActor>,
  job: string,
  rhythm: Rhythm,
): Promise<SweepRun | null> {
  return inTransaction(ctx, async (_, { sql }) => {
    const text = rhythmText(rhythm);
    await sql`
      insert into sweep_runs (job, rhythm, due_at) values (${job}, ${text}, ${firstDue(rhythm, ctx.now)})
      on conflict (tenant_id, job) do update set rhythm = excluded.rhythm, due_at = excluded.due_at
       where sweep_runs.rhythm <> excluded.rhythm`;
    const [row] = await sql<{ runNo: number }[]>`
      update sweep_runs set run_no = run_no + 1, started_at = ${ctx.now},
             lease_until = ${leaseFrom(ctx.now)}
       where job = ${job} and due_at <= ${ctx.now}
         and (lease_until is null or lease_until <= ${ctx.now}) returning run_no as "runNo"`;
    return row ? { job, runNo: row.runNo, begun: ctx.now } : null;
  });
}

/** Says "still at it". False: the run was taken over and must stop. */
export async function beatSweep(ctx: Context<SystemActor>, run: SweepRun): Promise<boolean> {
  return inTransaction(ctx, async (_, { sql }) => {
    const { count } = await sql`
      update sweep_runs set lease_until = ${leaseFrom(ctx.now)}
       where job = ${run.job} and run_no = ${run.runNo} and lease_until is not null`;
    return count > 0;
  });
}

/** Writes down how a run ended and when the job is due next; nothing where it was taken over. */
export async function settleSweep(
  ctx: Context<SystemActor>,
  run: SweepRun,
  end: { rhythm: Rhythm; outcome: SweepOutcome; error: string | null; count: number },
): Promise<void> {
  await inTransaction(ctx, async (_, { sql }) => {
    // Asked for anew while it ran ("run now"): that stays due.
    await sql`
      update sweep_runs set lease_until = null, ended_at = ${ctx.now}, outcome = ${end.outcome},
             error = ${end.error}, count = ${end.count},
             due_at = case when due_at > started_at then due_at
                           else ${nextDue(end.rhythm, run.begun)} end
       where job = ${run.job} and run_no = ${run.runNo}`;
  });
}
