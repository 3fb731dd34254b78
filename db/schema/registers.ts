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
import { MATCH_QUALITIES } from "../../server/kernel/register-answer";
import { CURRENCIES } from "../values/claims";
import {
  CZECH_TIES,
  INSOLVENCY_PROCEDURES,
  REGISTER_TIES,
  SLOVAK_TIES,
} from "../values/insolvency-procedures";
import { type HitDetails, MEANINGS } from "../values/register-meanings";
import {
  CHANGE_CAUSES,
  HIT_VERDICTS,
  INSOLVENCY_REGISTERS,
  LOOKUP_KEYS,
  QUESTION_REGISTERS,
  REGISTERS,
  SCREENING_CAUSES,
  SCREENING_KEYS,
  SCREENING_OUTCOMES,
  WARNING_MODES,
} from "../values/registers";
import { cases } from "./cases";
import { at, bytea, id, minor, oneOf, ref, tenantId } from "./columns";
import { parties } from "./parties";

/** How a tenant asks a register. No row: the install's defaults. */
export const registerServices = pgTable(
  "register_services",
  {
    tenantId: tenantId(),
    register: text("register", { enum: REGISTERS }).notNull(),
    /** Where its service is; empty: it is not asked. */
    url: text("url").notNull(),
    /** How long a check holds: "30D", "1M", "1Y". */
    validity: text("validity").notNull().default("30D"),
    warningMode: text("warning_mode", { enum: WARNING_MODES }).notNull().default("warning"),
    /** Whether work without a person (imports, modules, rules) may ask and is warned. */
    allowsBackground: boolean("allows_background").notNull().default(true),
    perMinute: integer("per_minute").notNull().default(50),
    perDay: integer("per_day").notNull().default(3000),
    /** What an answer costs, and what may be spent in a month; null: no limit. */
    priceMinor: minor("price_minor").notNull().default(0),
    currency: text("currency", { enum: CURRENCIES }).notNull().default("CZK"),
    monthBudgetMinor: minor("month_budget_minor"),
    /** Of addresses: the table that stands in the database is asked, not the service. */
    prefersOffline: boolean("prefers_offline").notNull().default(false),
    updatedAt: at("updated_at").notNull().defaultNow(),
    updatedBy: ref("updated_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.register] }),
    oneOf("register_services_register", "register", REGISTERS),
    oneOf("register_services_mode", "warning_mode", WARNING_MODES),
    oneOf("register_services_currency", "currency", CURRENCIES),
    check("register_services_pace", sql`per_minute > 0 and per_day > 0`),
  ],
);

/** How often a register was asked of late, all processes together, and how it has answered. */
export const registerPace = pgTable(
  "register_pace",
  {
    tenantId: tenantId(),
    register: text("register", { enum: REGISTERS }).notNull(),
    minuteFrom: at("minute_from").notNull(),
    minuteCalls: integer("minute_calls").notNull(),
    dayFrom: at("day_from").notNull(),
    dayCalls: integer("day_calls").notNull(),
    /** Failures in a row; after several it is left alone until then. */
    failures: integer("failures").notNull().default(0),
    restingUntil: at("resting_until"),
    trouble: text("trouble"),
    troubleAt: at("trouble_at"),
    answeredAt: at("answered_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.register] }),
    oneOf("register_pace_register", "register", REGISTERS),
  ],
);

/** Money of questions that are on their way; a dead process's is free again when it expires. */
export const registerReservations = pgTable(
  "register_reservations",
  {
    tenantId: tenantId(),
    id: id(),
    register: text("register", { enum: REGISTERS }).notNull(),
    currency: text("currency", { enum: CURRENCIES }).notNull(),
    amountMinor: minor("amount_minor").notNull(),
    expiresAt: at("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("register_reservations_open").on(t.tenantId, t.register, t.expiresAt),
    oneOf("register_reservations_register", "register", REGISTERS),
    oneOf("register_reservations_currency", "currency", CURRENCIES),
    check("register_reservations_amount", sql`amount_minor > 0`),
  ],
);

/** What a tenant wants of checks of insolvency altogether. */
export const insolvencySettings = pgTable(
  "insolvency_settings",
  {
    tenantId: tenantId(),
    /** The global switch: off, nobody is checked or warned when a party is chosen. */
    checksOnChoice: boolean("checks_on_choice").notNull().default(true),
    /** Every working day the parties of open cases are asked for. */
    watchesDaily: boolean("watches_daily").notNull().default(true),
    /** Who gets the list of parties whose state changed. */
    bulkEmail: text("bulk_email"),
    notifiesBulk: boolean("notifies_bulk").notNull().default(false),
    /** Under whose address that list leaves: an operator's, or the company's (null). */
    bulkSenderId: ref("bulk_sender_id"),
    /** By what somebody is of each country's register. */
    czechTies: text("czech_ties", { enum: REGISTER_TIES }).array().notNull().default(CZECH_TIES),
    slovakTies: text("slovak_ties", { enum: REGISTER_TIES }).array().notNull().default(SLOVAK_TIES),
    updatedAt: at("updated_at").notNull().defaultNow(),
    updatedBy: ref("updated_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId] }),
    check("insolvency_settings_notify", sql`not notifies_bulk or bulk_email is not null`),
    check(
      "insolvency_settings_ties",
      sql`czech_ties <@ '{country,address,tax_id,person}'::text[]
        and slovak_ties <@ '{country,address,tax_id,person}'::text[]
        and 'country' = any (czech_ties) and 'country' = any (slovak_ties)`,
    ),
  ],
);

/** Which states of a proceeding mean that the debtor still is insolvent. */
export const debtorStatuses = pgTable(
  "debtor_statuses",
  {
    tenantId: tenantId(),
    register: text("register", { enum: INSOLVENCY_REGISTERS }).notNull(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    isActive: boolean("is_active").notNull(),
    updatedAt: at("updated_at").notNull().defaultNow(),
    updatedBy: ref("updated_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.register, t.code] }),
    oneOf("debtor_statuses_register", "register", INSOLVENCY_REGISTERS),
  ],
);

/** The log of checks: what was asked, why, by whom, and what came back to the byte. Never changes. */
export const screenings = pgTable(
  "screenings",
  {
    tenantId: tenantId(),
    id: id(),
    register: text("register", { enum: REGISTERS }).notNull(),
    partyId: ref("party_id").notNull(),
    caseId: ref("case_id"),
    cause: text("cause", { enum: SCREENING_CAUSES }).notNull(),
    purpose: text("purpose").notNull(),
    legalBasis: text("legal_basis").notNull(),
    askedBy: text("asked_by", { enum: SCREENING_KEYS }).notNull(),
    askedAt: at("asked_at").notNull(),
    /** Null: a job or a module. */
    operatorId: ref("operator_id"),
    actorName: text("actor_name").notNull(),
    outcome: text("outcome", { enum: SCREENING_OUTCOMES }).notNull(),
    reason: text("reason"),
    detail: text("detail"),
    quality: text("quality", { enum: MATCH_QUALITIES }),
    asOf: at("as_of"),
    isCut: boolean("is_cut").notNull().default(false),
    /** What the answer says of the party (db/values/register-meanings.ts); null: as the register does. */
    meaning: text("meaning", { enum: MEANINGS }),
    /** The first answer that a register gave about this party. */
    isFirst: boolean("is_first").notNull(),
    hitCount: integer("hit_count").notNull().default(0),
    priceMinor: minor("price_minor").notNull().default(0),
    currency: text("currency", { enum: CURRENCIES }).notNull().default("CZK"),
    /** Sealed, as a question holds the birth number. */
    sent: bytea("sent"),
    received: bytea("received"),
    receivedHash: bytea("received_hash"),
    mediaType: text("media_type"),
    /** Proceedings that were asked for by their own mark, and answered. */
    askedMarks: text("asked_marks").array().notNull().default([]),
    /** Questions that left; each takes a turn, and is paid for where it was answered. */
    questionCount: integer("question_count").notNull().default(1),
    /** A person has seen to it. */
    processedAt: at("processed_at"),
    processedBy: ref("processed_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("screenings_party").on(t.tenantId, t.partyId, t.register, t.id),
    index("screenings_asked").on(t.tenantId, t.askedAt, t.id),
    index("screenings_spent").on(t.tenantId, t.register, t.askedAt),
    index("screenings_by_people")
      .on(t.tenantId, t.askedAt)
      .where(sql`cause <> 'watch' and cause <> 'feed'`),
    index("screenings_unprocessed")
      .on(t.tenantId, t.id)
      .where(sql`outcome = 'found' and processed_at is null`),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    oneOf("screenings_register", "register", REGISTERS),
    oneOf("screenings_cause", "cause", SCREENING_CAUSES),
    oneOf("screenings_asked_by", "asked_by", SCREENING_KEYS),
    oneOf("screenings_outcome", "outcome", SCREENING_OUTCOMES),
    oneOf("screenings_quality", "quality", MATCH_QUALITIES),
    oneOf("screenings_meaning", "meaning", MEANINGS),
    oneOf("screenings_currency", "currency", CURRENCIES),
    check("screenings_reason", sql`(outcome = 'unavailable') = (reason is not null)`),
  ],
);

/** A record that a register has of the party, as it stood in one answer. */
export const screeningHits = pgTable(
  "screening_hits",
  {
    tenantId: tenantId(),
    id: id(),
    screeningId: ref("screening_id").notNull(),
    partyId: ref("party_id").notNull(),
    register: text("register", { enum: REGISTERS }).notNull(),
    /** By which the same record is known again: of insolvency "INS 99001/2025". */
    mark: text("mark").notNull(),
    /** As people quote it, "KSBR 37 INS 99001/2025": the senate may change. */
    fileMark: text("file_mark"),
    court: text("court"),
    stateCode: text("state_code"),
    /** What kind of proceeding; null: none yet, or not of insolvency. */
    procedure: text("procedure", { enum: INSOLVENCY_PROCEDURES }),
    name: text("name").notNull(),
    birthOn: date("birth_on", { mode: "string" }),
    registrationNo: text("registration_no"),
    address: text("address"),
    startedOn: date("started_on", { mode: "string" }),
    endedOn: date("ended_on", { mode: "string" }),
    url: text("url"),
    isCoDebtor: boolean("is_co_debtor").notNull().default(false),
    quality: text("quality", { enum: MATCH_QUALITIES }).notNull(),
    /** By the tenant's own table of statuses at that time; null: not of insolvency. */
    isActive: boolean("is_active"),
    /** Of whom the register tells a birth number: keyed, to know them again among our own. */
    birthNumberHash: bytea("birth_number_hash"),
    /** What is to be noticed: "ended", "name_differs", "unreliable" … */
    remarks: text("remarks").array().notNull().default([]),
    /** What else the register says: published accounts, candidates of an address. */
    details: jsonb("details").$type<HitDetails>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("screening_hits_screening").on(t.tenantId, t.screeningId),
    index("screening_hits_party").on(t.tenantId, t.partyId, t.register, t.mark),
    foreignKey({
      columns: [t.tenantId, t.screeningId],
      foreignColumns: [screenings.tenantId, screenings.id],
    }),
    oneOf("screening_hits_register", "register", REGISTERS),
    oneOf("screening_hits_quality", "quality", MATCH_QUALITIES),
    oneOf("screening_hits_procedure", "procedure", INSOLVENCY_PROCEDURES),
  ],
);

/** What people said of a record and a party; it holds for every later answer too. */
export const hitVerdicts = pgTable(
  "hit_verdicts",
  {
    tenantId: tenantId(),
    partyId: ref("party_id").notNull(),
    register: text("register", { enum: REGISTERS }).notNull(),
    mark: text("mark").notNull(),
    verdict: text("verdict", { enum: HIT_VERDICTS }).notNull(),
    reason: text("reason"),
    decidedAt: at("decided_at").notNull(),
    decidedBy: ref("decided_by").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.partyId, t.register, t.mark] }),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    oneOf("hit_verdicts_register", "register", REGISTERS),
    oneOf("hit_verdicts_verdict", "verdict", HIT_VERDICTS),
  ],
);

/** What is known of a party's insolvency now, in one register. */
export const partyInsolvency = pgTable(
  "party_insolvency",
  {
    tenantId: tenantId(),
    partyId: ref("party_id").notNull(),
    register: text("register", { enum: INSOLVENCY_REGISTERS }).notNull(),
    /** Insolvent, by identifier or whole person, or as a person confirmed. */
    isActive: boolean("is_active").notNull(),
    /** A weaker match waits for somebody to judge it. */
    isSuspected: boolean("is_suspected").notNull().default(false),
    stateCode: text("state_code"),
    procedure: text("procedure", { enum: INSOLVENCY_PROCEDURES }),
    mark: text("mark"),
    fileMark: text("file_mark"),
    court: text("court"),
    startedOn: date("started_on", { mode: "string" }),
    endedOn: date("ended_on", { mode: "string" }),
    url: text("url"),
    /** The last answer that said something; what was unavailable is not one. */
    screeningId: ref("screening_id").notNull(),
    checkedAt: at("checked_at").notNull(),
    changedAt: at("changed_at").notNull(),
    /** When somebody last tried, whatever came of it. */
    triedAt: at("tried_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.partyId, t.register] }),
    index("party_insolvency_active").on(t.tenantId, t.partyId).where(sql`is_active`),
    index("party_insolvency_checked").on(t.tenantId, t.register, t.triedAt),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.screeningId],
      foreignColumns: [screenings.tenantId, screenings.id],
    }),
    oneOf("party_insolvency_register", "register", INSOLVENCY_REGISTERS),
    oneOf("party_insolvency_procedure", "procedure", INSOLVENCY_PROCEDURES),
  ],
);

/** How a party's insolvency came to be what it is: each change, and what made it. */
export const insolvencyChanges = pgTable(
  "insolvency_changes",
  {
    tenantId: tenantId(),
    id: id(),
    partyId: ref("party_id").notNull(),
    register: text("register", { enum: INSOLVENCY_REGISTERS }).notNull(),
    /** The check that showed it, or the last one before a verdict or an edited status. */
    screeningId: ref("screening_id").notNull(),
    cause: text("cause", { enum: CHANGE_CAUSES }).notNull(),
    /** Null: nothing was known. */
    wasActive: boolean("was_active"),
    isActive: boolean("is_active").notNull(),
    isSuspected: boolean("is_suspected").notNull(),
    stateBefore: text("state_before"),
    stateCode: text("state_code"),
    mark: text("mark"),
    changedAt: at("changed_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("insolvency_changes_party").on(t.tenantId, t.partyId, t.id),
    index("insolvency_changes_screening").on(t.tenantId, t.screeningId),
    index("insolvency_changes_changed").on(t.tenantId, t.changedAt, t.id),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.screeningId],
      foreignColumns: [screenings.tenantId, screenings.id],
    }),
    oneOf("insolvency_changes_register", "register", INSOLVENCY_REGISTERS),
    oneOf("insolvency_changes_cause", "cause", CHANGE_CAUSES),
  ],
);

