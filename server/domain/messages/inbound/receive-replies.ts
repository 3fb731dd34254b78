import type { Channel } from "@/db/values/messages";
import type { Incoming } from "@/server/kernel/delivery";
import { isDomainError } from "@/server/kernel/errors";
import { type Context, inTransaction } from "../../context";
import type { OutgoingCarrier } from "../carriers/outgoing-carrier";
import { noteReading, UNEXPECTED } from "../channels/note-reading";
import { recordProgress } from "../progress/record-progress";
import { fileReplies } from "./file-replies";

const ASKED_MAX = 100;

/**
 * Takes replies to SMS in: what lies at the carrier since last time, or beside the messages that they
 * answer. Where reading stopped moves on in the transaction that files them, so that who dies in
 * between reads them again and files each once. Answers how many were new.
 */
export async function receiveReplies(
  ctx: Context,
  { channel, carrier }: { channel: Channel; carrier: OutgoingCarrier },
): Promise<{ count: number }> {
  try {
    const lying = await receive(ctx, { channel, carrier });
    const beside = await repliesBeside(ctx, { channel, carrier });
    if (lying === null && beside === null) return { count: 0 };
    await noteReading(ctx, channel, null);
    return { count: (lying ?? 0) + (beside ?? 0) };
  } catch (cause) {
    await noteReading(ctx, channel, isDomainError(cause) ? cause.code : UNEXPECTED);
    if (!isDomainError(cause)) throw cause;
    return { count: 0 };
  }
}

interface At {
  channel: Channel;
  carrier: OutgoingCarrier;
}

async function receive(ctx: Context, { channel, carrier }: At): Promise<number | null> {
  if (!carrier.receive) return null;
  const since = await inTransaction(ctx, async (_, { sql }) => {
    const [row] = await sql<{ cursor: string | null }[]>`
      select cursor from channel_accounts where channel = ${channel}`;
    return row?.cursor ?? null;
  });
  const { items, next, progress = [] } = await carrier.receive(since);
  return inTransaction(ctx, async (inner, tx) => {
    await recordProgress(inner, { provider: carrier.code, progress });
    const count = await fileReplies(inner, tx, { channel, provider: carrier.code, items });
    await tx.sql`update channel_accounts set cursor = ${next} where channel = ${channel}`;
    return count;
  });
}

/** Of messages of the last week, those that were not looked at for the longest first. */
async function repliesBeside(ctx: Context, { channel, carrier }: At): Promise<number | null> {
  if (!carrier.repliesTo) return null;
  const ids = await inTransaction(ctx, async (_, { sql }) => {
    const rows = await sql<{ id: number; providerId: string }[]>`
      select id, provider_id as "providerId" from messages
       where channel = ${channel} and direction = 'outbound' and provider = ${carrier.code}
         and provider_id is not null and state in ('sent', 'delivered')
         and sent_at > ${ctx.now}::timestamptz - interval '7 days'
         and coalesce(followed_at, sent_at) <= ${ctx.now}::timestamptz - case
               when sent_at > ${ctx.now}::timestamptz - interval '1 day'
               then interval '10 minutes' else interval '2 hours' end
       order by coalesce(followed_at, sent_at), id limit ${ASKED_MAX} for update skip locked`;
    await sql`update messages set followed_at = ${ctx.now}
               where id = any(${rows.map(({ id }) => id)}::bigint[])`;
    return rows.map(({ providerId }) => providerId);
  });
  if (ids.length === 0) return null;
  const items: Incoming[] = await carrier.repliesTo(ids);
  return inTransaction(ctx, (inner, tx) =>
    fileReplies(inner, tx, { channel, provider: carrier.code, items }),
  );
}
