import { type Executor, inHand, nowIn } from "./state";

/** Longer than a fact is tried to be handed over, so that none acts twice. */
const EVENT_DAYS = 2;
const DONE_HOURS = 6;
const LOST_DAYS = 30;
const AT_ONCE = 5_000;

/** Forgets what nobody asks for any more. */
export async function prune(executor: Executor): Promise<void> {
  while (await forgetSome(executor));
}

/** True: there may be more of it. */
function forgetSome(executor: Executor): Promise<boolean> {
  return inHand(executor, async (sql) => {
    const now = nowIn(sql, executor);
    const events = await sql`
      delete from clock_events where ctid = any(array(
        select ctid from clock_events
         where received_at < ${now} - ${EVENT_DAYS} * interval '1 day' limit ${AT_ONCE}))`;
    const runs = await sql`
      delete from clock_runs where ctid = any(array(
        select ctid from clock_runs
         where ended_at < ${now} - ${DONE_HOURS} * interval '1 hour'
           and (state = 'done' or ended_at < ${now} - ${LOST_DAYS} * interval '1 day')
         limit ${AT_ONCE}))`;
    await sql`delete from clock_throttles where free_at < ${now} - interval '1 day'`;
    return events.count === AT_ONCE || runs.count === AT_ONCE;
  });
}
