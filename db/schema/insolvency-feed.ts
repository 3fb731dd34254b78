import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { FEED_GAPS, HINT_KEYS } from "../values/insolvency-feed";
import { INSOLVENCY_REGISTERS } from "../values/registers";
import { at, bytea, id, oneOf, ref, tenantId } from "./columns";
import { screenings } from "./registers";

/** How far the install has read a register's events. Public data: of no tenant, as the next four. */
export const insolvencyFeeds = pgTable(
  "insolvency_feeds",
  {
    register: text("register", { enum: INSOLVENCY_REGISTERS }).primaryKey(),
    /** Null: the newest id has not been asked for yet. */
    lastId: ref("last_id"),
    /** When it may be asked again. */
    nextAt: at("next_at").notNull(),
    /** Only who holds this number may write what was read. */
    readNo: integer("read_no").notNull().default(0),
    leaseUntil: at("lease_until"),
    readAt: at("read_at"),
    /** When it was last read to its end. */
    endAt: at("end_at"),
    failures: integer("failures").notNull().default(0),
    trouble: text("trouble"),
    troubleAt: at("trouble_at"),
    /** The last replay: from which id, and when it was asked for. */
    replayedFrom: ref("replayed_from"),
    replayedAt: at("replayed_at"),
  },
  () => [oneOf("insolvency_feeds_register", "register", INSOLVENCY_REGISTERS)],
);

/** What happened in a proceeding, without whom: those are among `insolvency_debtors`. */
export const insolvencyEvents = pgTable(
  "insolvency_events",
  {
    register: text("register", { enum: INSOLVENCY_REGISTERS }).notNull(),
    eventId: ref("event_id").notNull(),
    /** "INS 99001/2025" */
    mark: text("mark").notNull(),
    /** The register's own number of what happened. */
    type: text("type").notNull(),
    section: text("section"),
    publishedAt: at("published_at"),
    state: text("state"),
  },
  (t) => [
    primaryKey({ columns: [t.register, t.eventId] }),
    index("insolvency_events_mark").on(t.register, t.mark, t.eventId),
    uniqueIndex("insolvency_events_change")
      .on(t.mark, t.publishedAt)
      .where(sql`register = 'isir_sk'`),
    oneOf("insolvency_events_register", "register", INSOLVENCY_REGISTERS),
  ],
);

/** The Slovak register numbers none of its changes; the copy does. */
export const insolvencyChangeIds = pgSequence("insolvency_change_ids");

/** Proceedings of the Slovak register that changed and were not read yet. */
export const insolvencyUnread = pgTable(
  "insolvency_unread",
  {
    register: text("register", { enum: INSOLVENCY_REGISTERS }).notNull(),
    mark: text("mark").notNull(),
    eventId: ref("event_id").notNull(),
    changedAt: at("changed_at").notNull(),
    /** When it is read, after what went wrong. */
    nextAt: at("next_at").notNull(),
    tries: integer("tries").notNull().default(0),
    trouble: text("trouble"),
  },
  (t) => [
    primaryKey({ columns: [t.register, t.mark] }),
    index("insolvency_unread_next").on(t.register, t.nextAt),
    oneOf("insolvency_unread_register", "register", INSOLVENCY_REGISTERS),
  ],
);

/** A proceeding as its newest events leave it. */
export const insolvencyProceedings = pgTable(
  "insolvency_proceedings",
  {
    register: text("register", { enum: INSOLVENCY_REGISTERS }).notNull(),
    mark: text("mark").notNull(),
    court: text("court"),
    state: text("state"),
    /** Last day to register claims. */
    claimsUntilOn: date("claims_until_on", { mode: "string" }),
    endedOn: date("ended_on", { mode: "string" }),
    /** Of the newest event that said something. */
    eventId: ref("event_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.register, t.mark] }),
    oneOf("insolvency_proceedings_register", "register", INSOLVENCY_REGISTERS),
  ],
);

/** Debtors of proceedings, each as keyed hashes of what they can be known by; nothing in clear. */
export const insolvencyDebtors = pgTable(
  "insolvency_debtors",
  {
    register: text("register", { enum: INSOLVENCY_REGISTERS }).notNull(),
    mark: text("mark").notNull(),
    key: bytea("key").notNull(),
    kind: text("kind", { enum: HINT_KEYS }).notNull(),
    /** The event that named them. */
    eventId: ref("event_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.register, t.mark, t.key] }),
    index("insolvency_debtors_key").on(t.key, t.register),
    oneOf("insolvency_debtors_register", "register", INSOLVENCY_REGISTERS),
    oneOf("insolvency_debtors_kind", "kind", HINT_KEYS),
  ],
);

export const insolvencyGaps = pgTable(
  "insolvency_gaps",
  {
    register: text("register", { enum: INSOLVENCY_REGISTERS }).notNull(),
    fromId: ref("from_id").notNull(),
    toId: ref("to_id").notNull(),
    kind: text("kind", { enum: FEED_GAPS }).notNull(),
    notedAt: at("noted_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.register, t.fromId, t.kind] }),
    oneOf("insolvency_gaps_register", "register", INSOLVENCY_REGISTERS),
    oneOf("insolvency_gaps_kind", "kind", FEED_GAPS),
    check("insolvency_gaps_range", sql`from_id <= to_id`),
  ],
);

/**
 * Parties of a tenant that the events are compared with, and what of them that was made from. A
 * trigger of 0050_watch_changes.sql lets them go with the party.
 */
export const insolvencyWatches = pgTable(
  "insolvency_watches",
  {
    tenantId: tenantId(),
    partyId: ref("party_id").notNull(),
    register: text("register", { enum: INSOLVENCY_REGISTERS }).notNull(),
    source: uuid("source").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.partyId, t.register] }),
    oneOf("insolvency_watches_register", "register", INSOLVENCY_REGISTERS),
  ],
);

