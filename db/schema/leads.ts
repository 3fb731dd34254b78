import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { LEAD_STANDINGS, SUBMISSION_STANDINGS } from "../values/leads";
import { MAILBOX_PURPOSES } from "../values/request-mails";
import { DISTRIBUTIONS } from "../values/requests";
import { accessGroups, operators } from "./access";
import { cases } from "./cases";
import { at, id, oneOf, ref, tenantId } from "./columns";
import { messages } from "./messages";
import { parties } from "./parties";

const texts = (name: string) => text(name).array().notNull().default(sql`'{}'`);

/** What stands before a value in a mail or names an input, and the field of the deal it fills. */
export interface LeadLabel {
  label: string;
  field: string;
}

/** Who gets what comes: one operator, or a team in turn. */
const target = () => ({
  teamId: ref("team_id"),
  operatorId: ref("operator_id"),
  distribution: text("distribution", { enum: DISTRIBUTIONS }).notNull().default("round_robin"),
  /** Whose turn it was. */
  lastOperatorId: ref("last_operator_id"),
});

/** Where reading of a mailbox beside the first one stands. */
export const mailboxReadings = pgTable(
  "mailbox_readings",
  {
    tenantId: tenantId(),
    purpose: text("purpose", { enum: MAILBOX_PURPOSES }).notNull(),
    cursor: text("cursor"),
    readAt: at("read_at"),
    readError: text("read_error"),
    readFailures: integer("read_failures").notNull().default(0),
    readRetryAt: at("read_retry_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.purpose] }),
    oneOf("mailbox_readings_purpose", "purpose", MAILBOX_PURPOSES),
  ],
);

/** Which mails are a web form's, what of them is read into which field, and whose they are. */
export const leadRules = pgTable(
  "lead_rules",
  {
    tenantId: tenantId(),
    id: id(),
    position: integer("position").notNull(),
    name: text("name").notNull(),
    isActive: boolean("is_active").notNull().default(true),
    /** An address, or "@domain"; empty: anybody. */
    sender: text("sender").notNull().default(""),
    /** Any of them in the subject; none: any subject. */
    words: texts("words"),
    labels: jsonb("labels").$type<LeadLabel[]>().notNull().default([]),
    requestSource: text("request_source"),
    ...target(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("lead_rules_order").on(t.tenantId, t.position, t.id),
    foreignKey({
      columns: [t.tenantId, t.teamId],
      foreignColumns: [accessGroups.tenantId, accessGroups.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.operatorId],
      foreignColumns: [operators.tenantId, operators.id],
    }),
    oneOf("lead_rules_distribution", "distribution", DISTRIBUTIONS),
    check("lead_rules_target", sql`team_id is null or operator_id is null`),
  ],
);

/** Whose people write from a domain, where somebody has said so. */
export const leadDomains = pgTable(
  "lead_domains",
  { tenantId: tenantId(), domain: text("domain").notNull(), partyId: ref("party_id").notNull() },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.domain] }),
    index("lead_domains_party").on(t.tenantId, t.partyId),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }).onDelete("cascade"),
  ],
);

/** What came of each mail to the mailbox of deals; the mail itself is a message. */
export const leadMails = pgTable(
  "lead_mails",
  {
    tenantId: tenantId(),
    messageId: ref("message_id").notNull(),
    standing: text("standing", { enum: LEAD_STANDINGS }).notNull(),
    /** Null while it waits for somebody. */
    caseId: ref("case_id"),
    /** A deal whose number it bears without a seal: only a person puts it there. */
    namedCaseId: ref("named_case_id"),
    ruleId: ref("rule_id"),
    /** Why nobody but a person decides, or what was left open. */
    reason: text("reason"),
    at: at("at").notNull(),
    decidedAt: at("decided_at"),
    decidedBy: ref("decided_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.messageId] }),
    index("lead_mails_case").on(t.tenantId, t.caseId),
    index("lead_mails_named_case")
      .on(t.tenantId, t.namedCaseId)
      .where(sql`named_case_id is not null`),
    foreignKey({
      columns: [t.tenantId, t.messageId],
      foreignColumns: [messages.tenantId, messages.id],
    }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    foreignKey({
      columns: [t.tenantId, t.namedCaseId],
      foreignColumns: [cases.tenantId, cases.id],
    }),
    oneOf("lead_mails_standing", "standing", LEAD_STANDINGS),
    check("lead_mails_case", sql`standing = 'waiting' or case_id is not null`),
  ],
);

/** A form on a web site: from where it may send, and which field each of its inputs fills. */
export const leadForms = pgTable(
  "lead_forms",
  {
    tenantId: tenantId(),
    id: id(),
    /** Stands in its address; it says whose it is and is no secret. */
    key: text("key").notNull(),
    name: text("name").notNull(),
    isActive: boolean("is_active").notNull().default(true),
    /** "https://www.agency.example". */
    origins: texts("origins"),
    labels: jsonb("labels").$type<LeadLabel[]>().notNull().default([]),
    asksProof: boolean("asks_proof").notNull().default(true),
    /** What one network may send within an hour. */
    hourlyMax: integer("hourly_max").notNull().default(10),
    ...target(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("lead_forms_key").on(t.key),
    foreignKey({
      columns: [t.tenantId, t.teamId],
      foreignColumns: [accessGroups.tenantId, accessGroups.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.operatorId],
      foreignColumns: [operators.tenantId, operators.id],
    }),
    oneOf("lead_forms_distribution", "distribution", DISTRIBUTIONS),
    check("lead_forms_target", sql`team_id is null or operator_id is null`),
    check("lead_forms_hourly_max", sql`hourly_max between 1 and 1000`),
  ],
);

/** What a form sent, once each; its words are kept only while somebody has to decide. */
export const leadSubmissions = pgTable(
  "lead_submissions",
  {
    tenantId: tenantId(),
    id: id(),
    formId: ref("form_id").notNull(),
    /** Of the browser's own mark, or of what it sent: the same opens one deal. */
    sourceKey: text("source_key").notNull(),
    standing: text("standing", { enum: SUBMISSION_STANDINGS }).notNull(),
    /** Why it looks like spam. */
    reasons: texts("reasons"),
    content: jsonb("content").$type<Record<string, string>>().notNull().default({}),
    caseId: ref("case_id"),
    at: at("at").notNull(),
    decidedAt: at("decided_at"),
    decidedBy: ref("decided_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("lead_submissions_source_key").on(t.tenantId, t.formId, t.sourceKey),
    index("lead_submissions_case").on(t.tenantId, t.caseId),
    index("lead_submissions_quarantine").on(t.tenantId, t.id).where(sql`standing = 'quarantined'`),
    foreignKey({
      columns: [t.tenantId, t.formId],
      foreignColumns: [leadForms.tenantId, leadForms.id],
    }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    oneOf("lead_submissions_standing", "standing", SUBMISSION_STANDINGS),
    check(
      "lead_submissions_case",
      sql`(standing in ('opened', 'released')) = (case_id is not null)`,
    ),
  ],
);
