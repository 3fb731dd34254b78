import type { Tx } from "@/db/client";
import type { BoxEnvelope } from "@/server/connectors/data-box";
import { type Context, inTransaction } from "../../context";

/** So often a message is asked for in the same hour; then it steps aside. */
export const TRIES_AT_ONCE = 3;
const LONGEST_HOURS = 24;

/** Hours until a message is asked for anew after so many failed tries: none at first, then doubled. */
export const delayHours = (attempts: number): number =>
  attempts < TRIES_AT_ONCE ? 0 : Math.min(LONGEST_HOURS, 2 ** (attempts - TRIES_AT_ONCE));

export interface Delays {
  /** Ids of all messages that are behind, due or not. */
  ids: ReadonlySet<string>;
  /** Envelopes of those that are asked for again by now, the longest due first. */
  due: BoxEnvelope[];
}

/** Data messages that could not be downloaded so far. */
export async function readDelays({ sql }: Tx, now: Date): Promise<Delays> {
  const rows = await sql<{ id: string; envelope: BoxEnvelope; isDue: boolean }[]>`
    select provider_id as id, envelope, next_try_at <= ${now} as "isDue"
      from data_message_delays order by next_try_at, provider_id`;
  return {
    ids: new Set(rows.map(({ id }) => id)),
    due: rows.filter(({ isDue }) => isDue).map(({ envelope }) => revived(envelope)),
  };
}

/** JSON has no instants. */
const revived = (envelope: BoxEnvelope): BoxEnvelope => ({
  ...envelope,
  deliveredAt: envelope.deliveredAt && new Date(envelope.deliveredAt),
  acceptedAt: envelope.acceptedAt && new Date(envelope.acceptedAt),
});

/** Notes one more failed try; true: the message steps aside, and is asked for later. */
export function noteDelay(
  ctx: Context,
  { envelope, reason }: { envelope: BoxEnvelope; reason: string },
): Promise<boolean> {
  return inTransaction(ctx, async (_, { sql }) => {
    const [row] = await sql<{ attempts: number }[]>`
      insert into data_message_delays as d (provider_id, envelope, reason, attempts, failed_at,
                                            next_try_at)
      values (${envelope.id}, ${sql.json(envelope as never)}, ${reason}, 1, ${ctx.now}, ${ctx.now})
      on conflict (tenant_id, provider_id) do update
         set reason = excluded.reason, attempts = d.attempts + 1 returning attempts`;
    const attempts = row?.attempts ?? 1;
    await sql`
      update data_message_delays
         set next_try_at = ${ctx.now}::timestamptz + ${delayHours(attempts)} * interval '1 hour'
       where provider_id = ${envelope.id}`;
    return attempts >= TRIES_AT_ONCE;
  });
}

/** It is kept by now, whole or as its envelope. Part of the transaction that keeps it. */
export async function endDelay({ sql }: Tx, id: string): Promise<void> {
  await sql`delete from data_message_delays where provider_id = ${id}`;
}
