import type { Context } from "../../context";
import { askUncertain } from "../ask-uncertain";
import { receiveReplies } from "../inbound/receive-replies";
import { followMessages } from "../progress/follow-messages";
import { eachChannel } from "./each-channel";

/** Settles messages of which nobody knows whether they were taken, in every channel. */
export const askChannels = (ctx: Context): Promise<{ count: number }> =>
  eachChannel(ctx, (at) => askUncertain(ctx, at));

/** Asks every channel's carrier how far messages are. */
export const followChannels = (ctx: Context): Promise<{ count: number }> =>
  eachChannel(ctx, (at) => followMessages(ctx, at));

/** Takes replies to SMS in from their carrier; mails are read by a rhythm of their own. */
export async function receiveChannels(ctx: Context): Promise<{ count: number }> {
  if (ctx.outside?.isCatching) return { count: 0 };
  return eachChannel(ctx, (at) =>
    at.channel === "sms" ? receiveReplies(ctx, at) : Promise.resolve({ count: 0 }),
  );
}
