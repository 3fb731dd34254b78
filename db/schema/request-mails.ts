import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import { LANGUAGES } from "../values/access";
import { PLAIN_REQUEST_KINDS } from "../values/portal";
import { MAIL_STANDINGS, MAILBOX_MARKS, MAILBOX_PURPOSES } from "../values/request-mails";
import { cases } from "./cases";
import { at, oneOf, ref, tenantId } from "./columns";
import { messages } from "./messages";
import { requestPosts } from "./portal";

/** What came of each mail that has to do with a request; the mail itself is a message. */
export const requestMails = pgTable(
  "request_mails",
  {
    tenantId: tenantId(),
    messageId: ref("message_id").notNull(),
    /** Null while it waits for somebody to open a request. */
    caseId: ref("case_id"),
    /** The post that it became, or that it carries to the client. */
    postId: ref("post_id"),
    standing: text("standing", { enum: MAIL_STANDINGS }).notNull(),
    /** Why nobody but a person decides. */
    reason: text("reason"),
    /** As its words say. */
    kind: text("kind", { enum: PLAIN_REQUEST_KINDS }),
    language: text("language", { enum: LANGUAGES }),
    at: at("at").notNull(),
    decidedAt: at("decided_at"),
    decidedBy: ref("decided_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.messageId] }),
    index("request_mails_case").on(t.tenantId, t.caseId),
    index("request_mails_at").on(t.tenantId, t.at),
    foreignKey({
      columns: [t.tenantId, t.messageId],
      foreignColumns: [messages.tenantId, messages.id],
    }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    foreignKey({
      columns: [t.tenantId, t.postId],
      foreignColumns: [requestPosts.tenantId, requestPosts.id],
    }),
    oneOf("request_mails_standing", "standing", MAIL_STANDINGS),
    oneOf("request_mails_kind", "kind", PLAIN_REQUEST_KINDS),
    oneOf("request_mails_language", "language", LANGUAGES),
    check("request_mails_post", sql`(standing in ('posted', 'answer')) = (post_id is not null)`),
    check("request_mails_case", sql`standing = 'waiting' or case_id is not null`),
  ],
);

/** How a tenant's requests go by mail; without a row the shipped ways hold. */
export const requestMailRules = pgTable(
  "request_mail_rules",
  {
    tenantId: tenantId(),
    /** Whether who has an account at the portal gets the words themselves, not only a notice. */
    sendsText: boolean("sends_text").notNull().default(false),
    /** Whether a new request is confirmed to its sender. */
    confirmsReceipt: boolean("confirms_receipt").notNull().default(true),
    /** Mails of one sender in a day; of more a person decides. */
    dailyMax: integer("daily_max").notNull().default(20),
    /** Words by the kind that they speak of, before the shipped ones. */
    kindWords: jsonb("kind_words").$type<Record<string, string[]>>().notNull().default({}),
    version: integer("version").notNull().default(1),
    updatedAt: at("updated_at").notNull().defaultNow(),
    updatedBy: ref("updated_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId] }),
    check("request_mail_rules_daily_max", sql`daily_max between 1 and 500`),
  ],
);

/** Of one request, in place of the tenant's way. */
export const requestMailWays = pgTable(
  "request_mail_ways",
  {
    tenantId: tenantId(),
    caseId: ref("case_id").notNull(),
    sendsText: boolean("sends_text").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.caseId] }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
  ],
);

/** Mails that are kept here and still have to be marked in the mailbox; gone once they are. */
export const mailboxMarks = pgTable(
  "mailbox_marks",
  {
    tenantId: tenantId(),
    purpose: text("purpose", { enum: MAILBOX_PURPOSES }).notNull().default("requests"),
    uidValidity: text("uid_validity").notNull(),
    uid: bigint("uid", { mode: "number" }).notNull(),
    mark: text("mark", { enum: MAILBOX_MARKS }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.purpose, t.uidValidity, t.uid] }),
    oneOf("mailbox_marks_purpose", "purpose", MAILBOX_PURPOSES),
    oneOf("mailbox_marks_mark", "mark", MAILBOX_MARKS),
  ],
);
