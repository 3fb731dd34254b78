import type { MailSender } from "@/server/connectors/mail";
import { DomainError } from "@/server/kernel/errors";
import { type Context, inTransaction } from "../context";
import { openCarrier } from "./carriers/open-carrier";
import type { Outgoing } from "./outgoing";

/** Whether an address of our own mails is a telephone's. */
export const isTelephone = (address: string): boolean => /^\+\d{8,15}$/.test(address);

/**
 * Our own mails to clients' telephones leave by the tenant's SMS carrier; a demo keeps them beside
 * the mails. `send` throws external `messages.sms_not_sent` where nobody carries them.
 */
export function textBySms(ctx: Context): Pick<MailSender, "send"> {
  return {
    async send({ to, text, messageId }) {
      const key = `mail:${messageId}`;
      if (ctx.outside?.isCatching) return keep(ctx, { key, to, text });
      const carrier = await openCarrier(ctx, "sms");
      const handed = await carrier?.hand(shaped(ctx, { key, to, text }), key);
      if (handed?.outcome === "accepted") return;
      // What may have left is not sent again: a second one would look like somebody's fraud.
      const isOver = handed === undefined || handed.outcome === "uncertain";
      throw new DomainError({ kind: "external", retryable: !isOver }, "messages.sms_not_sent");
    },
  };
}

interface Text {
  key: string;
  to: string;
  text: string;
}

async function keep(ctx: Context, { key, to, text }: Text): Promise<void> {
  await inTransaction(ctx, async (_, { sql }) => {
    await sql`
      insert into caught_messages (key, channel, to_address, from_address, subject, body, caught_at)
      values (${key}, 'sms', ${to}, '', '', ${text}, ${ctx.now})
      on conflict (tenant_id, key) do nothing`;
  });
}

/** A text of no case, as carriers take messages. */
const shaped = (ctx: Context, { key, to, text }: Text): Outgoing => ({
  ...{ id: 0, key, channel: "sms", caseId: 0, attempts: 1, toAddress: to, toName: "" },
  ...{ toPostal: null, fromAddress: "", fromName: "", subject: "", body: text, ourRef: "" },
  ...{ yourRef: "", deliveryMode: null, language: ctx.actor.language, isAutomatic: false },
  ...{ messageId: null, inReplyTo: null, replyToken: null, isOfDeal: false, claimedAt: ctx.now },
  ...{ references: [], files: [] },
});
