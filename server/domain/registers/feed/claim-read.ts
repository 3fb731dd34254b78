import type { InsolvencyRegister } from "@/db/values/registers";
import { type FeedParts, inFeedHand } from "./hand";

const MINUTE_MS = 60_000;
/** Longer than an answer may take; without one the next process reads the same page. */
const LEASE_MS = 3 * MINUTE_MS;
/** The least that the register asks of somebody who has read it to its end. */
export const PAUSE_MS = 10 * MINUTE_MS;
const PAUSE_MAX_MS = 4 * 60 * MINUTE_MS;

/** A page that this process alone may ask for. */
export interface FeedRead {
  register: InsolvencyRegister;
  readNo: number;
  /** The id to go on from; null: the feed has never been read. */
  afterId: number | null;
  /** The last reading came to its end: nothing older was left. */
  isWhole: boolean;
}

/**
 * Claims the next page of a register's events, or answers null: nobody is watched, it is not due, or
 * another process is at it. One statement decides.
 */
export async function claimRead(
  parts: FeedParts,
  register: InsolvencyRegister,
): Promise<FeedRead | null> {
  const { now } = parts;
  return inFeedHand(parts, async ({ sql }) => {
    const [wish] = await sql<{ isWanted: boolean }[]>`
      select insolvency_feed_is_wanted(${register}) as "isWanted"`;
    if (!wish?.isWanted) return null;
    await sql`insert into insolvency_feeds (register, next_at) values (${register}, ${now})
      on conflict do nothing`;
    const [row] = await sql<Omit<FeedRead, "register">[]>`
      update insolvency_feeds set read_no = read_no + 1,
             lease_until = ${new Date(now.getTime() + LEASE_MS)}
       where register = ${register} and next_at <= ${now}
         and (lease_until is null or lease_until <= ${now})
      returning read_no as "readNo", last_id as "afterId",
                coalesce(end_at = read_at, false) as "isWhole"`;
    return row ? { register, ...row } : null;
  });
}

/** Notes that the register said nothing; it is left alone for longer each time. */
export async function noteTrouble(
  parts: FeedParts,
  { register, readNo }: FeedRead,
  trouble: string,
): Promise<void> {
  const { now } = parts;
  await inFeedHand(parts, async ({ sql }) => {
    await sql`
      update insolvency_feeds set lease_until = null, failures = failures + 1, trouble = ${trouble},
             trouble_at = ${now}, next_at = ${now}::timestamptz
               + least(${PAUSE_MAX_MS}, ${PAUSE_MS} * power(2, least(failures, 10)))
                 * interval '1 millisecond'
       where register = ${register} and read_no = ${readNo}`;
  });
}

/** Where a feed that was never read begins: behind what the register has by now. */
export async function keepStart(
  parts: FeedParts,
  { register, readNo }: FeedRead,
  lastId: number,
): Promise<void> {
  const { now } = parts;
  await inFeedHand(parts, async ({ sql }) => {
    await sql`
      update insolvency_feeds set last_id = ${lastId}, lease_until = null, failures = 0, trouble = null,
             trouble_at = null, read_at = ${now}, end_at = ${now},
             next_at = ${new Date(now.getTime() + PAUSE_MS)}
       where register = ${register} and read_no = ${readNo} and last_id is null`;
  });
}
