import { z } from "zod";
import {
  CHANNELS,
  DELIVERY_MODES,
  HOLD_KINDS,
  MESSAGE_STATES,
  SENDERS,
} from "@/db/values/messages";
import { isKnownDay } from "@/server/kernel/days";
import { PAGE_LIMIT_MAX } from "@/server/kernel/page";

export * from "./channel-inputs";

const id = z.number().int().positive();
const day = z.string().refine(isKnownDay, "kernel.day_not_a_day");
const line = (max: number) => z.string().trim().max(max);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "messages.time");
const cap = z
  .object({ count: z.number().int().min(1).max(100), days: z.number().int().min(1).max(365) })
  .nullable();

export const saveContactRulesInput = z.object({
  quietFrom: time,
  quietTo: time,
  restsOnSundays: z.boolean(),
  restsOnHolidays: z.boolean(),
  caps: z.object({ email: cap, sms: cap, letter: cap, data_box: cap }),
});
export type SaveContactRulesInput = z.input<typeof saveContactRulesInput>;

export const SENT_CASES_MAX = 1_000;

/** What is sent: a template, or a text that was written for this once. */
export const messageContent = z.object({
  channel: z.enum(CHANNELS),
  templateId: id.nullish(),
  /** Of a message without a template. */
  text: z.string().max(20_000).default(""),
  /** Left out: the template's. */
  subject: line(500).nullish(),
  ourRef: line(50).nullish(),
  yourRef: line(50).nullish(),
  deliveryMode: z.enum(DELIVERY_MODES).nullish(),
  sender: z.enum(SENDERS).nullish(),
  /** Documents of the case that go with it. */
  attachmentFileIds: z.array(id).max(10).default([]),
});
export type MessageContent = z.input<typeof messageContent>;

/** To one party of a case, at all its numbers or at the address that was chosen. */
export const messageTarget = z.object({
  caseId: id,
  partyId: id,
  address: line(300).nullish(),
});

export const sendMessageInput = messageContent.extend({
  ...messageTarget.shape,
  /** The person has seen what speaks against it and sends it nevertheless. */
  isAcknowledged: z.boolean().default(false),
  idempotencyKey: z.string().min(8).max(100),
});
export type SendMessageInput = z.input<typeof sendMessageInput>;
export const previewMessageInput = messageContent.extend(messageTarget.shape);
export type PreviewMessageInput = z.input<typeof previewMessageInput>;

/** To whoever owes on each of many cases. */
export const sendMessagesInput = messageContent.omit({ attachmentFileIds: true }).extend({
  caseIds: z.array(id).min(1).max(SENT_CASES_MAX),
  idempotencyKey: z.string().min(8).max(100),
});
export type SendMessagesInput = z.input<typeof sendMessagesInput>;

export const previewLetterInput = z.object({ caseId: id, templateId: id });
export const messageFileInput = z.object({ messageId: id, fileId: id });
export const listCaughtInput = z.object({
  channel: z.enum(CHANNELS).optional(),
  text: line(200).optional(),
  /** The last one of the page before. */
  cursor: id.nullish(),
});
/** What the recipient of a caught message answers. */
export const replyAsRecipientInput = z.object({ messageId: id, text: line(5_000).min(1) });
export type ReplyAsRecipientInput = z.input<typeof replyAsRecipientInput>;
export const caseRecipientsInput = z.object({ caseId: id });
export const messageIdInput = z.object({ messageId: id });

export const messageFilter = z.object({
  state: z.enum(MESSAGE_STATES).optional(),
  channel: z.enum(CHANNELS).optional(),
  caseId: id.optional(),
  direction: z.enum(["outbound", "inbound"]).optional(),
  /** Only those that wait for somebody's word. */
  isOpen: z.boolean().optional(),
  text: line(200).optional(),
});
export const listMessagesInput = z.object({
  filter: messageFilter.prefault({}),
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
});
export type ListMessagesInput = z.input<typeof listMessagesInput>;

/** What became of a message of which the carrier could not say whether it took it. */
export const decideUncertainInput = z.object({
  messageId: id,
  verdict: z.enum(["sent", "again", "dropped"]),
  reason: line(500).min(1),
});
export type DecideUncertainInput = z.input<typeof decideUncertainInput>;
export const cancelMessageInput = z.object({ messageId: id, reason: line(500).min(1) });

export const holdInput = z
  .object({
    claimId: id.optional(),
    caseId: id.optional(),
    partyId: id.optional(),
    kind: z.enum(HOLD_KINDS),
    reason: line(500).min(1),
    /** The last day on which it holds; left out: until it is ended. */
    untilOn: day.nullish(),
  })
  .refine(
    ({ claimId, caseId, partyId }) => [claimId, caseId, partyId].filter(Boolean).length === 1,
  );
export type HoldInput = z.input<typeof holdInput>;
/** A hold before it is put: on a case or on a person. */
export const waitingHeldInput = z.object({
  caseId: id.nullish(),
  partyId: id.nullish(),
  kind: z.enum(HOLD_KINDS),
});
export type WaitingHeldInput = z.input<typeof waitingHeldInput>;
export const endHoldInput = z.object({ holdId: id, reason: line(500).min(1) });
export const holdsOfCaseInput = z.object({ caseId: id });
export const holdsOfPartyInput = z.object({ partyId: id });
