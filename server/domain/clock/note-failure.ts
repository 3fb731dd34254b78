import { type Context, inTransaction, type SystemActor } from "../context";

/** Writes down that a function was given up; told twice of the same run, once. */
export async function noteFailure(
  ctx: Context<SystemActor>,
  failure: {
    functionId: string;
    runId: string;
    eventName: string;
    /** Ids and plain values only. */
    payload: object;
    /** A code or a kind, never a message. */
    error: string;
    attempts: number | null;
  },
): Promise<void> {
  const { functionId, runId, eventName, payload, error, attempts } = failure;
  await inTransaction(ctx, async (_, { sql }) => {
    await sql`
      insert into run_failures (function_id, run_id, event_name, payload, error, attempts, failed_at)
      values (${functionId}, ${runId}, ${eventName}, ${JSON.stringify(payload)}::jsonb,
              ${error}, ${attempts}, ${ctx.now})
      on conflict do nothing`;
  });
}