/** Companies and addresses that were looked up before they are anybody's. Never changes. */
export const companyLookups = pgTable(
  "company_lookups",
  {
    tenantId: tenantId(),
    id: id(),
    register: text("register", { enum: QUESTION_REGISTERS }).notNull(),
    askedBy: text("asked_by", { enum: LOOKUP_KEYS }).notNull(),
    /** The registration number, the number for VAT, or what was typed of the name. */
    question: text("question").notNull(),
    /** What the asker said, or a code: of a form, of the log of screenings. */
    purpose: text("purpose").notNull(),
    legalBasis: text("legal_basis").notNull(),
    askedAt: at("asked_at").notNull(),
    operatorId: ref("operator_id"),
    actorName: text("actor_name").notNull(),
    outcome: text("outcome", { enum: SCREENING_OUTCOMES }).notNull(),
    reason: text("reason"),
    detail: text("detail"),
    asOf: at("as_of"),
    isCut: boolean("is_cut").notNull().default(false),
    records: jsonb("records").$type<object[]>().notNull().default([]),
    priceMinor: minor("price_minor").notNull().default(0),
    currency: text("currency", { enum: CURRENCIES }).notNull().default("CZK"),
    receivedHash: bytea("received_hash"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("company_lookups_question").on(t.tenantId, t.register, t.askedBy, t.question, t.id),
    index("company_lookups_asked").on(t.tenantId, t.askedAt),
    oneOf("company_lookups_register", "register", QUESTION_REGISTERS),
    oneOf("company_lookups_asked_by", "asked_by", LOOKUP_KEYS),
    oneOf("company_lookups_outcome", "outcome", SCREENING_OUTCOMES),
    oneOf("company_lookups_currency", "currency", CURRENCIES),
    check("company_lookups_reason", sql`(outcome = 'unavailable') = (reason is not null)`),
  ],
);

/** Fillings of `address_points`, of all tenants together; one of them is read. */
export const addressLoads = pgTable(
  "address_loads",
  {
    id: integer("id").generatedAlwaysAsIdentity(),
    /** The day the file is of. */
    asOf: date("as_of", { mode: "string" }),
    fileHash: bytea("file_hash").notNull(),
    startedAt: at("started_at").notNull(),
    /** So many rows of the file are in; a filling that broke off goes on there. */
    rowsDone: integer("rows_done").notNull().default(0),
    finishedAt: at("finished_at"),
    isCurrent: boolean("is_current").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.id] }),
    uniqueIndex("address_loads_one_current").on(t.isCurrent).where(sql`is_current`),
    check("address_loads_current", sql`not is_current or finished_at is not null`),
  ],
);

/** Address points of RÚIAN by every key that people may write them with. */
export const addressPoints = pgTable(
  "address_points",
  {
    loadId: integer("load_id").notNull(),
    /** As `party_addresses.address_key`. */
    key: text("key").notNull(),
    code: integer("code").notNull(),
    /** The key of the whole address; else of a shorter way to write it. */
    isMain: boolean("is_main").notNull(),
    line: text("line").notNull(),
  },
  (t) => [index("address_points_key").on(t.loadId, t.key)],
);
