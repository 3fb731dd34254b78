import { sql } from "drizzle-orm";
import {
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
import { MODULE_INBOX_STATES } from "../values/modules";
import { at, bytea, createdAt, id, oneOf, ref, tenantId } from "./columns";

/** Keys of machines that call us. The secret itself is shown once and kept nowhere. */
export const moduleKeys = pgTable(
  "module_keys",
  {
    tenantId: tenantId(),
    id: id(),
    label: text("label").notNull(),
    secretHash: bytea("secret_hash").notNull(),
    secretTail: text("secret_tail").notNull(),
    scopes: text("scopes").array().notNull(),
    createdBy: ref("created_by"),
    createdAt: createdAt(),
    revokedAt: at("revoked_at"),
    lastUsedAt: at("last_used_at"),
    /** Calls of the current minute. */
    windowFrom: at("window_from"),
    windowCalls: integer("window_calls").notNull().default(0),
    /** The secret before this one, good until then: programs are changed over meanwhile. */
    oldSecretHash: bytea("old_secret_hash"),
    oldSecretTail: text("old_secret_tail"),
    oldValidUntil: at("old_valid_until"),
    oldLastUsedAt: at("old_last_used_at"),
    callsPerMinute: integer("calls_per_minute").notNull().default(60),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("module_keys_secret").on(t.secretHash),
    uniqueIndex("module_keys_old_secret").on(t.oldSecretHash),
    check("module_keys_pace", sql`calls_per_minute between 1 and 100000`),
  ],
);

/** Calls that named an Idempotency-Key, and what was answered. */
export const moduleCalls = pgTable(
  "module_calls",
  {
    tenantId: tenantId(),
    keyId: ref("key_id").notNull(),
    idempotencyKey: text("idempotency_key").notNull(),
    route: text("route").notNull(),
    bodyHash: bytea("body_hash").notNull(),
    begunAt: at("begun_at").notNull(),
    /** null: still at it, or it died. */
    status: integer("status"),
    answer: jsonb("answer").$type<unknown>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.keyId, t.idempotencyKey] }),
    index("module_calls_begun").on(t.tenantId, t.begunAt),
  ],
);

/** Database logins of modules and the key whose rights they have; bound by the platform. */
export const moduleLogins = pgTable(
  "module_logins",
  {
    tenantId: tenantId(),
    login: text("login").notNull(),
    keyId: ref("key_id").notNull(),
    boundAt: at("bound_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.login] }),
    uniqueIndex("module_logins_login").on(t.login),
    foreignKey({
      columns: [t.tenantId, t.keyId],
      foreignColumns: [moduleKeys.tenantId, moduleKeys.id],
    }),
  ],
);

/** What modules asked for through the database, and what was answered (0044_module_api.sql). */
export const moduleInbox = pgTable(
  "module_inbox",
  {
    tenantId: tenantId(),
    id: id(),
    keyId: ref("key_id").notNull(),
    procedure: text("procedure").notNull(),
    input: jsonb("input").$type<Record<string, unknown>>().notNull(),
    idempotencyKey: text("idempotency_key").notNull().default(sql`(gen_random_uuid())::text`),
    queuedAt: at("queued_at").notNull().defaultNow(),
    state: text("state", { enum: MODULE_INBOX_STATES }).notNull().default("waiting"),
    status: integer("status"),
    answer: jsonb("answer").$type<unknown>(),
    doneAt: at("done_at"),
    /** Begun so many times; a worker holds it until then; after a fault it rests until then. */
    attempts: integer("attempts").notNull().default(0),
    leasedUntil: at("leased_until"),
    nextAt: at("next_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("module_inbox_idempotency").on(t.tenantId, t.keyId, t.idempotencyKey),
    index("module_inbox_waiting").on(t.tenantId, t.id).where(sql`state = 'waiting'`),
    foreignKey({
      columns: [t.tenantId, t.keyId],
      foreignColumns: [moduleKeys.tenantId, moduleKeys.id],
    }),
    oneOf("module_inbox_state", "state", MODULE_INBOX_STATES),
    check("module_inbox_answer", sql`(state = 'waiting') = (status is null)`),
    check(
      "module_inbox_input",
      sql`jsonb_typeof(input) = 'object' and length(input::text) <= 1000000`,
    ),
    check("module_inbox_key", sql.raw("idempotency_key ~ '^[\\x21-\\x7e]{1,200}$'")),
  ],
);
