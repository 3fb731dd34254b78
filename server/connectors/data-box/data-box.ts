import type { Day } from "@/server/kernel/days";

/** A box that we send from and that is read: its user's sign-in. */
export interface DataBoxSettings {
  /** "https://ws1.datovka.gov.cz/DS/"; the services are below it. */
  baseUrl: string;
  user: string;
  password: string;
  isPrivateAllowed: boolean;
  /** From the question to the last byte of the answer; a message of 20 MB takes its time. */
  timeoutMs?: number | undefined;
  now?: (() => Date) | undefined;
}

export interface BoxFile {
  /** With its ending: the system goes by it. */
  name: string;
  mediaType: string;
  bytes: Uint8Array;
}

/**
 * `public` to and from authorities; `commercial` is paid by the sender, `initiatory` offers the
 * recipient a reply at our cost, `reply` uses such an offer.
 */
export type DataMessageType = "public" | "commercial" | "initiatory" | "reply";

export interface DataMessage {
  /** Seven characters. */
  recipientBox: string;
  type: DataMessageType;
  subject: string;
  toHands?: string;
  /** Our file mark (spisová značka). */
  senderIdent?: string;
  /** Theirs: reference number (číslo jednací) and file mark. */
  recipientRefNumber?: string;
  recipientIdent?: string;
  /** Only the addressee in person may read it. */
  isPersonal: boolean;
  /** Delivered by fiction of law where nobody signs in. */
  allowsFiction: boolean;
  /** The first one is the letter, the others are enclosed. */
  files: readonly BoxFile[];
}

/** 1 submitted … 10 in the vault, as the system numbers them. */
export type DataMessageState = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

/** What the lists say of a message. */
export interface BoxEnvelope {
  id: string;
  senderBox: string | null;
  senderName: string | null;
  recipientBox: string | null;
  recipientName: string | null;
  subject: string | null;
  toHands: string | null;
  senderRefNumber: string | null;
  senderIdent: string | null;
  recipientRefNumber: string | null;
  recipientIdent: string | null;
  isPersonal: boolean;
  state: DataMessageState | null;
  /** Came into the box (dodání). */
  deliveredAt: Date | null;
  /** Delivered in the sense of the law (doručení): by a sign-in, or by fiction. */
  acceptedAt: Date | null;
  sizeKb: number | null;
  /** "K", "O", "V" …; null for a public one. */
  type: string | null;
  /** The system holds it to be suspicious. */
  isSuspicious: boolean;
}

export interface ReceivedMessage extends BoxEnvelope {
  files: BoxFile[];
  /** Signed by the system: the proof of the message, erased there after 90 days. */
  zfo: Uint8Array;
}

export interface DeliveryEvent {
  at: Date | null;
  /** "EV0", "EV5"; null where the description begins otherwise. */
  code: string | null;
  text: string;
}

export interface DeliveryInfo {
  envelope: BoxEnvelope;
  events: DeliveryEvent[];
}

export interface StateChange {
  id: string;
  at: Date | null;
  state: DataMessageState;
}

/** A box as a search tells of it. */
export interface FoundBox {
  id: string;
  /** "PO", "PFO", "FO", "OVM" …. */
  type: string;
  name: string;
  address: string;
  registrationNo: string | null;
  bornOn: Day | null;
  /**
   * Of a search by text: what may be sent to it, "DZ" public alone, "PDZ" commercial alone, "ALL",
   * "NONE", "DISABLED". Null where the search does not say.
   */
  sendOptions: string | null;
  /** Only an accessible one can be sent to; null where the search does not say. */
  isAccessible: boolean | null;
}

export interface FoundBoxes {
  items: FoundBox[];
  /** There are more than are told: the search must be narrower. */
  isCutOff: boolean;
}

/** 20 MB of files in one message, before they are coded. */
export const FILES_BYTES_MAX = 20 * 1024 * 1024;
export const FILES_MAX = 50;
