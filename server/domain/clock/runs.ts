import { authorize, type Context, reading } from "../context";
import { type ListRunsInput, listRunsInput } from "./inputs";

export interface RunItem {
  id: number;
  functionId: string;
  /** running: a call of it is open; retrying: waits for another try; waiting: for its turn, or for something. */
  state: "running" | "retrying" | "waiting";
  /** Tries of the step that took most. */
  attempts: number;
  createdAt: Date;
  /** When it goes on by itself, as far as that is known. */
  dueAt: Date | null;
}

const LIMIT = 100;
/** Ids of functions are stored with the name of the application before them. */
const PREFIX = "saldo-";

export const storedId = (functionId: string): string => `${PREFIX}${functionId}`;

/** What runs or waits in the embedded executor, the oldest first. */
export async function listRuns(
  ctx: Context,
  raw: ListRunsInput = {},
): Promise<{ items: RunItem[]; isMore: boolean }> {
  authorize(ctx, "settings:clock");
  const { functionId } = listRunsInput.parse(raw);
  const stored = functionId === undefined ? null : storedId(functionId);
  return reading(ctx, async ({ sql }) => {
    const rows = await sql<RunItem[]>`
      select r.id, substr(r.function_id, ${PREFIX.length + 1}) as "functionId", r.attempts,
             r.created_at as "createdAt", next.at as "dueAt",
             case when next.is_open then 'running' when next.is_retry then 'retrying'
                  else 'waiting' end as state
        from clock_runs r
       cross join lateral (
             select bool_or(is_open) as is_open, bool_or(is_retry) as is_retry, min(at) as at
               from (select coalesce(lease_until > now(), false), attempt > 0, due_at
                       from clock_calls c where c.tenant_id = r.tenant_id and c.run_id = r.id
                     union all
                     select false, false, due_at from clock_steps s
                      where s.tenant_id = r.tenant_id and s.run_id = r.id and s.state = 'open')
                 as each (is_open, is_retry, at)) as next
       where r.ended_at is null and (${stored}::text is null or r.function_id = ${stored})
       order by r.id limit ${LIMIT + 1}`;
    return { items: rows.slice(0, LIMIT), isMore: rows.length > LIMIT };
  });
}

/** The functions that failed or wait in this tenant: what can be filtered by. */
export async function listRunFunctions(ctx: Context): Promise<string[]> {
  authorize(ctx, "settings:clock");
  return reading(ctx, async ({ sql }) => {
    const rows = await sql<{ id: string }[]>`
      select function_id as id from run_failures where retried_at is null
      union
      select substr(function_id, ${PREFIX.length + 1}) from clock_runs where ended_at is null
      order by id`;
    return rows.map(({ id }) => id);
  });
}
