import type { ConnectionState } from "@/db/values/feeds";
import { FIO_REST_SECONDS } from "@/server/connectors/bank";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { type Context, inTransaction } from "../../context";

export interface LoadedConnection {
  id: number;
  accountId: number;
  accountNumber: string;
  tokenSealed: Buffer;
  state: ConnectionState;
  syncedTo: Day | null;
  resumeFrom: Day | null;
  spanDays: number;
  failures: number;
}

/** How long a question that was put is left to whoever put it; a dead process holds it no longer. */
const LEASE_MS = 2 * 60_000;

/**
 * Takes the right to put one question to the bank: half a minute must have passed since the last,
 * whichever process put it. Throws precondition `feeds.fio_rest` with the seconds to wait, not_found
 * `feeds.connection_not_found`, precondition `feeds.connection_broken`.
 */
export async function claimConnection(
  ctx: Context,
  connectionId: number,
): Promise<LoadedConnection> {
  return inTransaction(ctx, async (_, { sql }) => {
    const restedBefore = new Date(ctx.now.getTime() - FIO_REST_SECONDS * 1000);
    const [row] = await sql<LoadedConnection[]>`
      update bank_connections c
         set called_at = ${ctx.now}, due_at = ${new Date(ctx.now.getTime() + LEASE_MS)}
        from bank_accounts a
       where c.id = ${connectionId} and a.id = c.account_id and c.state = 'active'
         and (c.called_at is null or c.called_at <= ${restedBefore})
      returning c.id, c.account_id as "accountId", a.number as "accountNumber",
                c.token_sealed as "tokenSealed", c.state, c.synced_to as "syncedTo",
                c.resume_from as "resumeFrom", c.span_days as "spanDays", c.failures`;
    if (row) return row;
    const [held] = await sql<{ state: ConnectionState; calledAt: Date | null }[]>`
      select state, called_at as "calledAt" from bank_connections where id = ${connectionId}`;
    if (!held) throw new DomainError("not_found", "feeds.connection_not_found");
    if (held.state === "broken") throw new DomainError("precondition", "feeds.connection_broken");
    const restMs = (held.calledAt?.getTime() ?? 0) - restedBefore.getTime();
    throw new DomainError("precondition", "feeds.fio_rest", {
      seconds: Math.max(1, Math.ceil(restMs / 1000)),
    });
  });
}
