/** By which a message reaches a person; in the order in which people speak of them. */
export const CHANNELS = ["email", "sms", "letter", "data_box"] as const;
export type Channel = (typeof CHANNELS)[number];

/** Channels by which nothing leaves without a subject. */
export const SUBJECT_CHANNELS: readonly Channel[] = ["email", "data_box"];

/** What carriers ask for one, in hellers, until they have said what they asked of this company. */
export const LIST_PRICES: Readonly<Record<Channel, number>> = {
  ...{ email: 0, sms: 120, letter: 2_700, data_box: 1_000 },
};

/** Why a message that is put down does not leave at once. */
export const WAIT_REASONS = [
  "quiet",
  "sunday",
  "holiday",
  "batch",
  "rests",
  "channel_off",
] as const;
export type WaitReason = (typeof WAIT_REASONS)[number];

export const DIRECTIONS = ["outbound", "inbound"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/**
 * waiting: to be sent; sending: in hand; uncertain: handed over, nobody knows whether it was taken;
 * sent: taken over by its carrier; delivered, returned: as the carrier reported later; refused: it
 * never will be; cancelled: a person took it back before it left; filed, unfiled: of inbound ones.
 */
export const MESSAGE_STATES = [
  "waiting",
  "sending",
  "uncertain",
  "sent",
  "delivered",
  "returned",
  "refused",
  "cancelled",
  "filed",
  "unfiled",
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

export const DELIVERY_MODES = ["ordinary", "registered", "registeredReceipt", "ownHands"] as const;
export type DeliveryMode = (typeof DELIVERY_MODES)[number];

/** Whose address a message leaves from. */
export const SENDERS = ["operator", "tenant"] as const;
export type SenderKind = (typeof SENDERS)[number];

/** document: what was sent, as rendered; print: the same as PDF; proof: what the carrier gave. */
export const MESSAGE_FILE_KINDS = ["document", "print", "attachment", "proof", "original"] as const;
export type MessageFileKind = (typeof MESSAGE_FILE_KINDS)[number];

/** Why nobody may write to somebody, as a person has said it. */
export const HOLD_KINDS = [
  "pause",
  "dispute",
  "do_not_contact",
  "represented",
  "deceased",
  "restricted",
] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

/** Why a message was not sent: holds, what the case knows, and what is missing. */
export const STOP_REASONS = [
  ...HOLD_KINDS,
  "insolvency",
  "open_promise",
  "open_schedule",
  "tag",
  "frequency",
  "no_address",
  "unresolved",
  "channel_off",
] as const;
export type StopReason = (typeof STOP_REASONS)[number];

/** Of a notice also that it is more than a data box takes, and its step has no other way. */
export const NOTICE_STOPS = [...STOP_REASONS, "box_too_large"] as const;
export type NoticeStop = (typeof NOTICE_STOPS)[number];

/** Carriers by channel; "catcher" keeps the message here and shows it, "batch" makes a ZIP of letters. */
export const PROVIDERS = {
  email: ["catcher", "install", "smtp", "resend"],
  sms: ["catcher", "gosms", "smsbrana", "bulkgate", "twilio"],
  letter: ["catcher", "dopisonline", "batch"],
  data_box: ["catcher", "isds"],
} as const satisfies Record<Channel, readonly string[]>;
export type Provider = (typeof PROVIDERS)[Channel][number];

/** Who or what wrote an inbound message, as far as it can be told. */
export const INBOUND_KINDS = [
  "person",
  "auto_reply",
  "bulk",
  "loop",
  "bounce",
  "complaint",
  "unreadable",
] as const;
export type InboundKind = (typeof INBOUND_KINDS)[number];
