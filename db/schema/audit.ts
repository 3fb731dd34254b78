import { sql } from "drizzle-orm";
import {
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { ACTOR_KINDS } from "../values/access";
import { at, id, oneOf, ref, tenantId } from "./columns";

const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

/** Append-only: the database refuses update and delete. Names no foreign key, it outlives what it tells of. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    tenantId: tenantId(),
    id: id(),
    at: at("at").notNull().defaultNow(),
    actorKind: text("actor_kind", { enum: ACTOR_KINDS }).notNull(),
    actorId: ref("actor_id"),
    actorName: text("actor_name").notNull(),
    action: text("action").notNull(),
    entity: text("entity").notNull(),
    entityId: ref("entity_id"),
    caseId: ref("case_id"),
    before: jsonb("before").$type<Record<string, unknown> | null>(),
    after: jsonb("after").$type<Record<string, unknown> | null>(),
    reason: text("reason"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("audit_entries_entity").on(t.tenantId, t.entity, t.entityId, t.id),
    index("audit_entries_at").on(t.tenantId, t.at.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("audit_entries_action").on(
      t.tenantId,
      t.action,
      t.at.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index("audit_entries_actor").on(
      t.tenantId,
      t.actorId,
      t.at.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index("audit_entries_case")
      .on(t.tenantId, t.caseId, t.at.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`case_id is not null`),
    oneOf("audit_entries_actor_kind", "actor_kind", ACTOR_KINDS),
  ],
);

/**
 * What was shown to which operator (0086_who_read.sql). Append-only; names no foreign key, it outlives
 * what it tells of, and holds of people their ids alone.
 */
export const auditReads = pgTable(
  "audit_reads",
  {
    tenantId: tenantId(),
    id: id(),
    at: at("at").notNull(),
    operatorId: ref("operator_id").notNull(),
    operatorName: text("operator_name").notNull(),
    /** The procedure that showed it, "cases.list". */
    place: text("place").notNull(),
    /** The case or the person that was opened, where it was not a list. */
    caseId: ref("case_id"),
    partyId: ref("party_id"),
    /** All that were shown, what was opened among them. */
    caseIds: ref("case_ids").array().notNull(),
    partyIds: ref("party_ids").array().notNull(),
    /** Of the reader, the hour and what was shown: once each. */
    key: uuid("key").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("audit_reads_key").on(t.tenantId, t.key),
    index("audit_reads_at").on(t.tenantId, t.at.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("audit_reads_operator").on(
      t.tenantId,
      t.operatorId,
      t.at.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index("audit_reads_cases").using("gin", t.caseIds).with({ gin_pending_list_limit: 256 }),
    index("audit_reads_parties").using("gin", t.partyIds).with({ gin_pending_list_limit: 256 }),
  ],
);

/** Facts on their way out, written in the verb's own transaction and relayed afterwards. */
export const outboxFacts = pgTable(
  "outbox_facts",
  {
    tenantId: tenantId(),
    id: id(),
    name: text("name").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    /** One fact a key: a repeated cause writes nothing twice. */
    key: text("key"),
    occurredAt: at("occurred_at").notNull().defaultNow(),
    relayedAt: at("relayed_at"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: at("next_attempt_at").notNull().defaultNow(),
    lastError: text("last_error"),
    /** Of its transaction: the order in which modules read the feed (0044_module_api.sql). */
    txid: xid8("txid").notNull().default(sql`pg_current_xact_id()`),
    /** In which stretch that order holds; a restore begins the next (0047_module_feed.sql). */
    feed: integer("feed").notNull().default(sql`(pg_sequence_last_value('feed_number'))::integer`),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("outbox_facts_key").on(t.tenantId, t.key),
    index("outbox_facts_feed").on(t.tenantId, t.feed, t.txid, t.id),
    index("outbox_facts_waiting")
      .on(t.tenantId, t.nextAttemptAt, t.id)
      .where(sql`relayed_at is null`),
  ],
);

/** Stretches of the feed of facts, and by what each is known to be of this very database. */
export const feedMarks = pgTable(
  "feed_marks",
  {
    feed: integer("feed").notNull(),
    mark: text("mark").notNull(),
    beganAt: at("began_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.feed] })],
);
