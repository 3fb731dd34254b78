import type { MailSender } from "@/server/connectors/mail";
import { type Context, inTransaction } from "../context";

/** Keeps mails that the program writes by itself beside what is caught of messages to others. */
export function catchMails(ctx: Context): Pick<MailSender, "send"> {
  return {
    send: (mail) =>
      inTransaction(ctx, async (_, { sql }) => {
        const { name: fromName, address } = partsOf(mail.from);
        const details = { messageId: mail.messageId, fromName };
        await sql`
          insert into caught_messages (key, channel, to_address, from_address, subject, body, html,
                                       details, caught_at)
          values (${`mail:${mail.messageId}`}, 'email', ${mail.to}, ${address}, ${mail.subject},
                  ${mail.text}, ${mail.html}, ${sql.json(details)}, ${ctx.now})
          on conflict (tenant_id, key) do nothing`;
      }),
  };
}

/** Name and address of "Saldo <saldo@agency.example>"; an address alone has no name. */
function partsOf(from: string): { name: string; address: string } {
  const [, name = "", address = from] = /^\s*"?([^"<]*?)"?\s*<([^>]+)>\s*$/.exec(from) ?? [];
  return { name, address };
}
