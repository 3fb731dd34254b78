import type { TokenSource } from "../oauth";

/** A mailbox that replies come to. */
export interface MailboxSettings {
  host: string;
  port: number;
  /** `starttls` refuses to sign in over a line that could not be secured; `plain` is for tests. */
  security: "tls" | "starttls" | "plain";
  user: string;
  password: string;
  /** In place of the password; XOAUTH2 or OAUTHBEARER, as the server offers. */
  token?: TokenSource | undefined;
  /** "INBOX" where not given. */
  folder?: string | undefined;
  /** What somebody has seen already is passed over. */
  isUnseenOnly?: boolean | undefined;
  isCertificateChecked?: boolean | undefined;
  /** The judged address of a name, where it must not lead just anywhere; rejects such a one. */
  addressOf?: ((host: string) => Promise<string>) | undefined;
  times?: Partial<MailboxTimes> | undefined;
  limits?: Partial<MailboxLimits> | undefined;
}

/** Milliseconds. */
export interface MailboxTimes {
  connectMs: number;
  greetingMs: number;
  /** Of silence of the server. */
  silenceMs: number;
  /** Of one call from its beginning to its end. */
  wholeMs: number;
}

export interface MailboxLimits {
  /** Mails of one page. */
  pageMails: number;
  /** Bytes of one page; a single mail may be larger. */
  pageBytes: number;
  /** Bytes of one mail; of a larger one only its beginning is fetched. */
  mailBytes: number;
}

/** How far a mailbox was read. Numbers of mails hold only under the same `uidValidity`. */
export interface MailCursor {
  uidValidity: string;
  lastUid: number;
  /** "YYYY-MM-DD": the day on which the mailbox was first looked at; what came before stays there. */
  sinceOn?: string;
  /** The last number that stood when the server numbered anew: up to it only `sinceOn` tells. */
  renumberedTo?: number;
}

export interface MailAddress {
  name: string;
  address: string;
}

export interface InboundAttachment {
  name: string;
  mediaType: string;
  bytes: Uint8Array;
  /** Without angle brackets. */
  contentId: string | null;
  isInline: boolean;
}

/** What a mail says, as far as it could be read. */
export interface ParsedMail {
  /** "<…@…>", or null for a mail that has none. */
  messageId: string | null;
  inReplyTo: string | null;
  /** The oldest first. */
  references: string[];
  from: MailAddress | null;
  replyTo: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  /** Addresses that it was delivered to on its way, wherever servers wrote them down. */
  deliveredTo: string[];
  subject: string;
  date: Date | null;
  text: string;
  /** As it came: it must be sanitised before anybody sees it. */
  html: string | null;
  attachments: InboundAttachment[];
  /** By lower-case name, those that tell a person's mail from a machine's. */
  headers: Readonly<Record<string, string>>;
}

export interface InboundMail extends ParsedMail {
  kind: "mail";
  uid: number;
  /** The same for the same mail however often it comes: its Message-ID, else a hash of it whole. */
  key: string;
  /** When the server got it. */
  receivedAt: Date | null;
  /** To the byte as it came. */
  raw: Buffer;
}

export const DEAD_REASONS = [
  "too_large",
  "too_many_lines",
  "too_many_parts",
  "too_deep",
  "unreadable",
] as const;
export type DeadReason = (typeof DEAD_REASONS)[number];

/** A mail that could not be read as one: a person looks at it, nothing is lost. */
export interface DeadLetter {
  kind: "dead";
  uid: number;
  key: string;
  reason: DeadReason;
  receivedAt: Date | null;
  /** Its size at the server, in bytes. */
  size: number | null;
  /** What could be fetched of it: all, the beginning, or nothing where the server has lost it. */
  raw: Buffer;
}

export interface MailPage {
  /** By uid, ascending. */
  items: (InboundMail | DeadLetter)[];
  /** Where the next page begins; kept only once the items are. */
  next: MailCursor;
  hasMore: boolean;
  /**
   * The server has numbered its mails anew since the cursor was kept, so this page begins anew at
   * the first mail of the cursor's day: those that are known already are told by their `key`.
   */
  isRenumbered: boolean;
}
