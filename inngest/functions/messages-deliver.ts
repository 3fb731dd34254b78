import { atInstant, clockFrom } from "@/server/domain/context";
import { deliverChannel } from "@/server/domain/messages";
import type { Subscriber } from "../subscribers";

const BEAT_MS = 20_000;

/**
 * Messages wait: they leave until none is left. A context stands still, so each round has the time
 * that passed meanwhile.
 */
export const messagesDeliver: Subscriber<"messages.waiting"> = async (
  ctx,
  { channel },
  { beat },
) => {
  const clock = clockFrom(ctx.now);
  let beaten = performance.now();
  for (;;) {
    const { count } = await deliverChannel(atInstant(ctx, clock()), { channel });
    if (count === 0) return;
    if (performance.now() - beaten < BEAT_MS) continue;
    await beat();
    beaten = performance.now();
  }
};
