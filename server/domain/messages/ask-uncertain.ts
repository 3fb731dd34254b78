import type { Channel } from "@/db/values/messages";
import type { Carrier, Found, Handed } from "@/server/kernel/delivery";
import { faultOf } from "@/server/kernel/fault";
import { type Context, inTransaction, reading } from "../context";
import { type Outgoing, readOutgoing } from "./outgoing";
import { type HandedMessage, settleMessages } from "./settle-messages";

/** Whoever had a message in hand for longer than this is dead, or as good as. */
const IN_HAND_SECONDS = 150;
/** A carrier needs a moment until it finds what it has just taken. */
const ASK_AFTER_SECONDS = 60;
const ASKED_MAX = 50;
/** Keys are not remembered for ever; after this the same one could be taken a second time. */
const KEY_HOURS = 23;

/**
 * Asks the carrier for messages of which nobody knows whether it took them: those whose process died,
 * and those that it left unanswered. What it has is sent; what it surely has not goes out anew; what it
 * cannot say stays uncertain until a person decides. Answers how many it could settle.
 */
export async function askUncertain(
  ctx: Context,
  { channel, carrier }: { channel: Channel; carrier: Carrier<Outgoing> },
): Promise<{ count: number }> {
  const ids = await take(ctx, channel, carrier.code);
  const messages = await reading(ctx, (tx) => readOutgoing(tx, ids));
  const settled: HandedMessage[] = [];
  for (const message of messages) {
    const ageMs = ctx.now.getTime() - message.claimedAt.getTime();
    const isRemembered = ageMs < KEY_HOURS * 3_600_000;
    if (carrier.isRepeatable && !isRemembered) continue;
    const handed = carrier.isRepeatable
      ? await handAgain(carrier, message)
      : handedOf(await ask(carrier, message));
    if (handed) settled.push({ message, handed });
  }
  await settleMessages(ctx, channel, settled);
  return { count: settled.filter(({ handed }) => handed.outcome !== "uncertain").length };
}

/** Names what is uncertain as such; only what went by this very carrier can be asked for at it. */
function take(ctx: Context, channel: Channel, provider: string): Promise<number[]> {
  return inTransaction(ctx, async (_, { sql }) => {
    await sql`
      update messages set state = 'uncertain', last_error = 'process_ended'
       where channel = ${channel} and state = 'sending'
         and claimed_at <= ${ctx.now}::timestamptz - ${IN_HAND_SECONDS} * interval '1 second'`;
    const rows = await sql<{ id: number }[]>`
      select id from messages
       where channel = ${channel} and state = 'uncertain' and provider = ${provider}
         and coalesce(followed_at, claimed_at)
             <= ${ctx.now}::timestamptz - ${ASK_AFTER_SECONDS} * interval '1 second'
       order by coalesce(followed_at, claimed_at), id limit ${ASKED_MAX} for update skip locked`;
    const ids = rows.map(({ id }) => id);
    await sql`update messages set followed_at = ${ctx.now} where id = any(${ids}::bigint[])`;
    return ids;
  });
}

async function ask(carrier: Carrier<Outgoing>, message: Outgoing): Promise<Found> {
  try {
    return await carrier.find(message, message.key, message.claimedAt);
  } catch (cause) {
    return { outcome: "unclear", reason: faultOf(cause).name };
  }
}

/**
 * A carrier that takes a key once is asked by handing the same one over again. A busy one has said
 * nothing of the first try: it stays as uncertain as it was.
 */
async function handAgain(carrier: Carrier<Outgoing>, message: Outgoing): Promise<Handed | null> {
  try {
    const handed = await carrier.hand(message, message.key);
    return handed.outcome === "busy" || handed.outcome === "uncertain" ? null : handed;
  } catch {
    return null;
  }
}

function handedOf(found: Found): Handed | null {
  if (found.outcome === "accepted") return found;
  // It was never taken: the next try is the first one that counts.
  if (found.outcome === "missing") return { outcome: "busy", reason: "not_taken" };
  return null;
}
