import type { Tx } from "@/db/client";
import type { Channel, StopReason } from "@/db/values/messages";
import { type Context, inTransaction } from "../context";
import { writeFacts } from "../events";
import { readContactRules } from "./contact-rules";
import { type ContactRules, firstAllowed } from "./contact-times";
import { stopsOfWaiting, type WaitingMessage } from "./stops-of-waiting";
import { writeStops } from "./write-stops";

interface Claimed extends WaitingMessage {
  country: string;
}

/**
 * Asks the policy of contact once more of messages that are about to leave: hours or days may lie between
 * their writing and now. What may not reach its person at this hour waits; what may not reach them at
 * all any more is cancelled, and says so. A person's own message is stopped by what nobody overrules.
 * Answers those that may go.
 */
export async function recheckClaimed(
  ctx: Context,
  { channel, ids }: { channel: Channel; ids: readonly number[] },
): Promise<number[]> {
  return inTransaction(ctx, async (inner, tx) => {
    const claimed = await tx.sql<Claimed[]>`
      select m.id, m.case_id as "caseId", m.party_id as "partyId", p.country,
             m.is_automatic as "isAutomatic"
        from messages m join parties p on p.id = m.party_id
       where m.id = any(${ids as number[]}::bigint[]) and m.state = 'sending' order by m.id`;
    if (claimed.length === 0) return [...ids];
    const rules = await readContactRules(tx);
    const stopped = await stopsOfWaiting(inner, tx, { channel, messages: claimed });
    await cancel(inner, tx, { channel, stopped });
    const late = await postpone(inner, tx, { channel, rules, claimed });
    const gone = new Set([...[...stopped.keys()].map(({ id }) => id), ...late]);
    return ids.filter((id) => !gone.has(id));
  });
}

async function cancel(
  ctx: Context,
  { sql }: Tx,
  { channel, stopped }: { channel: Channel; stopped: ReadonlyMap<Claimed, StopReason[]> },
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
  given: { channel: Channel; rules: ContactRules; claimed: readonly Claimed[] },
): Promise<number[]> {
  const { channel, rules, claimed } = given;
  const late = claimed.flatMap(({ id, country }) => {
    const at = firstAllowed(ctx.now, { channel, country, rules });
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
