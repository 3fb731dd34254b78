import { isDomainError } from "@/server/kernel/errors";
import { atInstant, type Context, clockFrom, reading, type SystemActor } from "../../context";
import { syncConnection } from "./sync-connection";

/** Connections asked in one round of a tenant. */
const ROUND_MAX = 20;
/** Later than that a round begins no question: between rounds the job says that it is alive. */
const ROUND_MS = 60_000;

/**
 * Asks the banks of all connections that are due, one after another, each at its own moment: half a
 * minute of rest counts from when a bank is asked, and the one before may have thought for long. A
 * sweep's work, not a verb.
 */
export async function syncConnections(
  ctx: Context<SystemActor>,
  { clock = clockFrom(ctx.now) }: { clock?: () => Date } = {},
): Promise<{ count: number }> {
  const due = await reading(ctx, async ({ sql }) => [
    ...(await sql<{ id: number }[]>`
      select id from bank_connections where state = 'active' and due_at <= ${ctx.now}
       order by due_at limit ${ROUND_MAX}`),
  ]);
  let count = 0;
  for (const { id } of due) {
    const now = clock();
    if (now.getTime() - ctx.now.getTime() > ROUND_MS) break;
    try {
      await syncConnection(atInstant(ctx, now), id);
      count += 1;
    } catch (cause) {
      // Another process has just asked, or a person took the connection away.
      if (!isDomainError(cause)) throw cause;
    }
  }
  return { count };
}
