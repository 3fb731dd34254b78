import { inTransaction, type OperatorContext } from "../../context";
import { storedId } from "../runs";

/** A function that was given up, and a run that waits, both with a name of the test's own. */
export async function seedRuns(
  ctx: OperatorContext,
  { name }: { name: string },
): Promise<{ failureId: number; runId: number }> {
  return inTransaction(ctx, async (_, { sql }) => {
    const [failure] = await sql<{ id: number }[]>`
      insert into run_failures (function_id, run_id, event_name, payload, error, attempts, failed_at)
      values (${name}, '0', 'party.created', '{"partyId": 1}', 'TypeError', 8, ${ctx.now})
      returning id`;
    const [run] = await sql<{ id: number }[]>`
      insert into clock_runs (function_id, events) values (${storedId(name)}, '[]') returning id`;
    const runId = run?.id ?? 0;
    await sql`
      insert into clock_calls (run_id, step_id, function_id, due_at)
      values (${runId}, 'step', ${storedId(name)}, '2100-01-01')`;
    return { failureId: failure?.id ?? 0, runId };
  });
}
