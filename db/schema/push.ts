import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { NOTICE_KINDS, NOTICE_OUTCOMES } from "../values/push";
import { operators, sessions } from "./access";
import { cases } from "./cases";
import { at, bytea, createdAt, id, oneOf, ref, tenantId } from "./columns";

/** By which push services know us (RFC 8292); made once, its private half lies sealed. */
export const pushKeys = pgTable(
  "push_keys",
  {
    tenantId: tenantId(),
    publicKey: text("public_key").notNull(),
    privateKeyCipher: bytea("private_key_cipher").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId] })],
);

/** A browser of an operator's that wants to be told. It ends with the session it was made in. */
export const pushDevices = pgTable(
  "push_devices",
  {
    tenantId: tenantId(),
    id: id(),
    operatorId: ref("operator_id").notNull(),
    sessionId: uuid("session_id").notNull(),
    endpointHash: bytea("endpoint_hash").notNull(),
    /** Address and keys of the browser's push service, as JSON. */
    subscriptionCipher: bytea("subscription_cipher").notNull(),
    label: text("label").notNull(),
    kinds: text("kinds").array().notNull(),
    createdAt: createdAt(),
    lastSentAt: at("last_sent_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("push_devices_endpoint").on(t.tenantId, t.endpointHash),
    index("push_devices_operator").on(t.tenantId, t.operatorId),
    index("push_devices_session").on(t.tenantId, t.sessionId),
    foreignKey({
      columns: [t.tenantId, t.operatorId],
      foreignColumns: [operators.tenantId, operators.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.tenantId, t.sessionId],
      foreignColumns: [sessions.tenantId, sessions.id],
    }).onDelete("cascade"),
  ],
);

/** One thing that one device is told, once. */
export const pushNotices = pgTable(
  "push_notices",
  {
    tenantId: tenantId(),
    id: id(),
    deviceId: ref("device_id").notNull(),
    caseId: ref("case_id").notNull(),
    kind: text("kind", { enum: NOTICE_KINDS }).notNull(),
    /** What it tells of: a post, an assignment, a task. */
    sourceKey: text("source_key").notNull(),
    createdAt: createdAt(),
    dueAt: at("due_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
    settledAt: at("settled_at"),
    outcome: text("outcome", { enum: NOTICE_OUTCOMES }),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("push_notices_once").on(t.tenantId, t.deviceId, t.sourceKey),
    index("push_notices_waiting").on(t.tenantId, t.dueAt).where(sql`settled_at is null`),
    index("push_notices_case").on(t.tenantId, t.caseId),
    foreignKey({
      columns: [t.tenantId, t.deviceId],
      foreignColumns: [pushDevices.tenantId, pushDevices.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    oneOf("push_notices_kind", "kind", NOTICE_KINDS),
    oneOf("push_notices_outcome", "outcome", NOTICE_OUTCOMES),
    check("push_notices_settled", sql`(settled_at is null) = (outcome is null)`),
  ],
);
