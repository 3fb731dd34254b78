import { type Context, inTransaction } from "../context";

/** Ends a run that a fault stopped for good: what went, went. A job's work, not a verb. */
export async function failRun(
  ctx: Context,
  { runId, error }: { runId: number; error: string },
): Promise<void> {
  await inTransaction(ctx, async (inner, { sql }) => {
    await sql`
      update dunning_runs set state = 'failed', last_error = ${error}, ended_at = ${inner.now}
       where id = ${runId} and state in ('waiting', 'running')`;
  });
}
