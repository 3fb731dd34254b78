import type { Tx, TxSettings } from "@/db/client";
import type { InsolvencyRegister } from "@/db/values/registers";
import type { Context } from "../../context";

/** What the install's own job needs: it belongs to no tenant, as the copy does not. */
export type FeedParts = Pick<Context, "db" | "keys" | "log" | "now" | "outside">;

/** Writes the copy of public registers and sees no tenant's table. */
const FEED_HAND: TxSettings = {
  ...{ tenantId: null, actorKind: "feed", actorId: null, accessGroupIds: [] },
};

export const inFeedHand = <T>({ db }: FeedParts, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.begin(FEED_HAND, work);

/**
 * Held to the end of the transaction by those who begin to watch parties; events wait for it, see
 * `match_insolvency_events` in 0045_insolvency_feed.sql.
 */
export async function holdEventsOff({ sql }: Tx, register: InsolvencyRegister): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(
              hashtextextended('insolvency-feed:' || ${register}::text, 0))`;
}
