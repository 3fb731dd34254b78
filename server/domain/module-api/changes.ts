import { z } from "zod";
import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { decodeCursor, encodeCursor } from "@/server/kernel/page";
import { type Context, inTransaction, reading } from "../context";
import type { FactName } from "../events";
import { outId, outInstant, outText } from "./fields";
import { procedure } from "./procedure";

/** Facts that are somebody else's business too; the others are how the house wakes its own jobs. */
export const PUBLIC_FACTS = [
  ...(["case.opened", "case.moved", "case.assigned", "case.archived"] as const),
  ...(["party.created", "party.changed", "party.merged", "party.insolvent"] as const),
  ...(["party.insolvency_ended", "party.insolvency_moved", "party.insolvency_suspected"] as const),
  ...(["claim.created", "claim.charged", "claim.paid", "claim.lowered"] as const),
  ...(["claim.settlement", "claim.assigned", "payment.recorded", "payment.reversed"] as const),
  ...(["payment.surplus_left", "task.assigned", "task.resolved"] as const),
  ...(["schedule.created", "schedule.broken", "schedule.healed"] as const),
  ...(["promise.kept", "promise.broken", "message.sent", "message.delivered"] as const),
  ...(["message.failed", "message.cancelled", "message.received"] as const),
] as const satisfies readonly FactName[];

const LIMIT_MAX = 500;

interface Row {
  id: number;
  feed: number;
  txid: string;
  name: string;
  occurredAt: Date;
  payload: Record<string, unknown>;
}

/** Where a reader stands: behind which fact of which feed; `at` is 0 where it stands behind none. */
interface Place {
  feed: number;
  txid: string;
  id: number;
  at: number;
}
const START: Place = { feed: 0, txid: "0", id: 0, at: 0 };

const cursorOf = (mark: string, { feed, txid, id, at }: Place): string =>
  encodeCursor([mark, feed, txid, id, at]);

/** Throws invalid `kernel.bad_cursor`. */
function placeOf(cursor: string): Place & { mark: string } {
  const [mark, feed, txid, id, at] = decodeCursor(cursor, 5);
  const place = { feed: Number(feed), txid: String(txid), id: Number(id), at: Number(at) };
  const numbers = [place.feed, place.id, place.at];
  if (!/^\d{1,19}$/.test(place.txid) || !numbers.every(Number.isSafeInteger)) decodeCursor("", 5);
  return { mark: String(mark), ...place };
}

/** The feed that is told; a database that was restored has begun another by the end of this. */
async function feedOf(job: Context): Promise<{ feed: number; mark: string }> {
  const [known] = await reading(job, readFeed);
  if (known) return known;
  return inTransaction(job, async (_, tx) => {
    await tx.sql`select settle_feed()`;
    const [begun] = await readFeed(tx);
    if (!begun) throw new Error("no feed");
    return begun;
  });
}

const readFeed = async ({ sql }: Tx) => [
  ...(await sql<{ feed: number; mark: string }[]>`
    select feed, mark from feed_marks
     where feed = pg_sequence_last_value('feed_number') and mark = feed_mark()`),
];

/**
 * The fact behind which the reader stands must be there as it was. Where it is not, the database is an
 * earlier state of itself, and what came since then was never told. Throws conflict
 * `modules.feed_restored`.
 */
async function requireSame(
  { sql }: Tx,
  { feed, txid, id, at, mark }: ReturnType<typeof placeOf>,
  now: { mark: string },
): Promise<void> {
  const restored = () => new DomainError("conflict", "modules.feed_restored");
  if (mark !== now.mark) throw restored();
  if (at === 0) return;
  const [row] = await sql`
    select 1 from outbox_facts
     where id = ${id} and feed = ${feed} and txid = ${txid}::xid8
       and date_trunc('milliseconds', occurred_at) = ${new Date(at)}`;
  if (!row) throw restored();
}

