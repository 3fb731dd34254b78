import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { type RunInput, runInput } from "./inputs";

/**
 * Ends a run of the embedded executor. A step that is under way ends by itself, and nothing follows
 * it. Throws not_found `clock.run_not_found` for one that is over.
 */
export async function cancelRun(ctx: Context, raw: RunInput): Promise<void> {
  authorize(ctx, "settings:clock");
  const { runId } = runInput.parse(raw);
  await inTransaction(ctx, async (inner, { sql }) => {
    // The run first, as everybody locks it who lets it go on.
    const [run] = await sql<{ functionId: string }[]>`
      update clock_runs set state = 'cancelled', ended_at = now()
       where id = ${runId} and ended_at is null returning function_id as "functionId"`;
    if (!run) throw new DomainError("not_found", "clock.run_not_found");
    await sql`delete from clock_calls where run_id = ${runId}`;
    await sql`delete from clock_steps where run_id = ${runId}`;
    await writeAudit(inner, {
      ...{ action: "clock.cancel", entity: "run", entityId: runId },
      after: { functionId: run.functionId },
    });
    await sql`select pg_notify('clock', '')`;
  });
}
