import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { at, bytea, createdAt, id, ref, tenantId } from "./columns";

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
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("module_keys_secret").on(t.secretHash),
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
    foreignKey({
      columns: [t.tenantId, t.keyId],
      foreignColumns: [moduleKeys.tenantId, moduleKeys.id],
    }),
  ],
);
