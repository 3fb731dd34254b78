import { CHANNELS, type Channel } from "@/db/values/messages";
import { isDomainError } from "@/server/kernel/errors";
import type { Context } from "../../context";
import { openCarrier } from "../carriers/open-carrier";
import type { OutgoingCarrier } from "../carriers/outgoing-carrier";

/**
 * Does something with the carrier of every channel that has one, all at the same time: a slow one
 * holds up nobody. A carrier that refuses or is silent is told of by its own channel; a fault of ours
 * is thrown once all are through.
 */
export async function eachChannel(
  ctx: Context,
  work: (at: { channel: Channel; carrier: OutgoingCarrier }) => Promise<{ count: number }>,
): Promise<{ count: number }> {
  const one = async (channel: Channel): Promise<number> => {
    const carrier = await openCarrier(ctx, channel);
    if (carrier === null) return 0;
    return (await work({ channel, carrier })).count;
  };
  const outcomes = await Promise.allSettled(CHANNELS.map(one));
  let count = 0;
  for (const outcome of outcomes) {
    if (outcome.status === "fulfilled") count += outcome.value;
    else if (!isDomainError(outcome.reason)) throw outcome.reason;
    else ctx.log.error("carrier could not be asked", { cause: outcome.reason });
  }
  return { count };
}
