import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import {
  ACT_KINDS,
  type CapitalMonths,
  COMPONENT_KINDS,
  CURRENCIES,
  DAY_COUNTS,
  INTEREST_REGIMES,
  PAYMENT_SOURCES,
  RATE_PERIODS,
  REVERSAL_KINDS,
} from "../values/claims";
import { cases } from "./cases";
import { at, createdAt, id, minor, oneOf, ref, tenantId } from "./columns";

/** Which component is paid first: data, chosen by the case's group, else the tenant's default. */
export const allocationProfiles = pgTable(
  "allocation_profiles",
  {
    tenantId: tenantId(),
    id: id(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    /** Component kinds in the order of payment; kinds named in one inner list rank equal. */
    kindOrder: jsonb("kind_order").$type<string[][]>().notNull(),
    /** true: finish one claim (oldest due first) before the next; false: a kind across all claims first. */
    isClaimFirst: boolean("is_claim_first").notNull().default(true),
    isDefault: boolean("is_default").notNull().default(false),
    source: text("source").notNull().default(""),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("allocation_profiles_code_key").on(t.tenantId, sql`lower(${t.code})`),
    uniqueIndex("allocation_profiles_default_key").on(t.tenantId).where(sql`is_default`),
  ],
);

export const claims = pgTable(
  "claims",
  {
    tenantId: tenantId(),
    id: id(),
    caseId: ref("case_id").notNull(),
    variableSymbol: text("variable_symbol"),
    /** The symbol's number, as it is compared (0021_matching.sql). */
    symbolKey: ref("symbol_key").generatedAlwaysAs(sql`symbol_key(variable_symbol)`),
    title: text("title").notNull().default(""),
    currency: text("currency", { enum: CURRENCIES }).notNull(),
    dueOn: date("due_on", { mode: "string" }).notNull(),
    /** When the debt came to be (invoice, contract), where known; a payment may come before the due day. */
    arisenOn: date("arisen_on", { mode: "string" }),
    // Cache of the ledger; recomputable, and a test holds it to the minor unit.
    principalMinor: minor("principal_minor").notNull().default(0),
    chargedMinor: minor("charged_minor").notNull().default(0),
    paidMinor: minor("paid_minor").notNull().default(0),
    balanceMinor: minor("balance_minor").notNull().default(0),
    /** Taken back with its import; its entries stand, reversed. */
    voidedAt: at("voided_at"),
    importId: ref("import_id"),
    sourceKey: text("source_key"),
    createdBy: ref("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("claims_case").on(t.tenantId, t.caseId),
    index("claims_variable_symbol").on(t.tenantId, t.variableSymbol),
    index("claims_symbol_key").on(t.tenantId, t.symbolKey).where(sql`symbol_key is not null`),
    index("claims_due").on(t.tenantId, t.dueOn, t.id),
    index("claims_open_due")
      .on(t.tenantId, t.dueOn, t.id)
      .where(sql`balance_minor > 0 and voided_at is null`),
    index("claims_balance").on(t.tenantId, t.balanceMinor, t.id),
    index("claims_import").on(t.tenantId, t.importId).where(sql`import_id is not null`),
    uniqueIndex("claims_source_key").on(t.tenantId, t.sourceKey),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    oneOf("claims_currency", "currency", CURRENCIES),
  ],
);

export const claimComponents = pgTable(
  "claim_components",
  {
    tenantId: tenantId(),
    id: id(),
    claimId: ref("claim_id").notNull(),
    kind: text("kind", { enum: COMPONENT_KINDS }).notNull(),
    description: text("description").notNull().default(""),
    /** What caused it (a notice's step, a form sent once): the same cause charges once. */
    sourceKey: text("source_key"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("claim_components_source_key")
      .on(t.tenantId, t.sourceKey)
      .where(sql`source_key is not null`),
    index("claim_components_claim").on(t.tenantId, t.claimId),
    foreignKey({
      columns: [t.tenantId, t.claimId],
      foreignColumns: [claims.tenantId, claims.id],
    }).onDelete("cascade"),
    oneOf("claim_components_kind", "kind", COMPONENT_KINDS),
  ],
);

/**
 * Append-only: by what a component of interest grows. The newest row rules; an end, a change and a
 * take-back are rows of their own, so what was said when stays readable.
 */
export const interestTerms = pgTable(
  "interest_terms",
  {
    tenantId: tenantId(),
    id: id(),
    componentId: ref("component_id").notNull(),
    regime: text("regime", { enum: INTEREST_REGIMES }).notNull(),
    /** Percent a year, of agreed interest only. */
    ratePercent: numeric("rate_percent", { precision: 7, scale: 4 }),
    dayCount: text("day_count", { enum: DAY_COUNTS }).notNull(),
    /** When the delay began: decides which law and which rate. */
    delayFrom: date("delay_from", { mode: "string" }).notNull(),
    /** The first and the last day that bear interest. */
    fromOn: date("from_on", { mode: "string" }).notNull(),
    toOn: date("to_on", { mode: "string" }),
    /** The edition of the rates that it was set up by. */
    packVersion: text("pack_version").notNull(),
    ratePer: text("rate_per", { enum: RATE_PERIODS }).notNull().default("year"),
    /** No more than this in total: the law's cap of a contractual penalty, or an agreed one. */
    capMinor: minor("cap_minor"),
    /** From this day on no more than the law's rate: consumer credit long in delay. */
    limitFrom: date("limit_from", { mode: "string" }),
    /** Every so many months unpaid agreed interest is added to what it grows from. */
    capitalMonths: smallint("capital_months").$type<CapitalMonths>(),
    reason: text("reason"),
    bookedAt: at("booked_at").notNull().defaultNow(),
    bookedBy: ref("booked_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("interest_terms_component").on(t.tenantId, t.componentId, t.id),
    foreignKey({
      columns: [t.tenantId, t.componentId],
      foreignColumns: [claimComponents.tenantId, claimComponents.id],
    }),
    check("interest_terms_rate", sql`(regime = 'agreed') = (rate_percent is not null)`),
    check("interest_terms_rate_range", sql`rate_percent between 0 and 999`),
    oneOf("interest_terms_rate_per", "rate_per", RATE_PERIODS),
    check("interest_terms_cap", sql`cap_minor between 0 and 1000000000000`),
    check("interest_terms_capital", sql`capital_months in (1, 3, 6, 12)`),
    check(
      "interest_terms_capital_agreed",
      sql`capital_months is null or (regime = 'agreed' and rate_per = 'year')`,
    ),
    oneOf("interest_terms_regime", "regime", INTEREST_REGIMES),
    oneOf("interest_terms_day_count", "day_count", DAY_COUNTS),
  ],
);

/**
 * Derived: a growing component's interest on a day, and how it goes on. `claims.charged_minor` holds
 * it up to the last booking; since then it grew by `since_minor` up to `through_on`, and grows by
 * `per_day_minor` and `per_day_rest` parts of a minor unit each day up to `until_on` (null: for good).
 */
export const interestPositions = pgTable(
  "interest_positions",
  {
    tenantId: tenantId(),
    componentId: ref("component_id").notNull(),
    claimId: ref("claim_id").notNull(),
    caseId: ref("case_id").notNull(),
    throughOn: date("through_on", { mode: "string" }).notNull(),
    untilOn: date("until_on", { mode: "string" }),
    sinceMinor: minor("since_minor").notNull(),
    rest: minor("rest").notNull(),
    perDayMinor: minor("per_day_minor").notNull(),
    perDayRest: minor("per_day_rest").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.componentId] }),
    index("interest_positions_claim").on(t.tenantId, t.claimId),
    index("interest_positions_case").on(t.tenantId, t.caseId),
    index("interest_positions_until").on(t.tenantId, t.untilOn).where(sql`until_on is not null`),
    foreignKey({
      columns: [t.tenantId, t.componentId],
      foreignColumns: [claimComponents.tenantId, claimComponents.id],
    }).onDelete("cascade"),
  ],
);

/** Append-only: what lowers a debt without money; an undo is a row of its own. */
export const claimActs = pgTable(
  "claim_acts",
  {
    tenantId: tenantId(),
    id: id(),
    caseId: ref("case_id").notNull(),
    kind: text("kind", { enum: ACT_KINDS }).notNull(),
    valueOn: date("value_on", { mode: "string" }).notNull(),
    reason: text("reason").notNull(),
    undoesId: ref("undoes_id"),
    sourceKey: text("source_key"),
    bookedAt: at("booked_at").notNull(),
    bookedBy: ref("booked_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("claim_acts_case").on(t.tenantId, t.caseId, t.id),
    uniqueIndex("claim_acts_undoes_key")
      .on(t.tenantId, t.undoesId)
      .where(sql`undoes_id is not null`),
    uniqueIndex("claim_acts_source_key")
      .on(t.tenantId, t.sourceKey)
      .where(sql`source_key is not null`),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    foreignKey({ columns: [t.tenantId, t.undoesId], foreignColumns: [t.tenantId, t.id] }),
    oneOf("claim_acts_kind", "kind", ACT_KINDS),
  ],
);

/** Append-only: what is owed. A correction is a reversing row, never an update. */
export const componentEntries = pgTable(
  "component_entries",
  {
    tenantId: tenantId(),
    id: id(),
    componentId: ref("component_id").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    valueOn: date("value_on", { mode: "string" }).notNull(),
    bookedAt: at("booked_at").notNull().defaultNow(),
    bookedBy: ref("booked_by"),
    reason: text("reason"),
    reversesId: ref("reverses_id"),
    /** The waiver, write-off or settlement that lowered it. */
    actId: ref("act_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("component_entries_component").on(t.tenantId, t.componentId),
    uniqueIndex("component_entries_reverses_key")
      .on(t.tenantId, t.reversesId)
      .where(sql`reverses_id is not null`),
    index("component_entries_act").on(t.tenantId, t.actId).where(sql`act_id is not null`),
    foreignKey({
      columns: [t.tenantId, t.actId],
      foreignColumns: [claimActs.tenantId, claimActs.id],
    }),
    check("component_entries_amount", sql`abs(amount_minor) between 1 and 1000000000000`),
    foreignKey({
      columns: [t.tenantId, t.componentId],
      foreignColumns: [claimComponents.tenantId, claimComponents.id],
    }),
    foreignKey({ columns: [t.tenantId, t.reversesId], foreignColumns: [t.tenantId, t.id] }),
  ],
);

/** Append-only: money that came. A reversal is a row of its own with the negative amount. */
export const payments = pgTable(
  "payments",
  {
    tenantId: tenantId(),
    id: id(),
    caseId: ref("case_id").notNull(),
    /** Named by the payer (variable symbol): this claim is paid first, the rest goes on. */
    claimId: ref("claim_id"),
    amountMinor: minor("amount_minor").notNull(),
    currency: text("currency", { enum: CURRENCIES }).notNull(),
    valueOn: date("value_on", { mode: "string" }).notNull(),
    variableSymbol: text("variable_symbol"),
    source: text("source", { enum: PAYMENT_SOURCES }).notNull(),
    sourceKey: text("source_key"),
    note: text("note"),
    reversesId: ref("reverses_id"),
    reversalKind: text("reversal_kind", { enum: REVERSAL_KINDS }),
    importId: ref("import_id"),
    bookedBy: ref("booked_by"),
    bookedAt: at("booked_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("payments_case").on(t.tenantId, t.caseId, t.valueOn),
    index("payments_newest").on(t.tenantId, t.valueOn, t.id),
    index("payments_variable_symbol").on(t.tenantId, t.variableSymbol),
    index("payments_import").on(t.tenantId, t.importId).where(sql`import_id is not null`),
    uniqueIndex("payments_source_key").on(t.tenantId, t.sourceKey),
    uniqueIndex("payments_reverses_key")
      .on(t.tenantId, t.reversesId)
      .where(sql`reverses_id is not null`),
    index("payments_amount_order")
      .on(t.tenantId, t.amountMinor.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`reverses_id is null`),
    check(
      "payments_reversal",
      sql`(reverses_id is null) = (reversal_kind is null) and (reverses_id is null) = (amount_minor > 0)`,
    ),
    check("payments_amount", sql`abs(amount_minor) between 1 and 1000000000000`),
    oneOf("payments_reversal_kind", "reversal_kind", REVERSAL_KINDS),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    foreignKey({ columns: [t.tenantId, t.claimId], foreignColumns: [claims.tenantId, claims.id] }),
    foreignKey({ columns: [t.tenantId, t.reversesId], foreignColumns: [t.tenantId, t.id] }),
    oneOf("payments_currency", "currency", CURRENCIES),
    oneOf("payments_source", "source", PAYMENT_SOURCES),
  ],
);

/** Append-only: which part of a payment paid what. Without a component: kept as overpayment. */
export const allocations = pgTable(
  "allocations",
  {
    tenantId: tenantId(),
    id: id(),
    caseId: ref("case_id").notNull(),
    paymentId: ref("payment_id").notNull(),
    componentId: ref("component_id"),
    amountMinor: minor("amount_minor").notNull(),
    valueOn: date("value_on", { mode: "string" }).notNull(),
    /** The edition of the rule pack that placed it; none where an agreed order did. */
    packVersion: text("pack_version"),
    bookedAt: at("booked_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("allocations_case").on(t.tenantId, t.caseId),
    check("allocations_amount", sql`amount_minor <> 0`),
    foreignKey({
      columns: [t.tenantId, t.paymentId],
      foreignColumns: [payments.tenantId, payments.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.componentId],
      foreignColumns: [claimComponents.tenantId, claimComponents.id],
    }),
  ],
);
