import type { PostalAddress } from "@/db/schema/messages";
import type { Channel, DeliveryMode, MessageFileKind } from "@/db/values/messages";
import type { Locale } from "@/server/kernel/locale";

/** A file of a message: kept already, or made just now. */
export type DraftFile = { kind: MessageFileKind } & (
  | { fileId: number }
  | { name: string; mediaType: string; bytes: Uint8Array }
);

/** A message as it will be sent, rendered whole; whether it may go was asked before. */
export interface MessageDraft {
  /** Of its cause: a second draft of the same key makes no second message. */
  key: string;
  channel: Channel;
  caseId: number;
  /** Cases whose claims it names beside its own: it stands on their timelines too. */
  otherCaseIds?: readonly number[];
  partyId: number | null;
  toAddress: string;
  toName: string;
  toPostal?: PostalAddress | null;
  from: { address: string; name: string };
  subject: string;
  /** Plain text: all of an SMS or a mail, the beginning of what stands in a document. */
  body: string;
  files: readonly DraftFile[];
  ourRef?: string;
  yourRef?: string;
  deliveryMode?: DeliveryMode | null;
  language: Locale;
  templateVersionId?: number | null;
  isAutomatic: boolean;
  notBefore: Date;
  /** Channels to try should this one fail, in their order. */
  fallback?: readonly Channel[];
  replacesId?: number | null;
  inReplyTo?: string | null;
}

export interface WrittenMessage {
  key: string;
  messageId: number;
  caseId: number;
  channel: Channel;
}
