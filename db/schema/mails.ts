import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { MAIL_KINDS, MAIL_STATES } from "../values/mails";
import { operators } from "./access";
import { at, createdAt, id, oneOf, ref, tenantId } from "./columns";

/** Mails of our own to our own people: what waits to be sent, and what became of it. */
export const mails = pgTable(
  "mails",
  {
    tenantId: tenantId(),
    id: id(),
    /** Of its cause: the same cause makes one mail. */
    key: text("key").notNull(),
    kind: text("kind", { enum: MAIL_KINDS }).notNull(),
    /** Null: an address that is nobody's who works here. */
    operatorId: ref("operator_id"),
    /** "Eva Nová <eva@agency.example>"; null: the install's own address. */
    sender: text("sender"),
    toAddress: text("to_address").notNull(),
    language: text("language").notNull(),
    /** What its template needs. */
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    /** The same however often it is sent, so that a reader's program shows it once. */
    messageId: text("message_id").notNull(),
    state: text("state", { enum: MAIL_STATES }).notNull().default("waiting"),
    attempts: integer("attempts").notNull().default(0),
    claimedAt: at("claimed_at"),
    sentAt: at("sent_at"),
    lastError: text("last_error"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("mails_key").on(t.tenantId, t.key),
    index("mails_message_id").on(t.tenantId, t.messageId),
    index("mails_unsent").on(t.tenantId, t.id).where(sql`state <> 'sent'`),
    foreignKey({
      columns: [t.tenantId, t.operatorId],
      foreignColumns: [operators.tenantId, operators.id],
    }),
    oneOf("mails_kind", "kind", MAIL_KINDS),
    oneOf("mails_state", "state", MAIL_STATES),
  ],
);

/** Who does not want which mail; without a row one gets them all. */
export const mailPreferences = pgTable(
  "mail_preferences",
  {
    tenantId: tenantId(),
    operatorId: ref("operator_id").notNull(),
    wantsDigest: boolean("wants_digest").notNull().default(true),
    wantsBroken: boolean("wants_broken").notNull().default(true),
    wantsSteps: boolean("wants_steps").notNull().default(true),
    wantsCollegial: boolean("wants_collegial").notNull().default(true),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.operatorId] }),
    foreignKey({
      columns: [t.tenantId, t.operatorId],
      foreignColumns: [operators.tenantId, operators.id],
    }).onDelete("cascade"),
  ],
);
