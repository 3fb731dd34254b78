import { Resend } from "resend";
import { type MailSender, refused } from "./mail";

/** Of the address or the content: another try would be refused as well. */
const FINAL_STATUSES = new Set([400, 404, 422]);

/** Resend by its own client. Its idempotency key holds for a day: a repeated try is one mail. */
export function resendSender(options: {
  apiKey: string;
  baseUrl?: string | undefined;
}): MailSender {
  const { apiKey, baseUrl } = options;
  const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {});
  return {
    kind: "resend",
    async send({ from, replyTo, to, subject, text, html, messageId }) {
      const headers = { "Message-ID": messageId };
      const { error } = await resend.emails.send(
        { from, to, subject, text, html, headers, ...(replyTo ? { replyTo } : {}) },
        { idempotencyKey: messageId },
      );
      if (!error) return;
      const status = error.statusCode ?? 0;
      throw refused(`${status} ${error.name}`, { isFinal: FINAL_STATUSES.has(status) });
    },
  };
}
