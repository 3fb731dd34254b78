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
