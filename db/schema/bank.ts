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
import {
  DECISION_KINDS,
  MATCH_MODES,
  MATCH_STEPS,
  MOVEMENT_REASONS,
  MOVEMENT_STATES,
} from "../values/bank";
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
    /** SHA-256 of the whole file; null where only a part of it was kept. */
    fileHash: bytea("file_hash"),
    importedBy: ref("imported_by"),
    importedAt: at("imported_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("bank_statements_account").on(t.tenantId, t.accountId, t.closedOn, t.id),
    index("bank_statements_file").on(t.tenantId, t.fileHash).where(sql`file_hash is not null`),
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
    /** What a person says the payer meant; the bank's own words stay beside it. */
    correctedSymbol: text("corrected_symbol"),
    // By what it is compared and found, made by functions of 0021_matching.sql.
    symbolKey: ref("symbol_key").generatedAlwaysAs(
      sql`symbol_key(coalesce(corrected_symbol, variable_symbol))`,
    ),
    matchKeys: ref("match_keys")
      .array()
      .notNull()
      .generatedAlwaysAs(
        sql`match_keys(coalesce(corrected_symbol, variable_symbol), specific_symbol, message)`,
      ),
    payerWords: text("payer_words")
      .array()
      .notNull()
      .generatedAlwaysAs(sql`payer_words(counter_name)`),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("bank_movements_identity_key").on(t.tenantId, t.accountId, t.identity),
    index("bank_movements_state").on(t.tenantId, t.state, t.bookedOn, t.id),
    index("bank_movements_booked").on(t.tenantId, t.bookedOn, t.id),
    index("bank_movements_account").on(t.tenantId, t.accountId, t.bookedOn, t.id),
    index("bank_movements_new").on(t.tenantId, t.id).where(sql`reason = 'new'`),
    index("bank_movements_payer")
      .on(t.tenantId, t.counterAccount, t.id)
      .where(sql`state = 'matched' and counter_account is not null`),
    index("bank_movements_amount")
      .on(t.tenantId, t.amountMinor)
      .where(sql`state = 'open' and amount_minor > 0`),
    index("bank_movements_reason")
      .on(t.tenantId, t.reason, t.id)
      .where(sql`state in ('open', 'parked')`),
    index("bank_movements_statement").on(t.tenantId, t.statementId, t.state),
    index("bank_movements_keys").using("gin", t.matchKeys).where(sql`state = 'open'`),
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

/** What a movement says, folded for the search; kept by triggers of 0021_matching.sql. */
export const bankMovementTexts = pgTable(
  "bank_movement_texts",
  {
    tenantId: tenantId(),
    movementId: ref("movement_id").notNull(),
    searchText: text("search_text").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.movementId] }),
    index("bank_movement_texts_search").using("gin", t.searchText.op("gin_trgm_ops")),
    foreignKey({
      columns: [t.tenantId, t.movementId],
      foreignColumns: [bankMovements.tenantId, bankMovements.id],
    }),
  ],
);

/** Parts of a movement that pays several claims. */
export const bankMovementParts = pgTable(
  "bank_movement_parts",
  {
    tenantId: tenantId(),
    paymentId: ref("payment_id").notNull(),
    movementId: ref("movement_id").notNull(),
    caseId: ref("case_id").notNull(),
    amountMinor: minor("amount_minor").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.paymentId] }),
    index("bank_movement_parts_movement").on(t.tenantId, t.movementId),
    foreignKey({
      columns: [t.tenantId, t.paymentId],
      foreignColumns: [payments.tenantId, payments.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.movementId],
      foreignColumns: [bankMovements.tenantId, bankMovements.id],
    }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    check("bank_movement_parts_amount", sql`amount_minor > 0`),
  ],
);

/** "Not this one": the machine neither books nor offers it again. */
export const matchRefusals = pgTable(
  "match_refusals",
  {
    tenantId: tenantId(),
    movementId: ref("movement_id").notNull(),
    caseId: ref("case_id").notNull(),
    refusedBy: ref("refused_by"),
    refusedAt: at("refused_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.movementId, t.caseId] }),
    foreignKey({
      columns: [t.tenantId, t.movementId],
      foreignColumns: [bankMovements.tenantId, bankMovements.id],
    }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
  ],
);

/** What each step of matching may do, where a tenant wants it otherwise than by default. */
export const matchRules = pgTable(
  "match_rules",
  {
    tenantId: tenantId(),
    step: text("step", { enum: MATCH_STEPS }).notNull(),
    mode: text("mode", { enum: MATCH_MODES }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.step] }),
    oneOf("match_rules_step", "step", MATCH_STEPS),
    oneOf("match_rules_mode", "mode", MATCH_MODES),
    check(
      "match_rules_likeness",
      sql`mode <> 'book' or step not in ('name_amount', 'near_symbol')`,
    ),
  ],
);

/** What people decided about a movement, with how it stood before: the way back. */
export const bankDecisions = pgTable(
  "bank_decisions",
  {
    tenantId: tenantId(),
    id: id(),
    movementId: ref("movement_id").notNull(),
    kind: text("kind", { enum: DECISION_KINDS }).notNull(),
    before: jsonb("before").notNull(),
    decidedBy: ref("decided_by"),
    decidedAt: at("decided_at").notNull(),
    undoneBy: ref("undone_by"),
    undoneAt: at("undone_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("bank_decisions_movement").on(t.tenantId, t.movementId, t.id),
    foreignKey({
      columns: [t.tenantId, t.movementId],
      foreignColumns: [bankMovements.tenantId, bankMovements.id],
    }),
    oneOf("bank_decisions_kind", "kind", DECISION_KINDS),
  ],
);
