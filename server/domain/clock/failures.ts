import { DomainError } from "@/server/kernel/errors";
import { authorize, type Context, reading, type SystemActor } from "../context";
import { type ListRunsInput, listRunsInput } from "./inputs";

export interface FailureItem {
  id: number;
  functionId: string;
  /** The name of what it was to act on. */
  eventName: string;
  /** The code of a refusal, or the kind of a fault. */
  error: string;
  /** null where the server that ran it does not tell. */
  attempts: number | null;
  failedAt: Date;
}

const LIMIT = 100;

/** What was given up and has not been tried again, the latest first. */
export async function listFailures(
  ctx: Context,
  raw: ListRunsInput = {},
): Promise<{ items: FailureItem[]; isMore: boolean }> {
  authorize(ctx, "settings:clock");
  const { functionId = null } = listRunsInput.parse(raw);
  return reading(ctx, async ({ sql }) => {
    const rows = await sql<FailureItem[]>`
      select id, function_id as "functionId", event_name as "eventName", error, attempts,
             failed_at as "failedAt"
        from run_failures
       where retried_at is null and (${functionId}::text is null or function_id = ${functionId})
       order by id desc limit ${LIMIT + 1}`;
    return { items: rows.slice(0, LIMIT), isMore: rows.length > LIMIT };
  });
}

/** What a function that was given up had been asked for; for the function itself. */
export async function findFailure(
  ctx: Context<SystemActor>,
  { failureId }: { failureId: number },
): Promise<{ eventName: string; payload: Record<string, unknown> }> {
  return reading(ctx, async ({ sql }) => {
    const [row] = await sql<{ eventName: string; payload: Record<string, unknown> }[]>`
      select event_name as "eventName", payload from run_failures where id = ${failureId}`;
    if (!row) throw new DomainError("not_found", "clock.failure_not_found");
    return row;
  });
}
