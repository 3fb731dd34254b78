import type { Channel } from "@/db/values/messages";
import { type Context, inTransaction } from "../../context";

/** Nobody books so far ahead: it was written by a machine whose clock goes wrong. */
const AHEAD_MAX_SECONDS = 60;

/** Some of an account's pace, booked by one of those who deliver. */
export interface Turn {
  /** Milliseconds until it begins. */
  waitMs: number;
  /** Gives back what was booked and not needed, unless somebody has booked behind it. */
  end(used: number): Promise<void>;
}

/**
 * Books the next `count` messages of an account's pace. All who deliver by it book in its row, in
 * whatever process they run: two beside each other come one after the other.
 */
export async function takeTurn(
  ctx: Context,
  { channel, count, perSecond }: { channel: Channel; count: number; perSecond: number },
): Promise<Turn> {
  const spanMs = (messages: number) => Math.ceil((messages * 1_000) / perSecond);
  const endsAt = await inTransaction(ctx, async (_, { sql }) => {
    // The install's own mail may have no account yet.
    const [row] = await sql<{ turnAt: Date }[]>`
      insert into channel_accounts as a (channel, provider, turn_at, updated_at)
      values (${channel}, 'install',
              ${ctx.now}::timestamptz + ${spanMs(count)} * interval '1 millisecond', ${ctx.now})
      on conflict (tenant_id, channel) do update
         set turn_at = case
               when a.turn_at <= ${ctx.now}::timestamptz + ${AHEAD_MAX_SECONDS} * interval '1 second'
               then greatest(a.turn_at, ${ctx.now}::timestamptz) else ${ctx.now}::timestamptz
             end + ${spanMs(count)} * interval '1 millisecond'
      returning turn_at as "turnAt"`;
    return row?.turnAt ?? ctx.now;
  });
  return {
    waitMs: Math.max(0, endsAt.getTime() - ctx.now.getTime() - spanMs(count)),
    async end(used) {
      if (used >= count) return;
      await inTransaction(ctx, async (_, { sql }) => {
        await sql`
          update channel_accounts
             set turn_at = turn_at - ${spanMs(count - used)} * interval '1 millisecond'
           where channel = ${channel} and turn_at = ${endsAt}`;
      });
    },
  };
}
