import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { CONNECTION_STATES, SOURCE_KINDS } from "../values/feeds";
import { bankAccounts, bankMovements } from "./bank";
import { at, bytea, createdAt, id, minor, oneOf, ref, tenantId } from "./columns";

const day = (name: string) => date(name, { mode: "string" });

/** Accounts whose bank is asked for movements. The token is sealed; its end is for people's eyes. */
export const bankConnections = pgTable(
  "bank_connections",
  {
    tenantId: tenantId(),
    id: id(),
    accountId: ref("account_id").notNull(),
    tokenSealed: bytea("token_sealed").notNull(),
    tokenHash: bytea("token_hash").notNull(),
    tokenTail: text("token_tail").notNull(),
    state: text("state", { enum: CONNECTION_STATES }).notNull().default("active"),
    /** The last day that was asked for and answered. */
    syncedTo: day("synced_to"),
    /** Where the round that is under way goes on; null between rounds. */
    resumeFrom: day("resume_from"),
    /** Days in one question; halved when the bank says that it is too much. */
    spanDays: integer("span_days").notNull().default(90),
    /** The last question; the bank allows one in half a minute, whoever asks. */
    calledAt: at("called_at"),
    dueAt: at("due_at").notNull(),
    okAt: at("ok_at"),
    error: text("error"),
    errorParams: jsonb("error_params").$type<Record<string, string | number>>(),
    errorAt: at("error_at"),
    failures: integer("failures").notNull().default(0),
    createdBy: ref("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("bank_connections_account").on(t.tenantId, t.accountId),
    uniqueIndex("bank_connections_token").on(t.tenantId, t.tokenHash),
    foreignKey({
      columns: [t.tenantId, t.accountId],
      foreignColumns: [bankAccounts.tenantId, bankAccounts.id],
    }).onDelete("cascade"),
    oneOf("bank_connections_state", "state", CONNECTION_STATES),
    check("bank_connections_span", sql`span_days between 1 and 90`),
  ],
);

/** Feeds of payments that accounting systems keep. */
export const accountingSources = pgTable(
  "accounting_sources",
  {
    tenantId: tenantId(),
    id: id(),
    /** Also the number of the account that the movements stand on. */
    name: text("name").notNull(),
    kind: text("kind", { enum: SOURCE_KINDS }).notNull(),
    baseUrl: text("base_url"),
    tokenSealed: bytea("token_sealed"),
    tokenTail: text("token_tail"),
    cursor: text("cursor"),
    dueAt: at("due_at").notNull(),
    okAt: at("ok_at"),
    /** When something was taken over last, and how long it had been waiting. */
    takenAt: at("taken_at"),
    lagSeconds: integer("lag_seconds"),
    error: text("error"),
    errorParams: jsonb("error_params").$type<Record<string, string | number>>(),
    errorAt: at("error_at"),
    failures: integer("failures").notNull().default(0),
    createdBy: ref("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("accounting_sources_name").on(t.tenantId, t.name),
    uniqueIndex("accounting_sources_own").on(t.tenantId, t.kind).where(sql`kind = 'own'`),
    oneOf("accounting_sources_kind", "kind", SOURCE_KINDS),
    check("accounting_sources_address", sql`(kind = 'http') = (base_url is not null)`),
  ],
);

/** Payments as the accounting system would put them out, entered by hand. */
export const accountingOutbox = pgTable(
  "accounting_outbox",
  {
    tenantId: tenantId(),
    id: id(),
    externalId: text("external_id").notNull(),
    documentNumber: text("document_number"),
    bookedOn: day("booked_on").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    currency: text("currency").notNull(),
    variableSymbol: text("variable_symbol"),
    caseRef: text("case_ref"),
    registrationNo: text("registration_no"),
    /** A birth number itself is never kept in clear. */
    birthNumberHash: bytea("birth_number_hash"),
    counterpartyName: text("counterparty_name"),
    message: text("message"),
    enteredBy: ref("entered_by"),
    enteredAt: at("entered_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("accounting_outbox_external").on(t.tenantId, t.externalId),
  ],
);

/** What was taken over: the same payment of a source never twice. */
export const accountingItems = pgTable(
  "accounting_items",
  {
    tenantId: tenantId(),
    sourceId: ref("source_id").notNull(),
    externalId: text("external_id").notNull(),
    movementId: ref("movement_id"),
    takenAt: at("taken_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.sourceId, t.externalId] }),
    foreignKey({
      columns: [t.tenantId, t.sourceId],
      foreignColumns: [accountingSources.tenantId, accountingSources.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.movementId],
      foreignColumns: [bankMovements.tenantId, bankMovements.id],
    }),
  ],
);
