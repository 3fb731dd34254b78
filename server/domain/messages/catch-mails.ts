import type { MailSender } from "@/server/connectors/mail";
import { type Context, inTransaction } from "../context";

/** Keeps our own mails to our people beside what is caught of messages to others. */
export function catchMails(ctx: Context): Pick<MailSender, "send"> {
  return {
    send: (mail) =>
      inTransaction(ctx, async (_, { sql }) => {
        await sql`
          insert into caught_messages (key, channel, to_address, from_address, subject, body, html,
                                       details, caught_at)
          values (${`mail:${mail.messageId}`}, 'email', ${mail.to}, ${mail.from}, ${mail.subject},
                  ${mail.text}, ${mail.html}, ${sql.json({ messageId: mail.messageId })}, ${ctx.now})
          on conflict (tenant_id, key) do nothing`;
      }),
  };
}