/** Behind the last fact that nobody can write before any more. */
async function lastPlace({ sql }: Tx, feed: number): Promise<Place> {
  const [row] = await sql<Row[]>`
    select id, feed, txid::text as txid, occurred_at as "occurredAt" from outbox_facts
     where feed < ${feed} or (feed = ${feed} and txid < pg_snapshot_xmin(pg_current_snapshot()))
     order by feed desc, txid desc, id desc limit 1`;
  return row ? behind(row) : START;
}

const behind = ({ feed, txid, id, occurredAt }: Row): Place => {
  return { feed, txid, id, at: occurredAt.getTime() };
};

export const listChanges = procedure({
  ...{ method: "GET", path: "changes", scope: "changes:read", tag: "system", footing: "job" },
  summary: "What happened since a cursor, in an order without gaps",
  description:
    "Facts are ordered by their transaction and told only when no transaction that is still open " +
    "could write before them: who goes on from nextCursor misses none. A fact is told once " +
    "whatever is asked; ids are not in the order of the feed. A cursor holds for the database that " +
    "gave it: after a restore it is refused (modules.feed_restored), and the caller begins anew, by " +
    "occurredFrom some time before the restore. A fact with an id and a time that were told before " +
    "is the same one; with another time it is another fact. Those that are gone never happened here.",
  input: z.strictObject({
    cursor: z.string().max(200).optional().describe("nextCursor of the last answer."),
    isFromNow: z
      .boolean()
      .default(false)
      .describe("Without a cursor: begin with what is to come, not with the first fact kept."),
    occurredFrom: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ format: "date-time", description: "Leaves out what happened before. ISO 8601." }),
    limit: z.number().int().min(1).max(LIMIT_MAX).default(100).describe("At most so many."),
  }),
  output: z.object({
    items: z
      .array(
        z
          .object({
            id: outId("The fact."),
            name: outText('What happened: "payment.recorded" …'),
            occurredAt: outInstant("When."),
            payload: z.record(z.string(), z.unknown()).describe("Ids and plain values of it."),
          })
          .describe("One fact."),
      )
      .describe("Facts in the order of the feed."),
    nextCursor: outText("To go on from; the same as before where nothing came."),
    hasMore: z.boolean().describe("Whether more is there already."),
  }),
  errors: { "kernel.bad_cursor": "invalid", "modules.feed_restored": "conflict" },
  example: { limit: 100 },
  run: async ({ job, input: { cursor, isFromNow, occurredFrom, limit } }) => {
    const asked = cursor ? placeOf(cursor) : null;
    const now = await feedOf(job);
    return reading(job, async (tx) => {
      if (asked) await requireSame(tx, asked, now);
      if (!asked && isFromNow) {
        const nextCursor = cursorOf(now.mark, await lastPlace(tx, now.feed));
        return { items: [], nextCursor, hasMore: false };
      }
      const from: Place = asked ?? START;
      const rows = await readFacts(tx, { ...from, until: now.feed, occurredFrom, limit });
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      return {
        items: items.map(({ id, name, payload, occurredAt }) => {
          return { id, name, payload, occurredAt: occurredAt.toISOString() };
        }),
        nextCursor: cursorOf(now.mark, last ? behind(last) : from),
        hasMore: rows.length > limit,
      };
    });
  },
});

type Asked = Place & { until: number; occurredFrom: string | undefined; limit: number };

async function readFacts({ sql }: Tx, { feed, txid, id, ...asked }: Asked): Promise<Row[]> {
  const { until, occurredFrom, limit } = asked;
  const since = occurredFrom ? sql`and occurred_at >= ${new Date(occurredFrom)}` : sql``;
  return sql<Row[]>`
    select id, feed, txid::text as txid, name, occurred_at as "occurredAt", payload
      from outbox_facts
     where (feed, txid, id) > (${feed}::int, ${txid}::xid8, ${id}::bigint)
       and (feed < ${until} or (feed = ${until}
                                and txid < pg_snapshot_xmin(pg_current_snapshot())))
       and name = any(${PUBLIC_FACTS as unknown as string[]}) ${since}
     order by feed, txid, id limit ${limit + 1}`;
}
