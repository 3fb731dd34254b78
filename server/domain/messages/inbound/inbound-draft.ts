import type { Channel, InboundKind } from "@/db/values/messages";
import type { MailboxPurpose } from "@/db/values/request-mails";
import type { DraftFile } from "../draft";

/** Where an inbound message belongs. */
export interface Place {
  caseId: number;
  partyId: number | null;
  /** The message of ours that it answers, where that is known. */
  repliesTo?: number | null;
}

/** An inbound message, read and made safe, before it is kept. */
export interface InboundDraft {
  /** Of the carrier's id or the mail's own: the same message is kept once. */
  key: string;
  channel: Channel;
  provider: string;
  providerId: string;
  kind: InboundKind;
  fromAddress: string;
  fromName: string;
  toAddress: string;
  subject: string;
  /** All that was written. */
  body: string;
  /** The new words of it alone, for the timeline. */
  shown: string;
  /** RFC 5322 id without angle brackets. */
  messageId?: string | null;
  inReplyTo?: string | null;
  theirRef?: string | null;
  at: Date;
  files: readonly DraftFile[];
  /** Which mailbox it came to. */
  mailbox?: MailboxPurpose | null;
  /** Why nobody could read it or file it. */
  trouble?: string | null;
}
