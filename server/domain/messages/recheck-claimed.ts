import type { Tx } from "@/db/client";
import type { Channel, StopReason } from "@/db/values/messages";
import type { Context } from "../context";
import { writeFacts } from "../events";
import { type ContactRules, firstAllowedBy } from "./contact-times";
import { stopsOfWaiting } from "./stops-of-waiting";
import { writeStops } from "./write-stops";

/** A message in hand, as far as the policy of contact looks at it. */
export interface Claimed {
  id: number;
  caseId: number;
  isAutomatic: boolean;
  /** null: it goes to nobody that we know, and nobody's policy holds it up. */
  partyId: number | null;
  country: string | null;
}

type ToPerson = Claimed & { partyId: number; country: string };

/**
 * Asks the policy of contact once more of messages that are about to leave: hours or days may lie between
 * their writing and now. What may not reach its person at this hour waits; what may not reach them at
 * all any more is cancelled, and says so. A person's own message is stopped by what nobody overrules.
 * Answers the ids of those that may not go.
 */
export async function recheckClaimed(
  ctx: Context,
  tx: Tx,
  given: { channel: Channel; rules: ContactRules; claimed: readonly Claimed[] },
): Promise<ReadonlySet<number>> {
  const { channel, rules } = given;
  const claimed = given.claimed.filter(
    (each): each is ToPerson => each.partyId !== null && each.country !== null,
  );
  if (claimed.length === 0) return new Set();
  const stopped = await stopsOfWaiting(ctx, tx, { channel, rules, messages: claimed });
  await cancel(ctx, tx, { channel, stopped });
  const late = await postpone(ctx, tx, { channel, rules, claimed });
  return new Set([...[...stopped.keys()].map(({ id }) => id), ...late]);
}

async function cancel(
  ctx: Context,
  { sql }: Tx,
  { channel, stopped }: { channel: Channel; stopped: ReadonlyMap<ToPerson, StopReason[]> },
): Promise<void> {
  if (stopped.size === 0) return;
  const messages = [...stopped.keys()];
  await sql`
    update messages m set state = 'cancelled', fallback = '{}', last_error = r.reason
      from unnest(${messages.map(({ id }) => id)}::bigint[],
                  ${[...stopped.values()].map(([reason]) => reason ?? "")}::text[]) as r(id, reason)
     where m.id = r.id`;
  await writeStops(
    ctx,
    messages.map((message) => ({
      caseId: message.caseId,
      reasons: stopped.get(message) ?? [],
      channel,
    })),
  );
  await writeFacts(
    ctx,
    messages.map(({ id, caseId }) => ({
      name: "message.cancelled" as const,
      payload: { messageId: id, caseId, channel },
    })),
  );
}

/** The night may have come while they waited; such a try is none. */
async function postpone(
  ctx: Context,
  { sql }: Tx,
  given: { channel: Channel; rules: ContactRules; claimed: readonly ToPerson[] },
): Promise<number[]> {
  const { channel, rules, claimed } = given;
  const allowedIn = firstAllowedBy(ctx.now, { channel, rules });
  const late = claimed.flatMap(({ id, country }) => {
    const at = allowedIn(country);
    return at > ctx.now ? [{ id, at }] : [];
  });
  if (late.length === 0) return [];
  await sql`
    update messages m set state = 'waiting', attempts = attempts - 1,
           next_attempt_at = r.at::timestamptz
      from unnest(${late.map(({ id }) => id)}::bigint[],
                  ${late.map(({ at }) => at.toISOString())}::text[]) as r(id, at)
     where m.id = r.id and m.state = 'sending'`;
  return late.map(({ id }) => id);
}
