import type { Tx } from "@/db/client";
import type { Channel } from "@/db/values/messages";
import type { Handed } from "@/server/kernel/delivery";
import { type Context, inTransaction } from "../../context";

const FIRST_PAUSE_SECONDS = 5 * 60;
const LONGEST_PAUSE_SECONDS = 6 * 3_600;

/** Seconds for which a channel rests after so many failures that a person has to mend. */
export const pauseSeconds = (failures: number): number =>
  Math.min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** Math.max(0, failures - 1));

/**
 * What came of handing over says how the channel itself is: a fault that only a person can mend lets
 * it rest, longer each time, and one message that was taken ends that.
 */
export async function noteChannel(
  ctx: Context,
  tx: Tx,
  { channel, outcomes }: { channel: Channel; outcomes: readonly Handed[] },
): Promise<void> {
  const stuck = outcomes.find((each) => "needsPerson" in each);
  const isTaken = outcomes.some(({ outcome }) => outcome === "accepted");
  if (isTaken) await clearTrouble(tx, channel);
  else if (stuck && "reason" in stuck) await writeTrouble(ctx, tx, { channel, ...stuck });
}

async function clearTrouble({ sql }: Tx, channel: Channel): Promise<void> {
  await sql`
    update channel_accounts set trouble = null, trouble_at = null, failures = 0,
           paused_until = null
     where channel = ${channel} and (trouble is not null or paused_until is not null)`;
}

/** What only a person can mend, and that the channel rests for a while. */
export function noteTrouble(ctx: Context, channel: Channel, reason: string): Promise<void> {
  return inTransaction(ctx, (inner, tx) => writeTrouble(inner, tx, { channel, reason }));
}

async function writeTrouble(
  ctx: Context,
  { sql }: Tx,
  { channel, reason }: { channel: Channel; reason: string },
): Promise<void> {
  // The install's own mail may have no account until something is wrong with it.
  const [row] = await sql<{ failures: number }[]>`
    insert into channel_accounts as a (channel, provider, trouble, trouble_at, failures, updated_at)
    values (${channel}, 'install', ${reason}, ${ctx.now}, 1, ${ctx.now})
    on conflict (tenant_id, channel) do update
       set trouble = excluded.trouble, failures = a.failures + 1,
           trouble_at = coalesce(a.trouble_at, excluded.trouble_at)
    returning failures`;
  const seconds = pauseSeconds(row?.failures ?? 1);
  await sql`
    update channel_accounts
       set paused_until = ${ctx.now}::timestamptz + ${seconds} * interval '1 second'
     where channel = ${channel}`;
}
