import { atInstant, clockFrom } from "@/server/domain/context";
import { deliverTriggers } from "@/server/domain/triggers";
import type { Subscriber } from "../subscribers";

const BEAT_MS = 20_000;

/**
 * Facts wait for the customer's programs: they are told until nothing is due. A context stands still,
 * so each round has the time that passed meanwhile.
 */
export const triggersDeliver: Subscriber<"triggers.waiting"> = async (ctx, _payload, { beat }) => {
  const clock = clockFrom(ctx.now);
  let beaten = performance.now();
  for (;;) {
    const { count } = await deliverTriggers(atInstant(ctx, clock()));
    if (count === 0) return;
    if (performance.now() - beaten < BEAT_MS) continue;
    await beat();
    beaten = performance.now();
  }
};
