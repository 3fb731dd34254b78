import { deliverMessages, openCatcher } from "@/server/domain/messages";
import type { Subscriber } from "../subscribers";

/** Messages wait in a channel: in a demo or a test they are kept and shown instead of sent. */
export const messageCatch: Subscriber<"messages.waiting"> = async (ctx, { channel }, delivery) => {
  if (!ctx.outside?.isCatching) return;
  const carrier = openCatcher(ctx);
  while ((await deliverMessages(ctx, { channel, carrier })).count > 0) await delivery.beat();
};
