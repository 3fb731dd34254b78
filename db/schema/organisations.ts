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
import {
  CHANGE_STATES,
  CLIENT_FIELDS,
  JOIN_SIGHTS,
  JOIN_STATES,
  REGISTRATIONS,
} from "../values/portal";
import { cases } from "./cases";
import { at, bytea, id, oneOf, ref, tenantId } from "./columns";
import { parties } from "./parties";
import { portalUsers } from "./portal";

/** What a tenant lets clients do by themselves, and what somebody confirms; no row: as here. */
export const portalRules = pgTable(
  "portal_rules",
  {
    tenantId: tenantId(),
    /** How long a link from a letter is good; 0: letters have none. */
    letterDays: integer("letter_days").notNull().default(30),
    registration: text("registration", { enum: REGISTRATIONS }).notNull().default("closed"),
    confirmsName: boolean("confirms_name").notNull().default(true),
    confirmsBankAccount: boolean("confirms_bank_account").notNull().default(true),
    confirmsAddress: boolean("confirms_address").notNull().default(false),
    updatedAt: at("updated_at").notNull().defaultNow(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId] }),
    oneOf("portal_rules_registration", "registration", REGISTRATIONS),
    check("portal_rules_letters", sql`letter_days between 0 and 365`),
  ],
);

/** Which organisation stands under which; no circles, no more than ten storeys. */
export const organisationParents = pgTable(
  "organisation_parents",
  {
    tenantId: tenantId(),
    partyId: ref("party_id").notNull(),
    parentId: ref("parent_id").notNull(),
    setBy: ref("set_by"),
    setAt: at("set_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.partyId] }),
    index("organisation_parents_parent").on(t.tenantId, t.parentId),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.parentId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
  ],
);

/** Codes by which people join an organisation. Only a code's hash is kept. */
export const organisationCodes = pgTable(
  "organisation_codes",
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: ref("organisation_id").notNull(),
    codeHash: bytea("code_hash").notNull(),
    sight: text("sight", { enum: JOIN_SIGHTS }).notNull(),
    /** Nobody confirms who joins by it. */
    isAtOnce: boolean("is_at_once").notNull().default(false),
    usesMax: integer("uses_max").notNull(),
    uses: integer("uses").notNull().default(0),
    createdAt: at("created_at").notNull(),
    createdBy: ref("created_by"),
    /** The account of the organisation's own administrator. */
    createdByClient: ref("created_by_client"),
    createdByName: text("created_by_name").notNull(),
    expiresAt: at("expires_at").notNull(),
    revokedAt: at("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("organisation_codes_code").on(t.tenantId, t.codeHash),
    index("organisation_codes_organisation").on(t.tenantId, t.organisationId),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    oneOf("organisation_codes_sight", "sight", JOIN_SIGHTS),
    check(
      "organisation_codes_uses",
      sql`uses_max between 1 and 100 and uses between 0 and uses_max`,
    ),
  ],
);

/** Who asked to belong to an organisation. */
export const organisationJoins = pgTable(
  "organisation_joins",
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: ref("organisation_id").notNull(),
    portalUserId: ref("portal_user_id").notNull(),
    codeId: ref("code_id"),
    sight: text("sight", { enum: JOIN_SIGHTS }).notNull(),
    /** They brought the organisation in: confirmed, they look after it. */
    isFounder: boolean("is_founder").notNull().default(false),
    /** What they wrote of the organisation. */
    given: jsonb("given").$type<Record<string, unknown>>(),
    state: text("state", { enum: JOIN_STATES }).notNull(),
    askedAt: at("asked_at").notNull(),
    decidedAt: at("decided_at"),
    decidedByName: text("decided_by_name"),
    reason: text("reason"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("organisation_joins_waiting")
      .on(t.tenantId, t.portalUserId)
      .where(sql`state = 'waiting'`),
    index("organisation_joins_organisation").on(t.tenantId, t.organisationId),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.portalUserId],
      foreignColumns: [portalUsers.tenantId, portalUsers.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.tenantId, t.codeId],
      foreignColumns: [organisationCodes.tenantId, organisationCodes.id],
    }),
    oneOf("organisation_joins_sight", "sight", JOIN_SIGHTS),
    oneOf("organisation_joins_state", "state", JOIN_STATES),
  ],
);

