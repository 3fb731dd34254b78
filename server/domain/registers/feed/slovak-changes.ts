import type { Tx } from "@/db/client";
import { askReplikChanges, REPLIK_URL, type ReplikChange } from "@/server/connectors/isir-sk";
import type { RegisterAccess } from "@/server/connectors/registers";
import { claimRead, type FeedRead, keepStart, noteTrouble, PAUSE_MS } from "./claim-read";
import { type FeedParts, inFeedHand } from "./hand";
import { CHANGE_TYPE } from "./hint-types";
import { type FeedStep, IDLE } from "./step";

export const SLOVAK = "isir_sk";
const TIMEOUT_MS = 60_000;
/** Looked at again at each reading: what the register has written down later than it happened. */
const OVERLAP_MS = 10 * 60_000;
/** A first reading begins so far back: the clocks of two machines differ. */
const START_MS = 60 * 60_000;
/** A moment further ahead than this is a mistake, and no place to go on from. */
const AHEAD_MS = 5 * 60_000;

/**
 * Reads which proceedings of the Slovak register have changed since the last reading into the
 * install's copy. It numbers no changes: the place to go on from is a moment of its own clock, in
 * milliseconds, and the copy gives each change a number once. Whose they are the register tells only
 * of a proceeding whole, which `readProceedings` asks for. What could not be said is noted as trouble.
 */
export async function readSlovakChanges(parts: FeedParts): Promise<FeedStep> {
  const access = slovakAccess(parts);
  if (access === null) return IDLE;
  const read = await claimRead(parts, SLOVAK);
  if (read === null) return IDLE;
  if (read.afterId === null) {
    await keepStart(parts, read, parts.now.getTime() - START_MS);
    return { ...IDLE, outcome: "read" };
  }
  const place = { ...read, afterId: read.afterId };
  const since = new Date(place.afterId - (read.isWhole ? OVERLAP_MS : 0));
  const page = await askReplikChanges(access, since);
  if (page.outcome === "unavailable") {
    await noteTrouble(parts, read, page.reason);
    return { ...IDLE, outcome: "unavailable" };
  }
  const eventCount = await keepChanges(parts, place, page);
  if (eventCount === null) return IDLE;
  return { outcome: "read", eventCount, hintCount: 0, isMore: page.isCut };
}

/** Null in a demo or a test without a sandbox: those ask nobody outside by themselves. */
export function slovakAccess({ outside }: FeedParts): RegisterAccess | null {
  const sandbox = outside?.registersUrl;
  if (!outside || (outside.isCatching && !sandbox)) return null;
  const url = sandbox ? `${sandbox}${SLOVAK}/` : REPLIK_URL;
  return { url, timeoutMs: TIMEOUT_MS, isPrivateAllowed: outside.isPrivateAllowed };
}

type Place = FeedRead & { afterId: number };
interface Page {
  changes: readonly ReplikChange[];
  isCut: boolean;
  isRising: boolean;
  unreadable: number;
}

/** Answers how many changes were new, or null where another process has taken the reading over. */
async function keepChanges(parts: FeedParts, read: Place, page: Page): Promise<number | null> {
  return inFeedHand(parts, async (tx) => {
    const upto = placeAfter(parts, read, page);
    if (!(await movePlace(parts, tx, { read, upto, isEnd: !page.isCut }))) return null;
    await noteGaps(parts, tx, { read, upto, page });
    return insertChanges(parts, tx, page.changes);
  });
}

/**
 * The last moment that was read; of a page that is full of one moment the next one. What is looked at
 * again may itself be more than a page: then the place goes back with it, and nothing is left out.
 */
function placeAfter(
  { now }: FeedParts,
  { afterId, isWhole }: Place,
  { changes, isCut }: Page,
): number {
  const latest = now.getTime() + AHEAD_MS;
  const times = changes.map(({ changedAt }) => changedAt.getTime()).filter((at) => at <= latest);
  if (isCut && isWhole && times.length > 0) return Math.max(...times);
  const last = times.reduce((a, b) => Math.max(a, b), afterId);
  return isCut && last === afterId ? afterId + 1 : last;
}

