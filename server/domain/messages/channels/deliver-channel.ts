import type { Tx } from "@/db/client";
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
import { spanMs, takeTurn } from "./take-turn";

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
 * channel that rests is left alone, also one that a person changed while its turn was waited for; one
 * that was in trouble is tried by a single message. Without a
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
  if (isResting(ctx, account) && !isCatching) return printed;
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
  const { count } = await deliverInTurn(claiming, { channel, pace, account, carrier });
  return { count: count + printed.count };
}

interface Delivering {
  channel: Channel;
  pace: Pace;
  account: ChannelAccount | null;
  carrier: OutgoingCarrier;
}

/** Nothing is booked, and nobody waits, while nothing is due. */
async function deliverInTurn(
  claiming: () => Context,
  { channel, pace, account, carrier }: Delivering,
): Promise<{ count: number }> {
  const asked = claiming();
  if (!(await reading(asked, (tx) => isDue(asked, tx, channel)))) return { count: 0 };
  const perSecond = account?.perSecond ?? DEFAULT_PER_SECOND;
  const isTrial = (account?.failures ?? 0) > 0;
  const inHandMax = isTrial ? 1 : Math.min(IN_HAND_MAX, perSecond);
  const turn = await takeTurn(asked, { channel, count: inHandMax, perSecond });
  if (turn && turn.waitMs > 0) await pace.pause(turn.waitMs);
  const after = claiming();
  // Printing and waiting take their time: by then a person may have said something else.
  const now = await reading(after, (tx) => readAccount(after, tx, channel));
  if (isResting(after, now) || now?.updatedAt.getTime() !== account?.updatedAt.getTime()) {
    await turn?.end(0);
    return { count: 0 };
  }
  const done = await deliverMessages(after, { channel, carrier, inHandMax });
  if (turn) await turn.end(done.count);
  // Without an account there is nothing to book in: whoever delivered rests for as long.
  else if (done.count > 0) await pace.pause(spanMs(done.count, perSecond));
  return done;
}

const isResting = ({ now }: Context, account: ChannelAccount | null): boolean =>
  account !== null && account.pausedUntil !== null && account.pausedUntil > now;

/** Whether `claimMessages` would find any. */
async function isDue(ctx: Context, { sql }: Tx, channel: Channel): Promise<boolean> {
  const [row] = await sql`
    select 1 from messages
     where channel = ${channel} and state = 'waiting' and next_attempt_at <= ${ctx.now}
       and is_printed and batch_id is null limit 1`;
  return row !== undefined;
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
