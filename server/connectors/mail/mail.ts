import { DomainError } from "@/server/kernel/errors";

/** One mail as it leaves. */
export interface OutgoingMail {
  from: string;
  /** Where an answer goes; to the sender where it is left out. */
  replyTo?: string | undefined;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** "<…@…>": the same each time it is tried. */
  messageId: string;
}

/** A way for mail to leave. It answers once the mail is taken over, and throws what `refused` makes. */
export interface MailSender {
  kind: "resend" | "smtp" | "folder";
  send(mail: OutgoingMail): Promise<void>;
}

/** What a person needs to know of a failed try; never a word of the mail itself. */
export function refused(reason: string, { isFinal }: { isFinal: boolean }): DomainError {
  return new DomainError(
    { kind: "external", retryable: !isFinal },
    isFinal ? "messages.mail_refused" : "messages.mail_not_taken",
    { reason: reason.slice(0, 200) },
  );
}
