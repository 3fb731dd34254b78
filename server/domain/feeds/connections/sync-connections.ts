import { isDomainError } from "@/server/kernel/errors";
import { type Context, reading, type SystemActor } from "../../context";
import { syncConnection } from "./sync-connection";

/** Connections asked in one round of a tenant. */
const AT_ONCE_MAX = 20;

/** Asks the banks of all connections that are due. A sweep's work, not a verb. */
export async function syncConnections(ctx: Context<SystemActor>): Promise<{ count: number }> {
  const due = await reading(ctx, async ({ sql }) => [
    ...(await sql<{ id: number }[]>`
      select id from bank_connections where state = 'active' and due_at <= ${ctx.now}
       order by due_at limit ${AT_ONCE_MAX}`),
  ]);
  let count = 0;
  for (const { id } of due) {
    try {
      await syncConnection(ctx, id);
      count += 1;
    } catch (cause) {
      // Another process has just asked, or a person took the connection away.
      if (!isDomainError(cause)) throw cause;
    }
  }
  return { count };
}
