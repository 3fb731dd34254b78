import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { CURRENCIES } from "../values/claims";
import {
  CHANNELS,
  DELIVERY_MODES,
  DIRECTIONS,
  HOLD_KINDS,
  INBOUND_KINDS,
  MESSAGE_FILE_KINDS,
  MESSAGE_STATES,
} from "../values/messages";
import { MAILBOX_PURPOSES } from "../values/request-mails";
import { caseEvents, cases } from "./cases";
import { claims } from "./claims";
import { at, bytea, createdAt, id, minor, oneOf, ref, tenantId } from "./columns";
import { files } from "./files";
import { parties } from "./parties";
import { templateVersions } from "./templates";

/** A postal address as it stood when the letter was written. */
export interface PostalAddress {
  name: string;
  street: string;
  city: string;
  postalCode: string;
  country: string;
}

/** Letters taken along to be posted by hand, as one ZIP. */
export const postBatches = pgTable(
  "post_batches",
  {
    tenantId: tenantId(),
    id: id(),
    letters: integer("letters").notNull(),
    pages: integer("pages").notNull(),
    createdAt: createdAt(),
    createdBy: ref("created_by"),
    /** The day they were posted on, as a person said. */
    postedOn: date("posted_on", { mode: "string" }),
    confirmedAt: at("confirmed_at"),
    confirmedBy: ref("confirmed_by"),
    /** Given up: its letters wait again. */
    releasedAt: at("released_at"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** What carriers told of messages that we did not know by their id yet; a race, kept for a day. */
export const carrierReports = pgTable(
  "carrier_reports",
  {
    tenantId: tenantId(),
    id: id(),
    provider: text("provider").notNull(),
    providerId: text("provider_id").notNull(),
    report: jsonb("report").$type<Record<string, unknown>>().notNull(),
    cameAt: at("came_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("carrier_reports_came").on(t.tenantId, t.cameAt),
  ],
);

/** Data messages that lie in the box and could not be downloaded; gone once they are kept. */
export const dataMessageDelays = pgTable(
  "data_message_delays",
  {
    tenantId: tenantId(),
    /** The system's number of the message. */
    providerId: text("provider_id").notNull(),
    /** As the list of the box says it; it is older than what is listed by and by. */
    envelope: jsonb("envelope").$type<Record<string, unknown>>().notNull(),
    /** Of the last try. */
    reason: text("reason").notNull(),
    attempts: integer("attempts").notNull(),
    /** The first time. */
    failedAt: at("failed_at").notNull(),
    nextTryAt: at("next_try_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.providerId] })],
);

/** What went to people of a case and what came from them. What was sent never changes any more. */
export const messages = pgTable(
  "messages",
  {
    tenantId: tenantId(),
    id: id(),
    /** Of its cause: the same cause makes one message. Carriers that know such keys are given it. */
    key: text("key").notNull(),
    direction: text("direction", { enum: DIRECTIONS }).notNull(),
    channel: text("channel", { enum: CHANNELS }).notNull(),
    state: text("state", { enum: MESSAGE_STATES }).notNull(),
    /** Null while an inbound one belongs to no case yet. */
    caseId: ref("case_id"),
    partyId: ref("party_id"),
    templateVersionId: ref("template_version_id"),
    eventId: ref("event_id"),
    /** E-mail address, telephone as E.164, id of a data box; of a letter the address on one line. */
    toAddress: text("to_address").notNull(),
    toName: text("to_name").notNull().default(""),
    toPostal: jsonb("to_postal").$type<PostalAddress>(),
    fromAddress: text("from_address").notNull().default(""),
    fromName: text("from_name").notNull().default(""),
    subject: text("subject").notNull().default(""),
    /** The whole text of an SMS, of a mail as plain text, of a data message's cover; else how it begins. */
    body: text("body").notNull().default(""),
    ourRef: text("our_ref").notNull().default(""),
    yourRef: text("your_ref").notNull().default(""),
    deliveryMode: text("delivery_mode", { enum: DELIVERY_MODES }),
    language: text("language").notNull(),
    /** SHA-256 over subject, text and files in their order: what was sent can be shown to be the same. */
    contentHash: bytea("content_hash"),
    isAutomatic: boolean("is_automatic").notNull().default(false),
    /** RFC 5322 ids without their angle brackets. */
    messageId: text("message_id"),
    inReplyTo: text("in_reply_to"),
    /** In the reply address, so that an answer without headers finds its case. */
    replyToken: text("reply_token"),
    /** The one that failed and that this one stands in for, by another channel. */
    replacesId: ref("replaces_id"),
    /** Channels left to try, should this one fail. */
    fallback: text("fallback").array().notNull().default(sql`'{}'`),
    notBefore: at("not_before").notNull().defaultNow(),
    attempts: integer("attempts").notNull().default(0),
    claimedAt: at("claimed_at"),
    nextAttemptAt: at("next_attempt_at").notNull().defaultNow(),
    lastError: text("last_error"),
    provider: text("provider"),
    providerId: text("provider_id"),
    parts: integer("parts"),
    priceMinor: minor("price_minor"),
    priceCurrency: text("price_currency", { enum: CURRENCIES }),
    postingNo: text("posting_no"),
    /** The day that counts as the day of dispatch. */
    postedOn: date("posted_on", { mode: "string" }),
    sentAt: at("sent_at"),
    deliveredAt: at("delivered_at"),
    followedAt: at("followed_at"),
    /** When its carrier is asked next how far it is; null: never again, or it has not left. */
    followAt: at("follow_at"),
    readAt: at("read_at"),
    /** The carrier's own word for how far it is. */
    progressDetail: text("progress_detail"),
    /** What it came to in the carrier's words: finer than minor units, or in another currency. */
    priceText: text("price_text"),
    /** False until its documents are there as PDF, where the channel takes nothing else. */
    isPrinted: boolean("is_printed").notNull().default(true),
    pages: integer("pages"),
    /** Letters that were taken along to be posted by hand. */
    batchId: ref("batch_id"),
    /** Of inbound ones: who or what wrote it. */
    inboundKind: text("inbound_kind", { enum: INBOUND_KINDS }),
    /** Which of our mailboxes it came to; null: none of them says. */
    mailbox: text("mailbox", { enum: MAILBOX_PURPOSES }),
    /** An unfiled one that belongs to nobody, as a person said. */
    dismissedAt: at("dismissed_at"),
    dismissedBy: ref("dismissed_by"),
    createdBy: ref("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("messages_key").on(t.tenantId, t.key),
    index("messages_case").on(t.tenantId, t.caseId, t.id),
    index("messages_party").on(t.tenantId, t.partyId, t.channel, t.sentAt),
    index("messages_due")
      .on(t.tenantId, t.channel, t.nextAttemptAt, t.id)
      .where(sql`state = 'waiting'`),
    index("messages_in_hand")
      .on(t.tenantId, t.channel, t.claimedAt)
      .where(sql`state in ('sending', 'uncertain')`),
    index("messages_replaces").on(t.tenantId, t.replacesId).where(sql`replaces_id is not null`),
    index("messages_state")
      .on(t.tenantId, t.state, t.id)
      .where(sql`state in ('uncertain', 'refused', 'returned', 'cancelled', 'unfiled')`),
    index("messages_unprinted")
      .on(t.tenantId, t.channel, t.nextAttemptAt, t.id)
      .where(sql`state = 'waiting' and not is_printed`),
    index("messages_followed")
      .on(t.tenantId, t.channel, t.followAt)
      .where(sql`follow_at is not null`),
    index("messages_left")
      .on(t.tenantId, t.channel, t.sentAt)
      .where(sql`direction = 'outbound' and sent_at is not null`),
    index("messages_batch").on(t.tenantId, t.batchId).where(sql`batch_id is not null`),
    index("messages_sender")
      .on(t.tenantId, t.fromAddress, t.createdAt)
      .where(sql`direction = 'inbound'`),
    index("messages_message_id").on(t.tenantId, t.messageId).where(sql`message_id is not null`),
    index("messages_reply_token").on(t.tenantId, t.replyToken).where(sql`reply_token is not null`),
    index("messages_provider")
      .on(t.tenantId, t.provider, t.providerId)
      .where(sql`provider_id is not null`),
    index("messages_address").on(t.tenantId, t.toAddress, t.id).where(sql`direction = 'outbound'`),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.eventId],
      foreignColumns: [caseEvents.tenantId, caseEvents.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.templateVersionId],
      foreignColumns: [templateVersions.tenantId, templateVersions.id],
    }),
    foreignKey({ columns: [t.tenantId, t.replacesId], foreignColumns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.batchId],
      foreignColumns: [postBatches.tenantId, postBatches.id],
    }),
    index("messages_deals").on(t.tenantId, t.createdAt).where(sql`mailbox = 'deals'`),
    oneOf("messages_mailbox", "mailbox", MAILBOX_PURPOSES),
    oneOf("messages_inbound_kind", "inbound_kind", INBOUND_KINDS),
    oneOf("messages_direction", "direction", DIRECTIONS),
    oneOf("messages_channel", "channel", CHANNELS),
    oneOf("messages_state_known", "state", MESSAGE_STATES),
    oneOf("messages_delivery_mode", "delivery_mode", DELIVERY_MODES),
    check("messages_outbound_case", sql`direction = 'inbound' or case_id is not null`),
  ],
);

/** Files of a message in their order; append-only like what they hold. */
export const messageFiles = pgTable(
  "message_files",
  {
    tenantId: tenantId(),
    messageId: ref("message_id").notNull(),
    place: integer("place").notNull(),
    kind: text("kind", { enum: MESSAGE_FILE_KINDS }).notNull(),
    fileId: ref("file_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.messageId, t.place] }),
    index("message_files_file").on(t.tenantId, t.fileId),
    foreignKey({
      columns: [t.tenantId, t.messageId],
      foreignColumns: [messages.tenantId, messages.id],
    }),
    foreignKey({ columns: [t.tenantId, t.fileId], foreignColumns: [files.tenantId, files.id] }),
    oneOf("message_files_kind", "kind", MESSAGE_FILE_KINDS),
  ],
);

/** A person's word that nobody writes, of a claim, a case or a party, until a day or until it is ended. */
export const contactHolds = pgTable(
  "contact_holds",
  {
    tenantId: tenantId(),
    id: id(),
    claimId: ref("claim_id"),
    caseId: ref("case_id"),
    partyId: ref("party_id"),
    kind: text("kind", { enum: HOLD_KINDS }).notNull(),
    reason: text("reason").notNull(),
    /** The last day on which it holds. */
    untilOn: date("until_on", { mode: "string" }),
    createdBy: ref("created_by"),
    createdAt: createdAt(),
    endedAt: at("ended_at"),
    endedBy: ref("ended_by"),
    endReason: text("end_reason"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("contact_holds_claim").on(t.tenantId, t.claimId).where(sql`claim_id is not null`),
    index("contact_holds_case").on(t.tenantId, t.caseId).where(sql`case_id is not null`),
    index("contact_holds_party").on(t.tenantId, t.partyId).where(sql`party_id is not null`),
    foreignKey({ columns: [t.tenantId, t.claimId], foreignColumns: [claims.tenantId, claims.id] }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    check("contact_holds_subject", sql`num_nonnulls(claim_id, case_id, party_id) = 1`),
    oneOf("contact_holds_kind", "kind", HOLD_KINDS),
  ],
);

/** How often and when people may be written to; without a row the shipped rules hold. */
export const contactPolicies = pgTable(
  "contact_policies",
  {
    tenantId: tenantId(),
    /** "HH:MM" on the wall of the recipient's country. */
    quietFrom: text("quiet_from").notNull(),
    quietTo: text("quiet_to").notNull(),
    restsOnSundays: boolean("rests_on_sundays").notNull(),
    restsOnHolidays: boolean("rests_on_holidays").notNull(),
    /** At most so many messages to one person by a channel within so many days. */
    caps: jsonb("caps").$type<Record<string, { count: number; days: number } | null>>().notNull(),
    updatedAt: at("updated_at").notNull().defaultNow(),
    updatedBy: ref("updated_by"),
  },
  (t) => [primaryKey({ columns: [t.tenantId] })],
);

/** By whom a channel's messages leave; secrets are encrypted as the tenant's own. */
export const channelAccounts = pgTable(
  "channel_accounts",
  {
    tenantId: tenantId(),
    channel: text("channel", { enum: CHANNELS }).notNull(),
    provider: text("provider").notNull(),
    settings: jsonb("settings").$type<Record<string, unknown>>().notNull().default({}),
    secretCipher: bytea("secret_cipher"),
    /** Messages a second at most, as the provider allows. */
    perSecond: integer("per_second").notNull().default(10),
    /** Until when its pace is booked by those who deliver. */
    turnAt: at("turn_at"),
    /** Of the way in: where reading stopped, when it last went well, and what was wrong. */
    cursor: text("cursor"),
    readAt: at("read_at"),
    readError: text("read_error"),
    /** What another try would not change is tried less and less often. */
    readFailures: integer("read_failures").notNull().default(0),
    readRetryAt: at("read_retry_at"),
    /** What only a person can mend; until then the channel rests, longer each time. */
    trouble: text("trouble"),
    troubleAt: at("trouble_at"),
    failures: integer("failures").notNull().default(0),
    pausedUntil: at("paused_until"),
    /** When the password stops to work, and when that was asked last. */
    expiresAt: at("expires_at"),
    checkedAt: at("checked_at"),
    updatedAt: at("updated_at").notNull().defaultNow(),
    updatedBy: ref("updated_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.channel] }),
    oneOf("channel_accounts_channel", "channel", CHANNELS),
  ],
);

/** What came in place of refresh tokens, and who is asking by one now. */
export const refreshTokens = pgTable(
  "refresh_tokens",
  {
    tenantId: tenantId(),
    /** Of the token and of where it is good. */
    hash: text("hash").notNull(),
    /** The one that is good now; null: still this one. */
    newestHash: text("newest_hash"),
    newestCipher: bytea("newest_cipher"),
    /** Until when one process has it to itself. */
    leasedUntil: at("leased_until"),
    changedAt: at("changed_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.hash] }),
    index("refresh_tokens_newest_hash").on(t.tenantId, t.newestHash),
    check("refresh_tokens_newest", sql`(newest_hash is null) = (newest_cipher is null)`),
  ],
);

/** Messages of demo and test installs, as their recipients would have seen them. */
export const caughtMessages = pgTable(
  "caught_messages",
  {
    tenantId: tenantId(),
    id: id(),
    key: text("key").notNull(),
    channel: text("channel", { enum: CHANNELS }).notNull(),
    toAddress: text("to_address").notNull(),
    fromAddress: text("from_address").notNull(),
    subject: text("subject").notNull(),
    body: text("body").notNull(),
    html: text("html"),
    messageRowId: ref("message_row_id"),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
    caughtAt: at("caught_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("caught_messages_key").on(t.tenantId, t.key),
    index("caught_messages_newest").on(t.tenantId, t.channel, t.id),
    oneOf("caught_messages_channel", "channel", CHANNELS),
  ],
);
