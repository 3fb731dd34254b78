import type { Channel, DeliveryMode } from "@/db/values/messages";
import { formatPostalCode } from "@/server/kernel/identifiers";

/** A message as its recipient sees it, be it written, waiting, or caught. */
export interface Seen {
  channel: Channel;
  from: { address: string; name: string };
  to: readonly { address: string; name: string }[];
  /** Where a mail is answered, where that is another address than its sender's. */
  replyTo?: string | null;
  /** Lines of the address window. */
  postal: readonly string[];
  subject: string;
  body: string;
  html: string | null;
  /** Where the pages of its document are shown, when it has pages. */
  pagesHref: string | null;
  ourRef: string;
  yourRef: string;
  deliveryMode: DeliveryMode | null;
  /** Without an address where there is nothing to download yet. */
  files: readonly { name: string; sizeBytes: number; href: string | null }[];
  at: Date | null;
  /** Expressions without a value; they stand in the text in braces. */
  unresolved: readonly string[];
}

interface Postal {
  name: string;
  street: string;
  city: string;
  postalCode: string;
  country?: string | undefined;
}

/** An address as it stands behind the window of an envelope. */
export function postalLines(postal: Postal | null | undefined): string[] {
  if (!postal) return [];
  const { name, street, postalCode, city, country } = postal;
  const town = `${formatPostalCode(postalCode, country)} ${city}`.trim();
  return [name, street, town].filter(Boolean);
}

/** Where a file of a message is read. */
export const messageFile = (messageId: number, fileId: number): string =>
  `/api/files/messages/${messageId}/${fileId}`;

/** Where the pages of a document of a message are shown. */
export const messagePages = (messageId: number, fileId: number): string =>
  `${messageFile(messageId, fileId)}?shown`;

/** The same of a message that is being written. */
export const letterPages = (caseId: number, templateId: number): string =>
  `/api/files/messages/letter?caseId=${caseId}&templateId=${templateId}`;
