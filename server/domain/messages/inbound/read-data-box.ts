import {
  type BoxEnvelope,
  type DataBoxSettings,
  downloadReceived,
  listReceived,
  markDownloaded,
  passwordExpiry,
} from "@/server/connectors/data-box";
import { wallClock } from "@/server/kernel/days";
import { type DomainError, isDomainError } from "@/server/kernel/errors";
import { TIME_ZONE } from "@/server/kernel/locale";
import { type Context, clockFrom, inTransaction, reading } from "../../context";
import { boxOf } from "../carriers/open-carrier";
import { type ChannelAccount, readAccount } from "../channels/account";
import { noteReading, UNEXPECTED } from "../channels/note-reading";
import { endDelay, noteDelay, readDelays } from "./delays";
import { dataMessageKey, draftOfEnvelope, fileDataMessage } from "./file-data-message";
import { writeInbound } from "./write-inbound";

const FIRST_DAYS = 30;
/** Lists go by the time of delivery, which comes up to ten days after that of arrival. */
const OVERLAP_DAYS = 14;
const LISTED_MAX = 1_000;
const ALL_MAX = 100_000;
const TAKEN_MAX = 10;
/** Each takes as long as a call may last, and whoever runs this must be heard of in between. */
const BROKEN_MAX = 2;
const OF_THE_LINE = /\.(timeout|unreachable|unavailable|busy)$/;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * Takes messages out of the tenant's data box, only where its owner has switched that on and only in
 * the hours that they named: the sign-in delivers what waits in the box. Each is kept with its signed
 * original in a transaction of its own, then told to be taken over; of one that cannot be taken the
 * envelope is kept, for a person to read it in the box. One whose download fails time after time
 * steps aside and is asked for later, see delays.ts. Answers how many came; call again until none.
 */
export async function readDataBox(ctx: Context): Promise<{ count: number }> {
  if (ctx.outside?.isCatching) return { count: 0 };
  const account = await reading(ctx, (tx) => readAccount(ctx, tx, "data_box"));
  if (!account || !isTime(ctx, account)) return { count: 0 };
  const box = boxOf(ctx, account, clockFrom(ctx.now));
  try {
    const waiting = await waitingIn(ctx, box, account.cursor);
    const { taken, aside, trouble } = await takeAll(ctx, box, waiting.slice(0, TAKEN_MAX));
    if (trouble !== null) {
      await noteReading(ctx, "data_box", trouble.code);
      return { count: taken };
    }
    // Only once nothing is left this hour's work is done.
    if (taken + aside === waiting.length) {
      await advance(ctx, account.cursor);
      await noteReading(ctx, "data_box", null);
    }
    return { count: taken + aside };
  } catch (cause) {
    await noteReading(ctx, "data_box", isDomainError(cause) ? cause.code : UNEXPECTED);
    if (!isDomainError(cause)) throw cause;
    return { count: 0 };
  }
}

/** Once in each of the hours. */
function isTime({ now }: Context, { provider, settings, readAt }: ChannelAccount): boolean {
  const { isReading, readHours } = settings as { isReading?: boolean; readHours?: number[] };
  const hour = Number(wallClock(now, TIME_ZONE).hour);
  if (provider !== "isds" || !isReading || !readHours?.includes(hour)) return false;
  return readAt === null || Math.floor(readAt.getTime() / HOUR_MS) < Math.floor(+now / HOUR_MS);
}

/** New ones first: those that failed before never hold them up. */
async function waitingIn(
  ctx: Context,
  box: DataBoxSettings,
  cursor: string | null,
): Promise<BoxEnvelope[]> {
  const days = cursor === null ? FIRST_DAYS : OVERLAP_DAYS;
  const base = cursor === null ? ctx.now : new Date(cursor);
  const from = new Date(base.getTime() - days * DAY_MS);
  const listed: BoxEnvelope[] = [];
  while (listed.length < ALL_MAX) {
    const offset = listed.length + 1;
    const page = await listReceived(box, { from, to: ctx.now, offset, limit: LISTED_MAX });
    listed.push(...page);
    // The system may give fewer than it was asked for and still have more.
    if (page.length === 0) break;
  }
  const keys = listed.map(({ id }) => dataMessageKey(id));
  return reading(ctx, async (tx) => {
    const rows = await tx.sql<{ key: string }[]>`
      select key from messages where key = any(${keys})`;
    const known = new Set(rows.map(({ key }) => key));
    const { ids, due } = await readDelays(tx, ctx.now);
    const fresh = listed.filter(({ id }) => !known.has(dataMessageKey(id)) && !ids.has(id));
    return [...fresh, ...due];
  });
}