/**
 * What they can be known by, hashed as debtors are: equal ones meet, of whichever tenant. A trigger
 * of 0050_watch_changes.sql lets them go with the watch.
 */
export const insolvencyWatchKeys = pgTable(
  "insolvency_watch_keys",
  {
    tenantId: tenantId(),
    partyId: ref("party_id").notNull(),
    register: text("register", { enum: INSOLVENCY_REGISTERS }).notNull(),
    key: bytea("key").notNull(),
    kind: text("kind", { enum: HINT_KEYS }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.partyId, t.register, t.key] }),
    index("insolvency_watch_keys_key").on(t.key, t.register),
    oneOf("insolvency_watch_keys_register", "register", INSOLVENCY_REGISTERS),
    oneOf("insolvency_watch_keys_kind", "kind", HINT_KEYS),
  ],
);

/**
 * What may have changed whom a tenant watches, as triggers of 0050_watch_changes.sql note it: a
 * party, a case, or, with neither, everybody. Lines go when they have been seen to.
 */
export const insolvencyWatchChanges = pgTable(
  "insolvency_watch_changes",
  {
    tenantId: tenantId(),
    id: id(),
    partyId: ref("party_id"),
    caseId: ref("case_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    check("insolvency_watch_changes_one", sql`party_id is null or case_id is null`),
  ],
);

/** The tenant's last comparison of everybody, or the one that is under way. */
export const insolvencyWatchPasses = pgTable(
  "insolvency_watch_passes",
  {
    tenantId: tenantId(),
    register: text("register", { enum: INSOLVENCY_REGISTERS }).notNull(),
    /** Parties up to this one have been compared. */
    afterId: ref("after_id").notNull().default(0),
    partyCount: ref("party_count").notNull(),
    doneCount: ref("done_count").notNull().default(0),
    begunAt: at("begun_at").notNull(),
    finishedAt: at("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.register] }),
    oneOf("insolvency_watch_passes_register", "register", INSOLVENCY_REGISTERS),
  ],
);

/**
 * An event that seems to be of a party: a reason to ask the register, and never an answer itself. It
 * goes with the party, by a trigger of 0050_watch_changes.sql.
 */
export const insolvencyHints = pgTable(
  "insolvency_hints",
  {
    tenantId: tenantId(),
    id: id(),
    partyId: ref("party_id").notNull(),
    register: text("register", { enum: INSOLVENCY_REGISTERS }).notNull(),
    mark: text("mark").notNull(),
    type: text("type").notNull(),
    /** The proceeding's state by the event; empty where it told none. */
    state: text("state").notNull().default(""),
    eventId: ref("event_id").notNull(),
    kind: text("kind", { enum: HINT_KEYS }).notNull(),
    foundAt: at("found_at").notNull(),
    /** When the register is asked, after what went wrong. */
    nextAt: at("next_at").notNull(),
    tries: integer("tries").notNull().default(0),
    settledAt: at("settled_at"),
    screeningId: ref("screening_id"),
    /** Why it could not be asked at all. */
    refusal: text("refusal"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("insolvency_hints_key").on(
      t.tenantId,
      t.partyId,
      t.register,
      t.mark,
      t.type,
      t.state,
    ),
    index("insolvency_hints_waiting")
      .on(t.tenantId, t.nextAt, t.partyId)
      .where(sql`settled_at is null`),
    foreignKey({
      columns: [t.tenantId, t.screeningId],
      foreignColumns: [screenings.tenantId, screenings.id],
    }),
    oneOf("insolvency_hints_register", "register", INSOLVENCY_REGISTERS),
    oneOf("insolvency_hints_kind", "kind", HINT_KEYS),
  ],
);
