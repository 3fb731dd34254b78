import type { Context } from "../../context";
import { askUncertain } from "../ask-uncertain";
import { receiveMails } from "../inbound/receive-mails";
import { receiveReplies } from "../inbound/receive-replies";
import { followMessages } from "../progress/follow-messages";
import { eachChannel } from "./each-channel";

/** Settles messages of which nobody knows whether they were taken, in every channel. */
export const askChannels = (ctx: Context): Promise<{ count: number }> =>
  eachChannel(ctx, (at) => askUncertain(ctx, at));

/** Asks every channel's carrier how far messages are. */
export const followChannels = (ctx: Context): Promise<{ count: number }> =>
  eachChannel(ctx, (at) => followMessages(ctx, at));

/** Takes replies in: of SMS from their carrier, of mails from the tenant's mailbox. */
export async function receiveChannels(ctx: Context): Promise<{ count: number }> {
  if (ctx.outside?.isCatching) return receiveMails(ctx);
  const [mails, replies] = await Promise.all([
    receiveMails(ctx),
    eachChannel(ctx, (at) =>
      at.channel === "sms" ? receiveReplies(ctx, at) : Promise.resolve({ count: 0 }),
    ),
  ]);
  return { count: mails.count + replies.count };
}
