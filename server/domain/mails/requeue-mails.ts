import type { Tx } from "@/db/client";
import { type Context, inTransaction } from "../context";
import { writeFacts } from "../events";

const DAYS_MAX = 3;

/** The relay has it, or will. */
const IS_CARRIED = ({ sql }: Tx) => sql`
  exists (select from outbox_facts f
           where f.name = 'mail.queued' and f.relayed_at is null
             and f.payload ->> 'mailId' = mails.id::text)`;

/**
 * Mails that the relay has given up on while no server took them are tried again every hour, for
 * three days; then they are marked as failed and wait for a person. Answers zero: a try that fails
 * again is the next hour's. A job's work, not a verb.
 */
export async function requeueMails(ctx: Context): Promise<{ count: number }> {
  await inTransaction(ctx, async (inner, tx) => {
    const { sql } = tx;
    // One that was never tried was queued by a process that died, or carried where no relay knew it.
    await sql`
      update mails set state = 'failed', last_error = coalesce(last_error, 'messages.mail_not_tried')
       where state in ('waiting', 'sending')
         and (claimed_at is null or claimed_at < ${ctx.now}::timestamptz - interval '1 hour')
         and created_at <= ${ctx.now}::timestamptz - ${DAYS_MAX} * interval '1 day'
         and not ${IS_CARRIED(tx)}`;
    const rows = await sql<{ id: number; attempts: number }[]>`
      select id, attempts from mails
       where state in ('waiting', 'sending') and attempts > 0
         and claimed_at < ${ctx.now}::timestamptz - interval '1 hour'
         and created_at > ${ctx.now}::timestamptz - ${DAYS_MAX} * interval '1 day'
         and not ${IS_CARRIED(tx)}
       order by id limit 1000`;
    await writeFacts(
      inner,
      rows.map(({ id: mailId, attempts }) => ({
        name: "mail.queued" as const,
        payload: { mailId },
        key: `mail.queued:${mailId}:${attempts}`,
      })),
    );
  });
  return { count: 0 };
}
