import { sql } from "drizzle-orm";
import {
  boolean,
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
import { MOVEMENT_REASONS, MOVEMENT_STATES } from "../values/bank";
import { cases } from "./cases";
import { payments } from "./claims";
import { at, bytea, createdAt, id, minor, oneOf, ref, tenantId } from "./columns";

/** The tenant's own accounts; a statement of any other is refused. */
export const bankAccounts = pgTable(
  "bank_accounts",
  {
    tenantId: tenantId(),
    id: id(),
    /** "19-2000145399/0800", or an IBAN: the one form in which statements are compared. */
    number: text("number").notNull(),
    currency: text("currency").notNull(),
    name: text("name").notNull().default(""),
    createdBy: ref("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("bank_accounts_number_key").on(t.tenantId, t.number, t.currency),
  ],
);

export const bankStatements = pgTable(
  "bank_statements",
  {
    tenantId: tenantId(),
    id: id(),
    accountId: ref("account_id").notNull(),
    fileName: text("file_name").notNull(),
    format: text("format").notNull(),
    number: text("number"),
    openedOn: date("opened_on", { mode: "string" }),
    closedOn: date("closed_on", { mode: "string" }),
    openingMinor: minor("opening_minor"),
    closingMinor: minor("closing_minor"),
    /** Movements in the file, and those of them that had not come before. */
    movementCount: integer("movement_count").notNull().default(0),
    newCount: integer("new_count").notNull().default(0),
    /** What does not add up: codes and params. */
    findings: jsonb("findings").$type<{ code: string; params?: object }[]>().notNull().default([]),
    importedBy: ref("imported_by"),
    importedAt: at("imported_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("bank_statements_account").on(t.tenantId, t.accountId, t.closedOn, t.id),
    foreignKey({
      columns: [t.tenantId, t.accountId],
      foreignColumns: [bankAccounts.tenantId, bankAccounts.id],
    }),
  ],
);

export const bankMovements = pgTable(
  "bank_movements",
  {
    tenantId: tenantId(),
    id: id(),
    accountId: ref("account_id").notNull(),
    statementId: ref("statement_id").notNull(),
    /** The bank's own id, or what the movement says and which of its like that day it is. */
    identity: bytea("identity").notNull(),
    bookedOn: date("booked_on", { mode: "string" }).notNull(),
    valueOn: date("value_on", { mode: "string" }),
    amountMinor: minor("amount_minor").notNull(),
    currency: text("currency").notNull(),
    isReversal: boolean("is_reversal").notNull().default(false),
    counterAccount: text("counter_account"),
    counterName: text("counter_name"),
    variableSymbol: text("variable_symbol"),
    specificSymbol: text("specific_symbol"),
    constantSymbol: text("constant_symbol"),
    message: text("message"),
    line: integer("line").notNull(),
    raw: text("raw").notNull(),
    state: text("state", { enum: MOVEMENT_STATES }).notNull().default("open"),
    reason: text("reason", { enum: MOVEMENT_REASONS }).notNull().default("new"),
    caseId: ref("case_id"),
    paymentId: ref("payment_id"),
    /** How often it was booked; part of the payment's key, so that it can be booked anew. */
    attempt: integer("attempt").notNull().default(0),
    /** null: the machine. */
    decidedBy: ref("decided_by"),
    decidedAt: at("decided_at"),
    note: text("note"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("bank_movements_identity_key").on(t.tenantId, t.accountId, t.identity),
    index("bank_movements_state").on(t.tenantId, t.state, t.bookedOn, t.id),
    index("bank_movements_booked").on(t.tenantId, t.bookedOn, t.id),
    index("bank_movements_account").on(t.tenantId, t.accountId, t.bookedOn, t.id),
    index("bank_movements_new").on(t.tenantId, t.id).where(sql`reason = 'new'`),
    index("bank_movements_symbol")
      .on(t.tenantId, t.variableSymbol)
      .where(sql`state = 'open' and variable_symbol is not null`),
    foreignKey({
      columns: [t.tenantId, t.statementId],
      foreignColumns: [bankStatements.tenantId, bankStatements.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.accountId],
      foreignColumns: [bankAccounts.tenantId, bankAccounts.id],
    }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    foreignKey({
      columns: [t.tenantId, t.paymentId],
      foreignColumns: [payments.tenantId, payments.id],
    }),
    oneOf("bank_movements_state", "state", MOVEMENT_STATES),
    oneOf("bank_movements_reason", "reason", MOVEMENT_REASONS),
  ],
);
