import type { Channel } from "@/db/values/messages";
import { type Context, inTransaction } from "../../context";

/** A fault of ours, as the channel's page tells of it. */
export const UNEXPECTED = "feeds.unexpected";

/** That a channel's way in was read just now, or why it could not be; the last good time stays. */
export function noteReading(ctx: Context, channel: Channel, error: string | null): Promise<void> {
  return inTransaction(ctx, async (_, { sql }) => {
    await sql`
      update channel_accounts
         set read_error = ${error},
             read_at = case when ${error}::text is null then ${ctx.now}::timestamptz else read_at end
       where channel = ${channel}`;
  });
}
