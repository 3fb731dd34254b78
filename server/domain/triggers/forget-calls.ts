import type { Tx } from "@/db/client";
import { readLogDays } from "../configuration";
import { type Context, inTransaction, type SystemActor } from "../context";

const ROWS_AT_ONCE = 5_000;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Forgets what was told and pressed long ago, by the tenant's own days: first what it said and what
 * was answered, later that it was. What still waits is kept however old it is. Answers how many rows
 * it touched; 0: none is left. A job's work.
 */
export async function forgetCalls(ctx: Context<SystemActor>): Promise<{ count: number }> {
  return inTransaction(ctx, async (_, tx) => {
    const { bodyDays, rowDays } = await readLogDays(tx);
    const before = (days: number) => new Date(ctx.now.getTime() - days * DAY_MS);
    const emptied = await emptyBodies(tx, before(bodyDays));
    const gone = await deleteRows(tx, before(rowDays));
    return { count: emptied + gone };
  });
}

async function emptyBodies({ sql }: Tx, before: Date): Promise<number> {
  const told = await sql`
    update trigger_deliveries set body = null, response = null
     where id in (select id from trigger_deliveries
                   where body is not null and state <> 'waiting' and occurred_at < ${before}
                   order by occurred_at limit ${ROWS_AT_ONCE})`;
  const pressed = await sql`
    update action_runs set input = null, message = null, open_url = null
     where id in (select id from action_runs
                   where input is not null and state not in ('waiting', 'running')
                     and asked_at < ${before}
                   order by asked_at limit ${ROWS_AT_ONCE})`;
  return told.count + pressed.count;
}

async function deleteRows({ sql }: Tx, before: Date): Promise<number> {
  const told = await sql`
    delete from trigger_deliveries
     where id in (select id from trigger_deliveries
                   where state <> 'waiting' and occurred_at < ${before}
                   order by occurred_at limit ${ROWS_AT_ONCE})`;
  const pressed = await sql`
    delete from action_runs
     where id in (select id from action_runs
                   where state not in ('waiting', 'running') and asked_at < ${before}
                   order by asked_at limit ${ROWS_AT_ONCE})`;
  return told.count + pressed.count;
}
