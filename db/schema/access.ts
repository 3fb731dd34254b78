import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { LANGUAGES, ROLES, THEMES } from "../values/access";
import { at, bytea, createdAt, id, oneOf, ref, tenantId } from "./columns";

export const operators = pgTable(
  "operators",
  {
    tenantId: tenantId(),
    id: id(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    role: text("role", { enum: ROLES }).notNull(),
    passwordHash: text("password_hash").notNull(),
    /** Set by somebody else: must be changed at sign-in, and is worthless after this instant. */
    temporaryPasswordUntil: at("temporary_password_until"),
    language: text("language", { enum: LANGUAGES }).notNull().default("cs"),
    theme: text("theme", { enum: THEMES }).notNull().default("system"),
    isActive: boolean("is_active").notNull().default(true),
    isPresent: boolean("is_present").notNull().default(true),
    seesAllGroups: boolean("sees_all_groups").notNull().default(false),
    totpSecretCipher: bytea("totp_secret_cipher"),
    totpEnabledAt: at("totp_enabled_at"),
    /** The last time step whose code was accepted: a code works once. */
    totpLastStep: integer("totp_last_step"),
    recoveryCodeHashes: text("recovery_code_hashes").array().notNull().default(sql`'{}'`),
    preferences: jsonb("preferences").$type<Record<string, unknown>>().notNull().default({}),
    lastSignInAt: at("last_sign_in_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("operators_email_key").on(t.tenantId, sql`lower(${t.email})`),
    index("operators_sign_in").on(sql`lower(${t.email})`),
    oneOf("operators_role", "role", ROLES),
    oneOf("operators_language", "language", LANGUAGES),
    oneOf("operators_theme", "theme", THEMES),
  ],
);

export const accessGroups = pgTable(
  "access_groups",
  {
    tenantId: tenantId(),
    id: id(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("access_groups_code_key").on(t.tenantId, sql`lower(${t.code})`),
  ],
);

export const operatorAccessGroups = pgTable(
  "operator_access_groups",
  {
    tenantId: tenantId(),
    operatorId: ref("operator_id").notNull(),
    accessGroupId: ref("access_group_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.operatorId, t.accessGroupId] }),
    foreignKey({
      columns: [t.tenantId, t.operatorId],
      foreignColumns: [operators.tenantId, operators.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.tenantId, t.accessGroupId],
      foreignColumns: [accessGroups.tenantId, accessGroups.id],
    }).onDelete("cascade"),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    operatorId: ref("operator_id").notNull(),
    createdAt: createdAt(),
    lastSeenAt: at("last_seen_at").notNull().defaultNow(),
    expiresAt: at("expires_at").notNull(),
    revokedAt: at("revoked_at"),
    ip: text("ip"),
    userAgent: text("user_agent"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("sessions_operator").on(t.tenantId, t.operatorId),
    foreignKey({
      columns: [t.tenantId, t.operatorId],
      foreignColumns: [operators.tenantId, operators.id],
    }).onDelete("cascade"),
  ],
);

/** Failed sign-ins by a keyed hash of e-mail or address; knows no tenant, because none is known yet. */
export const signInThrottles = pgTable("sign_in_throttles", {
  key: bytea("key").primaryKey(),
  failures: integer("failures").notNull().default(0),
  lastFailedAt: at("last_failed_at").notNull(),
  lockedUntil: at("locked_until"),
});
