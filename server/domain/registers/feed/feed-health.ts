import type { InsolvencyRegister } from "@/db/values/registers";
import { authorize, type Context, reading } from "../../context";

export interface FeedHealth {
  register: InsolvencyRegister;
  /** Where it goes on from: the number of an event, or of the Slovak register a moment. */
  lastId: number | null;
  lastAt: Date | null;
  readAt: Date | null;
  /** When it was last read to its end; what happened later is not known. */
  endAt: Date | null;
  nextAt: Date;
  failures: number;
  /** Why it could not be read last; null: it could. */
  trouble: string | null;
  troubleAt: Date | null;
  /** Ids that never came, and rows and notes that could not be read. */
  skippedCount: number;
  unreadCount: number;
  /** Proceedings that changed and are still to be read. */
  pendingCount: number;
  /** Of this tenant: who is compared with the events, and who waits to be asked for. */
  watchedCount: number;
  waitingCount: number;
  /** When everybody was compared last. */
  comparedAt: Date | null;
  /** How far a comparison of everybody is, in parties; null: none is under way. */
  comparing: { done: number; of: number } | null;
}

/** How far the install's copy of public registers goes, for every operator who sees checks. */
export async function listFeeds(ctx: Context): Promise<FeedHealth[]> {
  authorize(ctx, "registers:read");
  return reading(ctx, async ({ sql }) => [
    ...(await sql<FeedHealth[]>`
      select f.register, case when f.register = 'isir_cz' then f.last_id end as "lastId",
             case when f.register = 'isir_sk' then to_timestamp(f.last_id / 1000.0) end as "lastAt",
             f.read_at as "readAt", f.end_at as "endAt",
             f.next_at as "nextAt", f.failures, f.trouble, f.trouble_at as "troubleAt",
             g.skipped as "skippedCount", g.unread as "unreadCount",
             (select count(*) from insolvency_unread u
               where u.register = f.register) as "pendingCount",
             (select count(*) from insolvency_watches w
               where w.register = f.register) as "watchedCount",
             (select count(distinct party_id) from insolvency_hints h
               where h.register = f.register and h.settled_at is null) as "waitingCount",
             p.finished_at as "comparedAt",
             case when p.begun_at is not null and p.finished_at is null
                  then jsonb_build_object('done', p.done_count, 'of', p.party_count) end as comparing
        from insolvency_feeds f
        -- One comparison is with all registers.
        left join insolvency_watch_passes p on p.register = 'isir_cz'
       cross join lateral (
             select coalesce(sum(case f.register when 'isir_cz' then to_id - from_id + 1 else 1 end)
                             filter (where kind = 'skipped'), 0)::bigint as skipped,
                    count(*) filter (where kind <> 'skipped') as unread
               from insolvency_gaps g where g.register = f.register) g
       order by f.register`),
  ]);
}
