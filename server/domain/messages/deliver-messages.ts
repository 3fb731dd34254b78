import type { Channel } from "@/db/values/messages";
import type { Carrier, Handed } from "@/server/kernel/delivery";
import { faultOf } from "@/server/kernel/fault";
import { openGate } from "@/server/kernel/gate";
import type { Context } from "../context";
import { claimMessages } from "./claim-messages";
import type { Outgoing } from "./outgoing";
import { NOT_BEGUN, settleMessages } from "./settle-messages";

/** So many are in hand at once; as many are uncertain at most when the process dies. */
export const IN_HAND_MAX = 100;
const AT_ONCE = 20;
/**
 * What was not begun so soon after it was claimed goes back: whoever asks after messages in hand takes
 * them for lost after a while, and none of them may leave after that.
 */
const BEGUN_WITHIN_MS = 25_000;

/**
 * Hands over what waits in one channel: claims some, gives them to the carrier outside of any
 * transaction, and writes down what came of each. Who dies in between leaves them claimed, and
 * `askUncertain` asks the carrier what it has. Answers how many were in hand; call again until none.
 */
export async function deliverMessages(
  ctx: Context,
  { channel, carrier, inHandMax = IN_HAND_MAX }: Delivering,
): Promise<{ count: number }> {
  const limit = Math.min(inHandMax, IN_HAND_MAX);
  const { count, messages } = await claimMessages(ctx, { channel, provider: carrier.code, limit });
  if (count === 0) return { count };
  const enter = openGate(AT_ONCE);
  const from = performance.now();
  const isLate = () => performance.now() - from > BEGUN_WITHIN_MS;
  const handed = await Promise.all(
    messages.map((message) =>
      enter(async () => {
        const handed = isLate() ? NOT_BEGUN : await handOver(ctx, carrier, message);
        return { message, handed };
      }),
    ),
  );
  await settleMessages(ctx, channel, handed);
  return { count };
}

interface Delivering {
  channel: Channel;
  carrier: Carrier<Outgoing>;
  /** So many at most, where the carrier's pace or a trouble allows no more. */
  inHandMax?: number;
}

async function handOver(
  ctx: Context,
  carrier: Carrier<Outgoing>,
  message: Outgoing,
): Promise<Handed> {
  try {
    return await carrier.hand(message, message.key);
  } catch (cause) {
    // A carrier answers; what it throws is a fault of ours, and nobody knows how far it came.
    ctx.log.error("carrier failed", { carrier: carrier.code, messageId: message.id, cause });
    return { outcome: "uncertain", reason: faultOf(cause).name };
  }
}