async function movePlace(
  { now }: FeedParts,
  { sql }: Tx,
  { read, upto, isEnd }: { read: Place; upto: number; isEnd: boolean },
): Promise<boolean> {
  const { register, readNo, afterId } = read;
  const nextAt = isEnd ? new Date(now.getTime() + PAUSE_MS) : now;
  const { count } = await sql`
    update insolvency_feeds set last_id = ${upto}, lease_until = null, read_at = ${now},
           failures = 0, trouble = null, trouble_at = null, next_at = ${nextAt},
           end_at = case when ${isEnd} then ${now}::timestamptz else end_at end
     where register = ${register} and read_no = ${readNo} and last_id = ${afterId}
       and lease_until is not null`;
  return count > 0;
}

/**
 * Rows without a proceeding or a moment; and what lies between where it was read up to and the earliest
 * of a page that is full and not in the order of time: nobody knows what the register left out.
 */
async function noteGaps(
  { now }: FeedParts,
  { sql }: Tx,
  { read, upto, page }: { read: Place; upto: number; page: Page },
): Promise<void> {
  const { afterId, register, isWhole } = read;
  const first = page.changes[0]?.changedAt.getTime() ?? upto;
  const isLost = page.isCut && !page.isRising;
  const isStuck = page.isCut && !isWhole && upto === afterId + 1;
  const gaps = [
    ...(page.unreadable > 0 ? [{ from: afterId, to: upto, kind: "row" }] : []),
    ...(isLost ? [{ from: afterId, to: Math.max(first, afterId), kind: "skipped" }] : []),
    ...(isStuck && !isLost ? [{ from: afterId, to: upto, kind: "skipped" }] : []),
  ];
  await sql`
    insert into insolvency_gaps (register, from_id, to_id, kind, noted_at)
    select ${register}, from_id, to_id, kind, ${now}
      from unnest(${gaps.map(({ from }) => from)}::bigint[], ${gaps.map(({ to }) => to)}::bigint[],
                  ${gaps.map(({ kind }) => kind)}::text[]) as g(from_id, to_id, kind)
    on conflict (register, from_id, kind) do update set to_id = excluded.to_id`;
}

/** Each change once; whose proceeding has changed or was never read waits to be read. */
async function insertChanges(
  { now }: FeedParts,
  { sql }: Tx,
  changes: readonly ReplikChange[],
): Promise<number> {
  const [written] = await sql<{ count: number }[]>`
    with given as (
      select mark, max(changed_at) as changed_at
        from unnest(${changes.map(({ proceedingId }) => proceedingId)}::text[],
                    ${changes.map(({ changedAt }) => changedAt.toISOString())}::timestamptz[])
             as g(mark, changed_at) group by mark
    ), added as (
      insert into insolvency_events (register, event_id, mark, type, published_at)
      select ${SLOVAK}, nextval('insolvency_change_ids'), g.mark, ${CHANGE_TYPE}, g.changed_at
        from given g
       where not exists (select from insolvency_events e
                          where e.register = ${SLOVAK} and e.mark = g.mark
                            and e.published_at = g.changed_at)
       order by g.changed_at, g.mark
      on conflict do nothing
      returning mark, event_id, published_at as changed_at
    ), unread as (
      select mark, event_id, changed_at from added
      union all
      -- Of a replay: the change is known, and nobody could read its proceeding.
      select distinct on (e.mark) e.mark, e.event_id, e.published_at
        from given g join insolvency_events e on e.register = ${SLOVAK} and e.mark = g.mark
       where not exists (select from insolvency_proceedings p
                          where p.register = ${SLOVAK} and p.mark = g.mark)
         and not exists (select from added a where a.mark = g.mark)
       order by mark, event_id desc
    ), queued as (
      insert into insolvency_unread as u (register, mark, event_id, changed_at, next_at)
      select ${SLOVAK}, mark, event_id, changed_at, ${now} from unread
      on conflict (register, mark) do update
         set event_id = excluded.event_id, changed_at = excluded.changed_at,
             next_at = excluded.next_at, tries = 0
       where u.event_id < excluded.event_id
    )
    select count(*)::int as count from added`;
  return written?.count ?? 0;
}
