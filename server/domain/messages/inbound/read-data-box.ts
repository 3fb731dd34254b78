import type { Tx } from "@/db/client";
import {
  type BoxEnvelope,
  type DataBoxSettings,
  downloadReceived,
  listReceived,
  markDownloaded,
  passwordExpiry,
  type ReceivedMessage,
  ZFO_TYPE,
} from "@/server/connectors/data-box";
import { wallClock } from "@/server/kernel/days";
import { type DomainError, isDomainError } from "@/server/kernel/errors";
import { TIME_ZONE } from "@/server/kernel/locale";
import { type Context, clockFrom, inTransaction, reading } from "../../context";
import { FILE_BYTES_MAX, shownTypeOf } from "../../files";
import { boxOf } from "../carriers/open-carrier";
import { type ChannelAccount, readAccount } from "../channels/account";
import { noteReading, UNEXPECTED } from "../channels/note-reading";
import { cleanLine } from "./clean-text";
import type { InboundDraft } from "./inbound-draft";
import { matchDataMessage } from "./match-data-message";
import { writeInbound } from "./write-inbound";

const FIRST_DAYS = 30;
/** Lists go by the time of delivery, which comes up to ten days after that of arrival. */
const OVERLAP_DAYS = 14;
const LISTED_MAX = 1_000;
const ALL_MAX = 100_000;
const TAKEN_MAX = 10;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * Takes messages out of the tenant's data box, only where its owner has switched that on and only in
 * the hours that they named: the sign-in delivers what waits in the box. Each is kept with its signed
 * original in a transaction of its own, then told to be taken over; of one that cannot be taken the
 * envelope is kept, for a person to read it in the box. Answers how many came; call again until none.
 */
export async function readDataBox(ctx: Context): Promise<{ count: number }> {
  if (ctx.outside?.isCatching) return { count: 0 };
  const account = await reading(ctx, (tx) => readAccount(ctx, tx, "data_box"));
  if (!account || !isTime(ctx, account)) return { count: 0 };
  const box = boxOf(ctx, account, clockFrom(ctx.now));
  try {
    const fresh = await newcomers(ctx, box, account.cursor);
    const some = fresh.slice(0, TAKEN_MAX);
    const lost = await takeAll(ctx, box, some);
    if (lost !== null) {
      await noteReading(ctx, "data_box", lost.code);
      return { count: some.length - 1 };
    }
    // Only once nothing is left this hour's work is done.
    if (fresh.length <= some.length) {
      await advance(ctx, account.cursor);
      await noteReading(ctx, "data_box", null);
    }
    return { count: some.length };
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

const keyOf = (id: string): string => `in:isds:${id}`;

async function newcomers(
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
  const keys = listed.map(({ id }) => keyOf(id));
  const known = await reading(ctx, async ({ sql }) => {
    const rows = await sql<{ key: string }[]>`select key from messages where key = any(${keys})`;
    return new Set(rows.map(({ key }) => key));
  });
  return listed.filter(({ id }) => !known.has(keyOf(id)));
}

/** A line that breaks once may break of the message: the others are tried, and at the second all ends. */
async function takeAll(
  ctx: Context,
  box: DataBoxSettings,
  some: readonly BoxEnvelope[],
): Promise<DomainError | null> {
  let lost: DomainError | null = null;
  for (const envelope of some) {
    try {
      await takeOrNote(ctx, box, envelope);
    } catch (cause) {
      const isLost = isDomainError(cause) && /\.(timeout|unreachable)$/.test(cause.code);
      if (!isLost || lost !== null) throw cause;
      lost = cause;
    }
  }
  return lost;
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
  const draft: InboundDraft = {
    ...{ ...draftOf({ ...of, files: [], zfo: Buffer.alloc(0) }, ctx.now), files: [] },
    ...{ kind: "unreadable", trouble: "unreadable" },
  };
  await inTransaction(ctx, (inner, tx) => writeInbound(inner, tx, { draft, place: null }));
}

async function take(ctx: Context, box: DataBoxSettings, id: string): Promise<void> {
  const message = await downloadReceived(box, id);
  const draft = draftOf(message, ctx.now);
  await inTransaction(ctx, async (inner, tx: Tx) => {
    const place = await matchDataMessage(inner, tx, message);
    await writeInbound(inner, tx, { draft, place });
  });
  // It is kept; whether the system was told is its own statistics.
  await markDownloaded(box, id).catch(() => undefined);
}

function draftOf(message: ReceivedMessage, now: Date): InboundDraft {
  const { id, senderBox, senderName, senderIdent, senderRefNumber } = message;
  const subject = cleanLine(message.subject ?? "");
  return {
    ...{ key: keyOf(id), channel: "data_box", provider: "isds", providerId: id, kind: "person" },
    ...{ fromAddress: cleanLine(senderBox ?? ""), fromName: cleanLine(senderName ?? "") },
    ...{ toAddress: cleanLine(message.recipientBox ?? ""), subject, body: "", shown: subject },
    theirRef: cleanLine(senderIdent ?? senderRefNumber ?? "").slice(0, 50),
    at: message.acceptedAt ?? message.deliveredAt ?? now,
    files: [
      { kind: "original", name: `${id}.zfo`, mediaType: ZFO_TYPE, bytes: message.zfo },
      ...message.files
        .filter(({ bytes }) => bytes.byteLength > 0 && bytes.byteLength <= FILE_BYTES_MAX)
        .map(({ name, bytes }) => ({
          ...{ kind: "attachment" as const, name: cleanLine(name) || "priloha", bytes },
          mediaType: shownTypeOf(bytes) ?? "application/octet-stream",
        })),
    ],
  };
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