interface Taken {
  taken: number;
  /** That stepped aside. */
  aside: number;
  /** Why this hour's work is not done yet. */
  trouble: DomainError | null;
}

/**
 * A line that breaks may break of the message: it is noted and the others are tried. After two such
 * it may be the box as well, and the rest waits for the next time, when it comes first.
 */
async function takeAll(
  ctx: Context,
  box: DataBoxSettings,
  some: readonly BoxEnvelope[],
): Promise<Taken> {
  const all: Taken = { taken: 0, aside: 0, trouble: null };
  let broken = 0;
  for (const envelope of some) {
    try {
      await takeOrNote(ctx, box, envelope);
      all.taken += 1;
    } catch (cause) {
      if (!isDomainError(cause) || !OF_THE_LINE.test(cause.code)) throw cause;
      const isAside = await noteDelay(ctx, { envelope, reason: cause.code });
      if (isAside) all.aside += 1;
      else all.trouble = cause;
      broken += 1;
      if (broken === BROKEN_MAX) break;
    }
  }
  return all;
}

/** What says nothing of the message: the box or the way to it. */
const OF_THE_BOX = new Set(
  ["bad_credentials", "unavailable", "busy", "unreachable", "timeout"].map(
    (reason) => `dataBox.${reason}`,
  ),
);

/** A message that cannot be taken, also on a second try, costs only itself. */
async function takeOrNote(ctx: Context, box: DataBoxSettings, of: BoxEnvelope): Promise<void> {
  let isSecond = false;
  for (;;) {
    try {
      return await take(ctx, box, of.id);
    } catch (cause) {
      if (isDomainError(cause) && OF_THE_BOX.has(cause.code)) throw cause;
      ctx.log.error("data message not taken", { id: of.id, cause });
      if (isSecond || (isDomainError(cause) && !cause.retryable)) break;
      isSecond = true;
    }
  }
  const draft = draftOfEnvelope(of, ctx.now);
  await inTransaction(ctx, async (inner, tx) => {
    await writeInbound(inner, tx, { draft, place: null });
    await endDelay(tx, of.id);
  });
}

async function take(ctx: Context, box: DataBoxSettings, id: string): Promise<void> {
  const message = await downloadReceived(box, id);
  await inTransaction(ctx, async (inner, tx) => {
    await fileDataMessage(inner, tx, message);
    await endDelay(tx, id);
  });
  // It is kept; whether the system was told is its own statistics.
  await markDownloaded(box, id).catch(() => undefined);
}

function advance(ctx: Context, before: string | null): Promise<void> {
  return inTransaction(ctx, async (_, { sql }) => {
    await sql`update channel_accounts set cursor = ${ctx.now.toISOString()}
               where channel = 'data_box' and cursor is not distinct from ${before}`;
  });
}

/** Asks once a day when the box's password stops to work; looking delivers nothing. */
export async function watchBoxPassword(ctx: Context): Promise<{ count: number }> {
  if (ctx.outside?.isCatching) return { count: 0 };
  const account = await reading(ctx, (tx) => readAccount(ctx, tx, "data_box"));
  const isDue = account?.checkedAt == null || +ctx.now - +account.checkedAt >= DAY_MS;
  if (account?.provider !== "isds" || !isDue) return { count: 0 };
  const expiresAt = await passwordExpiry(boxOf(ctx, account, clockFrom(ctx.now))).catch(
    (cause: unknown) => {
      if (!isDomainError(cause)) throw cause;
      return account.expiresAt;
    },
  );
  await inTransaction(ctx, async (_, { sql }) => {
    await sql`update channel_accounts set expires_at = ${expiresAt}, checked_at = ${ctx.now}
               where channel = 'data_box'`;
  });
  return { count: 0 };
}
