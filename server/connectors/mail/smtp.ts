import { createTransport } from "nodemailer";
import { type MailSender, refused } from "./mail";

const TIMEOUT_MS = 20_000;

/** An SMTP server by its address, "smtps://user:password@host:465". One connection a mail. */
export function smtpSender(url: string): MailSender {
  const timeouts = {
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  };
  const transport = createTransport({ url, ...timeouts });
  return {
    kind: "smtp",
    async send(mail) {
      try {
        await transport.sendMail(mail);
      } catch (error) {
        throw refusalOf(error);
      }
    },
  };
}

/** 5xx on the address or the content is final; a sign-in that fails is mended by a person. */
function refusalOf(error: unknown) {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  const isOfMail = code === "EENVELOPE" || code === "EMESSAGE";
  const isFinal = isOfMail && responseCode !== undefined && responseCode >= 500;
  return refused([responseCode, code ?? "error"].filter(Boolean).join(" "), { isFinal });
}