/** Somebody wants an account: the way to it went to their e-mail. */
export const portalRegistrations = pgTable(
  "portal_registrations",
  {
    tenantId: tenantId(),
    id: id(),
    secretHash: bytea("secret_hash").notNull(),
    email: text("email").notNull(),
    codeId: ref("code_id"),
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    usedAt: at("used_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("portal_registrations_secret").on(t.secretHash),
    foreignKey({
      columns: [t.tenantId, t.codeId],
      foreignColumns: [organisationCodes.tenantId, organisationCodes.id],
    }),
  ],
);

/** Where money goes back to a party. */
export const partyBankAccounts = pgTable(
  "party_bank_accounts",
  {
    tenantId: tenantId(),
    partyId: ref("party_id").notNull(),
    /** The account's key: "19-2000145399/0800", of other countries the IBAN. */
    number: text("number").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.partyId] }),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }).onDelete("cascade"),
  ],
);

/** Whom to talk to at an organisation. */
export const organisationContacts = pgTable(
  "organisation_contacts",
  {
    tenantId: tenantId(),
    partyId: ref("party_id").notNull(),
    name: text("name").notNull(),
    position: text("position").notNull().default(""),
    email: text("email").notNull().default(""),
    phone: text("phone").notNull().default(""),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.partyId] }),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }).onDelete("cascade"),
  ],
);

/** What a client said of themselves, what stood there before, and what came of it. */
export const clientChanges = pgTable(
  "client_changes",
  {
    tenantId: tenantId(),
    id: id(),
    partyId: ref("party_id").notNull(),
    field: text("field", { enum: CLIENT_FIELDS }).notNull(),
    before: jsonb("before").$type<unknown>(),
    after: jsonb("after").$type<unknown>(),
    state: text("state", { enum: CHANGE_STATES }).notNull(),
    portalUserId: ref("portal_user_id"),
    givenByName: text("given_by_name").notNull(),
    givenAt: at("given_at").notNull(),
    decidedAt: at("decided_at"),
    decidedBy: ref("decided_by"),
    decidedByName: text("decided_by_name"),
    reason: text("reason"),
    taskEventId: ref("task_event_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("client_changes_waiting")
      .on(t.tenantId, t.partyId, t.field)
      .where(sql`state = 'waiting'`),
    index("client_changes_party").on(t.tenantId, t.partyId, t.id),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.portalUserId],
      foreignColumns: [portalUsers.tenantId, portalUsers.id],
    }),
    oneOf("client_changes_field", "field", CLIENT_FIELDS),
    oneOf("client_changes_state", "state", CHANGE_STATES),
  ],
);

/** What became of the links in letters of one case to one addressee. */
export const portalLetterWays = pgTable(
  "portal_letter_ways",
  {
    tenantId: tenantId(),
    caseId: ref("case_id").notNull(),
    partyId: ref("party_id").notNull(),
    failures: integer("failures").notNull().default(0),
    openedTimes: integer("opened_times").notNull().default(0),
    lastOpenedAt: at("last_opened_at"),
    /** Links made up to then are good for nothing. */
    shutBefore: at("shut_before"),
    shutByName: text("shut_by_name"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.caseId, t.partyId] }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
  ],
);

/** Who came by a letter: one case, for an hour. */
export const portalLetterSessions = pgTable(
  "portal_letter_sessions",
  {
    tenantId: tenantId(),
    id: id(),
    secretHash: bytea("secret_hash").notNull(),
    caseId: ref("case_id").notNull(),
    partyId: ref("party_id").notNull(),
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    revokedAt: at("revoked_at"),
    ip: text("ip"),
    userAgent: text("user_agent"),
    /** Newer messages they do not read. */
    letterMadeAt: at("letter_made_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("portal_letter_sessions_secret").on(t.secretHash),
    index("portal_letter_sessions_case").on(t.tenantId, t.caseId, t.partyId),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
  ],
);
