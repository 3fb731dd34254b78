import type { Channel } from "@/db/values/messages";
import { type Context, inTransaction } from "../../context";

/** Nobody books so far ahead: it was written by a machine whose clock goes wrong. */
const AHEAD_MAX_SECONDS = 60;

/** How long so many messages take at a pace. */
export const spanMs = (messages: number, perSecond: number): number =>
  Math.ceil((messages * 1_000) / perSecond);

/** Some of an account's pace, booked by one of those who deliver. */
export interface Turn {
  /** Milliseconds until it begins. */
  waitMs: number;
  /** Gives back what was booked and not needed, unless somebody has booked behind it. */
  end(used: number): Promise<void>;
}

/**
 * Books the next `count` messages of an account's pace. All who deliver by it book in its row, in
 * whatever process they run: two beside each other come one after the other. null: there is no account,
 * as of mails that leave by the install, and nothing to book in.
 */
export async function takeTurn(
  ctx: Context,
  { channel, count, perSecond }: { channel: Channel; count: number; perSecond: number },
): Promise<Turn | null> {
  const bookedMs = spanMs(count, perSecond);
  const endsAt = await inTransaction(ctx, async (_, { sql }) => {
    const [row] = await sql<{ turnAt: Date }[]>`
      update channel_accounts
         set turn_at = case
               when turn_at <= ${ctx.now}::timestamptz + ${AHEAD_MAX_SECONDS} * interval '1 second'
               then greatest(turn_at, ${ctx.now}::timestamptz) else ${ctx.now}::timestamptz
             end + ${bookedMs} * interval '1 millisecond'
       where channel = ${channel}
      returning turn_at as "turnAt"`;
    return row?.turnAt ?? null;
  });
  if (endsAt === null) return null;
  return {
    waitMs: Math.max(0, endsAt.getTime() - ctx.now.getTime() - bookedMs),
    async end(used) {
      if (used >= count) return;
      await inTransaction(ctx, async (_, { sql }) => {
        await sql`
          update channel_accounts
             set turn_at = turn_at - ${spanMs(count - used, perSecond)} * interval '1 millisecond'
           where channel = ${channel} and turn_at = ${endsAt}`;
      });
    },
  };
}
