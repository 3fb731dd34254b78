import type { SweepOutcome } from "@/db/values/clock";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction, reading } from "../context";
import { writeFact } from "../events";
import { type SweepInput, sweepInput } from "./inputs";

export interface SweepItem {
  job: string;
  /** "60000" = every minute, "03:00" = every day at three in Prague. */
  rhythm: string;
  dueAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  isRunning: boolean;
  /** Due for longer than any schedule takes to come round. */
  isLate: boolean;
  outcome: SweepOutcome | null;
  /** The code of a refusal, or the kind of a fault. */
  error: string | null;
  count: number | null;
}

/** A process that starts looks at once; who is late by so much is served by none. */
const LATE_MINUTES = 90;

/** What runs by the clock in this tenant, and how it went last. */
export async function listSweeps(ctx: Context): Promise<SweepItem[]> {
  authorize(ctx, "settings:clock");
  return reading(ctx, async ({ sql }) => [
    ...(await sql<SweepItem[]>`
      select job, rhythm, due_at as "dueAt", started_at as "startedAt", ended_at as "endedAt",
             coalesce(lease_until > ${ctx.now}, false) as "isRunning",
             due_at < ${ctx.now}::timestamptz - ${LATE_MINUTES} * interval '1 minute'
               and coalesce(lease_until <= ${ctx.now}, true) as "isLate", outcome, error, count
        from sweep_runs order by job`),
  ]);
}

/** Makes a job due now, and tells the clock. Throws not_found `clock.job_not_found`. */
export async function runSweepNow(ctx: Context, raw: SweepInput): Promise<void> {
  authorize(ctx, "settings:clock");
  const { job } = sweepInput.parse(raw);
  await inTransaction(ctx, async (inner, { sql }) => {
    // While it runs, "now" means right after it: see settleSweep.
    const { count } = await sql`
      update sweep_runs set due_at = case when lease_until > ${ctx.now}
             then greatest(${ctx.now}::timestamptz, started_at + interval '1 millisecond')
             else ${ctx.now} end
       where job = ${job}`;
    if (count === 0) throw new DomainError("not_found", "clock.job_not_found");
    await writeFact(inner, { name: "clock.job_asked", payload: { job } });
    await writeAudit(inner, {
      ...{ action: "clock.run-now", entity: "sweep", entityId: null },
      after: { job },
    });
  });
}
