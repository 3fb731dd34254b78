import type { Day } from "./days";
import type { Currency } from "./money";

/** What a carrier asks for one message; as it says it, never as we guess it. */
export interface Price {
  minor: number;
  currency: Currency;
}

/**
 * What came of handing a message over. `busy` and `refused` say for certain that it was not taken;
 * `uncertain` that nobody knows: it is never handed over again before the carrier was asked.
 */
export type Handed =
  | {
      outcome: "accepted";
      /** By which the carrier knows it. */
      providerId: string | null;
      /** Pieces it was cut into: parts of an SMS, sheets of a letter. */
      parts?: number;
      price?: Price;
      /** The price in the carrier's own words, "0.739 CZK": finer than minor units, or in dollars. */
      priceText?: string;
      /** Of post: the number it travels under and the day it counts as posted. */
      postingNo?: string;
      postedOn?: Day;
    }
  /** `reason` is the carrier's code, without a word of the message or an address. */
  | { outcome: "refused"; reason: string }
  | {
      outcome: "busy";
      reason: string;
      retryAfterSeconds?: number;
      /** It will not mend by itself: a wrong key, no credit, a setting that is missing. */
      needsPerson?: true;
    }
  | { outcome: "uncertain"; reason: string };

/** What a carrier answers when it is asked about a message by our own key. */
export type Found =
  | Extract<Handed, { outcome: "accepted" }>
  /** It surely has none of that key. */
  | { outcome: "missing" }
  /** It cannot be asked, or did not answer: a person must look. */
  | { outcome: "unclear"; reason: string };

export const PROGRESS_STATES = ["sent", "delivered", "read", "returned", "undelivered"] as const;
export type ProgressState = (typeof PROGRESS_STATES)[number];

/** What a carrier reports of a message later on. */
export interface Progress {
  providerId: string;
  state: ProgressState;
  /** When it happened, where the carrier says so. */
  at: Date | null;
  /** The carrier's own code or word for it. */
  detail: string;
  /** What is known only by now: of SMS what it came to, of post the number it travels under. */
  parts?: number;
  price?: Price;
  priceText?: string;
  postingNo?: string;
  /** Signed proof as it came: a delivery receipt (ZFO), a sheet of posting (PDF). */
  proof?: { name: string; mediaType: string; bytes: Uint8Array };
}

/** A reply that came in by a carrier. */
export interface Incoming {
  /** By which the carrier tells it from others: the same reply is filed once. */
  providerId: string;
  from: string;
  to: string | null;
  text: string;
  at: Date;
}

export interface Received {
  items: Incoming[];
  next: string | null;
  progress?: Progress[];
}

/** What a carrier tells of its own accord, by calling us. */
export interface Reported {
  progress: Progress[];
  incoming: Incoming[];
}

/** One way for messages of a kind to leave. Implementations keep nothing: rows keep the truth. */
export interface Carrier<M> {
  /** "gosms", "isds", … as settings name it. */
  code: string;
  /**
   * By its own word the carrier takes a key once, however often it is handed over: a message whose
   * handing over ended uncertain is settled by handing it over again.
   */
  isRepeatable?: true;
  /** `key` is ours and the same at every try; carriers that know idempotency keys are given it. */
  hand(message: M, key: string): Promise<Handed>;
  /**
   * Asks for a message whose handing over ended uncertain, some time after it was tried at `triedAt`.
   * Carriers that know no keys look around that time; without it they can say nothing.
   */
  find(message: M, key: string, triedAt?: Date): Promise<Found>;
  /** Reports on messages by the carrier's ids, at most 100 at once; those it says nothing of are left out. */
  follow?(providerIds: readonly string[]): Promise<Progress[]>;
  /**
   * Replies since the last one that was taken. Taking twice is harmless. To hand `next` back says
   * that all that came with it is filed: the carrier may forget it. `progress`: reports that come by
   * the same way and are forgotten with it.
   */
  receive?(since: string | null): Promise<Received>;
  /** Replies of carriers that keep them under the message they answer, at most 100 at once. */
  repliesTo?(providerIds: readonly string[]): Promise<Incoming[]>;
}
