import type { Channel } from "@/db/values/messages";
import { isDomainError } from "@/server/kernel/errors";
import { atInstant, type Context, inTransaction, reading } from "../../context";
import { openCatcher } from "../carriers/catcher";
import { carrierOf } from "../carriers/open-carrier";
import type { OutgoingCarrier } from "../carriers/outgoing-carrier";
import { deliverMessages, IN_HAND_MAX } from "../deliver-messages";
import { printMessages, readUnprinted } from "../prints/print-messages";
import { type ChannelAccount, readAccount } from "./account";
import { noteTrouble } from "./note-channel";
import { takeTurn } from "./take-turn";

const OFF_WAIT_SECONDS = 600;
const DEFAULT_PER_SECOND = 10;

/** How a run waits for its turn, so that a carrier's pace is kept. */
export interface Pace {
  pause(ms: number): Promise<void>;
  /** Milliseconds of a steady clock. */
  elapsed(): number;
}

const REAL_PACE: Pace = {
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  elapsed: () => performance.now(),
};

/**
 * One batch of a channel: documents turned into PDF, messages handed over at the account's pace. A
 * channel that rests is left alone; one that was in trouble is tried by a single message. Without a
 * carrier messages wait with `channel_off` where people see them. Answers how much was done; call
 * again until none.
 */
export async function deliverChannel(
  ctx: Context,
  { channel, pace = REAL_PACE }: { channel: Channel; pace?: Pace },
): Promise<{ count: number }> {
  const [account, unprinted] = await reading(ctx, (tx) =>
    Promise.all([readAccount(ctx, tx, channel), readUnprinted(ctx, tx, channel)]),
  );
  const from = pace.elapsed();
  const printed = await printMessages(ctx, { channel, ids: unprinted });
  const isCatching = ctx.outside?.isCatching ?? false;
  const isResting = account?.pausedUntil && account.pausedUntil > ctx.now;
  if (isResting && !isCatching) return printed;
  // Letters of a batch leave in somebody's hands.
  if (account?.provider === "batch" && !isCatching) return printed;
  const carrier = await open(ctx, channel, account);
  if (carrier === null) {
    await postpone(ctx, channel);
    return printed;
  }
  // Printing takes its time: who holds a message is told by the moment of its claim.
  const claiming = () =>
    atInstant(ctx, new Date(ctx.now.getTime() + Math.round(pace.elapsed() - from)));
  if (carrier.code === "catcher") {
    const { count } = await deliverMessages(claiming(), { channel, carrier });
    return { count: count + printed.count };
  }
  const perSecond = account?.perSecond ?? DEFAULT_PER_SECOND;
  const isTrial = (account?.failures ?? 0) > 0;
  const inHandMax = isTrial ? 1 : Math.min(IN_HAND_MAX, perSecond);
  const turn = await takeTurn(claiming(), { channel, count: inHandMax, perSecond });
  if (turn.waitMs > 0) await pace.pause(turn.waitMs);
  const { count } = await deliverMessages(claiming(), { channel, carrier, inHandMax });
  await turn.end(count);
  return { count: count + printed.count };
}

/** null: nobody said by whom, or what they said cannot be; of the latter the channel tells. */
async function open(
  ctx: Context,
  channel: Channel,
  account: ChannelAccount | null,
): Promise<OutgoingCarrier | null> {
  if (ctx.outside?.isCatching) return openCatcher(ctx);
  try {
    return await carrierOf(ctx, channel, account);
  } catch (cause) {
    if (!isDomainError(cause)) throw cause;
    await noteTrouble(ctx, channel, cause.code);
    return null;
  }
}

function postpone(ctx: Context, channel: Channel): Promise<void> {
  return inTransaction(ctx, async (_, { sql }) => {
    await sql`
      update messages set last_error = 'channel_off',
             next_attempt_at = ${ctx.now}::timestamptz + ${OFF_WAIT_SECONDS} * interval '1 second'
       where channel = ${channel} and state = 'waiting' and next_attempt_at <= ${ctx.now}
         and batch_id is null`;
  });
}
