import type { Tx } from "@/db/client";
import { type Context, inTransaction } from "../context";

/** Deliveries of one go; each lane's as far as they follow each other. */
const AT_ONCE = 500;
/** How long they are out of reach of other processes; no call begins later than a minute before. */
export const LEASE_MS = 5 * 60_000;

export interface Claimed {
  id: number;
  endpoint: string;
  lane: string;
  webhookId: string;
  url: string;
  body: string;
  attempts: number;
  isReplay: boolean;
}

/**
 * Takes what is due for this process alone, oldest first. Of a lane nothing is taken while an earlier
 * one waits for another try or is in somebody's hands, and of an endpoint that is switched off nothing
 * at all.
 */
export function claimDeliveries(ctx: Context): Promise<Claimed[]> {
  return inTransaction(ctx, async (_, tx) => {
    // Two at once would each see the other's lanes as free.
    await tx.sql`select pg_advisory_xact_lock(hashtext('triggers-claim'), ${ctx.actor.tenantId})`;
    return lease(ctx, tx);
  });
}

async function lease({ now }: Context, { sql }: Tx): Promise<Claimed[]> {
  const until = new Date(now.getTime() + LEASE_MS);
  const rows = await sql<Claimed[]>`
    with held as materialized (
      select endpoint, lane, min(id) as id from trigger_deliveries
       where state = 'waiting' and (next_attempt_at > ${now} or leased_until > ${now})
       group by endpoint, lane),
    due as materialized (
      select d.id from trigger_deliveries d
        left join held h on h.endpoint = d.endpoint and h.lane = d.lane
       where d.state = 'waiting' and (h.id is null or d.id < h.id)
         and not exists (select from trigger_health t
                          where t.endpoint = d.endpoint and t.disabled_at is not null)
       order by d.id limit ${AT_ONCE})
    update trigger_deliveries d set leased_until = ${until}, attempts = d.attempts + 1,
           last_attempt_at = ${now}
      from due where d.id = due.id
    returning d.id, d.endpoint, d.lane, d.webhook_id as "webhookId", d.url, d.body::text as body,
              d.attempts, d.is_replay as "isReplay"`;
  return rows.toSorted((a, b) => a.id - b.id);
}
