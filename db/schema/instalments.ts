import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { CURRENCIES } from "../values/claims";
import { PROMISE_CHANNELS, PROMISE_STATES, RHYTHMS, SCHEDULE_ENDS } from "../values/instalments";
import { caseGroups, cases } from "./cases";
import { claims } from "./claims";
import { at, createdAt, id, minor, oneOf, ref, tenantId } from "./columns";

/** What a new schedule starts with: of a group of cases, else (no group) of the tenant. */
export const scheduleSettings = pgTable(
  "schedule_settings",
  {
    tenantId: tenantId(),
    id: id(),
    groupId: ref("group_id"),
    graceDays: integer("grace_days").notNull(),
    /** The transition that a case takes when a schedule breaks. */
    brokenTransition: text("broken_transition"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("schedule_settings_group_key").on(t.tenantId, sql`coalesce(group_id, 0)`),
    check("schedule_settings_grace", sql`grace_days between 0 and 90`),
    foreignKey({
      columns: [t.tenantId, t.groupId],
      foreignColumns: [caseGroups.tenantId, caseGroups.id],
    }),
  ],
);

export const instalmentSchedules = pgTable(
  "instalment_schedules",
  {
    tenantId: tenantId(),
    id: id(),
    caseId: ref("case_id").notNull(),
    /** Of one claim; without it of the whole case. */
    claimId: ref("claim_id"),
    currency: text("currency", { enum: CURRENCIES }).notNull(),
    totalMinor: minor("total_minor").notNull(),
    rhythm: text("rhythm", { enum: RHYTHMS }),
    variableSymbol: text("variable_symbol"),
    /** The number of the symbol: what movements of the bank are compared by. */
    symbolKey: ref("symbol_key").generatedAlwaysAs(sql`symbol_key(variable_symbol)`),
    note: text("note").notNull().default(""),
    /** Payments of earlier days are none of its own. */
    startsOn: date("starts_on", { mode: "string" }).notNull(),
    graceDays: integer("grace_days").notNull(),
    /** Its own; without it the setting of the case's group, then the tenant's. */
    brokenTransition: text("broken_transition"),
    replacesId: ref("replaces_id"),
    endKind: text("end_kind", { enum: SCHEDULE_ENDS }),
    /** Payments from this day on are none of its own any more. */
    endedOn: date("ended_on", { mode: "string" }),
    endReason: text("end_reason"),
    endedBy: ref("ended_by"),
    /** Taken back with its import: no list shows it. */
    voidedAt: at("voided_at"),
    importId: ref("import_id"),
    sourceKey: text("source_key"),
    createdBy: ref("created_by"),
    createdAt: createdAt(),
    // Cache of what payments draw on it, for lists and the watch; recomputable, and a test holds it.
    instalmentCount: integer("instalment_count").notNull(),
    paidCount: integer("paid_count").notNull().default(0),
    paidMinor: minor("paid_minor").notNull().default(0),
    /** Due day of the oldest instalment that is not paid whole; null: all are. */
    nextDueOn: date("next_due_on", { mode: "string" }),
    /** What is still missing of it. */
    nextOpenMinor: minor("next_open_minor").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("instalment_schedules_case").on(t.tenantId, t.caseId),
    index("instalment_schedules_import")
      .on(t.tenantId, t.importId)
      .where(sql`import_id is not null`),
    index("instalment_schedules_symbol_key")
      .on(t.tenantId, t.symbolKey)
      .where(sql`symbol_key is not null and end_kind is null`),
    index("instalment_schedules_next")
      .on(t.tenantId, t.nextDueOn, t.id)
      .where(sql`end_kind is null and next_due_on is not null`),
    index("instalment_schedules_order")
      .on(t.tenantId, sql`(coalesce(next_due_on, '9999-12-31'::date))`, t.id)
      .where(sql`voided_at is null`),
    uniqueIndex("instalment_schedules_source_key")
      .on(t.tenantId, t.sourceKey)
      .where(sql`source_key is not null`),
    uniqueIndex("instalment_schedules_replaces_key")
      .on(t.tenantId, t.replacesId)
      .where(sql`replaces_id is not null`),
    check("instalment_schedules_total", sql`total_minor between 1 and 1000000000000`),
    check("instalment_schedules_grace", sql`grace_days between 0 and 90`),
    check("instalment_schedules_end", sql`(end_kind is null) = (ended_on is null)`),
    oneOf("instalment_schedules_currency", "currency", CURRENCIES),
    oneOf("instalment_schedules_rhythm", "rhythm", RHYTHMS),
    oneOf("instalment_schedules_end_kind", "end_kind", SCHEDULE_ENDS),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    foreignKey({ columns: [t.tenantId, t.claimId], foreignColumns: [claims.tenantId, claims.id] }),
    foreignKey({ columns: [t.tenantId, t.replacesId], foreignColumns: [t.tenantId, t.id] }),
  ],
);

/** Append-only: what was agreed. Another agreement is another schedule. */
export const instalments = pgTable(
  "instalments",
  {
    tenantId: tenantId(),
    id: id(),
    scheduleId: ref("schedule_id").notNull(),
    position: integer("position").notNull(),
    dueOn: date("due_on", { mode: "string" }).notNull(),
    amountMinor: minor("amount_minor").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("instalments_position_key").on(t.tenantId, t.scheduleId, t.position),
    check("instalments_amount", sql`amount_minor between 1 and 1000000000000`),
    foreignKey({
      columns: [t.tenantId, t.scheduleId],
      foreignColumns: [instalmentSchedules.tenantId, instalmentSchedules.id],
    }),
  ],
);

/** An instalment that stayed unpaid beyond its days of grace; healed when its payment is found. */
export const scheduleBreaches = pgTable(
  "schedule_breaches",
  {
    tenantId: tenantId(),
    id: id(),
    scheduleId: ref("schedule_id").notNull(),
    instalmentId: ref("instalment_id").notNull(),
    openMinor: minor("open_minor").notNull(),
    foundAt: at("found_at").notNull(),
    healedAt: at("healed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("schedule_breaches_schedule").on(t.tenantId, t.scheduleId),
    uniqueIndex("schedule_breaches_open_key")
      .on(t.tenantId, t.instalmentId)
      .where(sql`healed_at is null`),
    foreignKey({
      columns: [t.tenantId, t.scheduleId],
      foreignColumns: [instalmentSchedules.tenantId, instalmentSchedules.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.instalmentId],
      foreignColumns: [instalments.tenantId, instalments.id],
    }),
  ],
);

export const paymentPromises = pgTable(
  "payment_promises",
  {
    tenantId: tenantId(),
    id: id(),
    caseId: ref("case_id").notNull(),
    claimId: ref("claim_id"),
    amountMinor: minor("amount_minor").notNull(),
    currency: text("currency", { enum: CURRENCIES }).notNull(),
    /** Given on; money of earlier days does not keep it. */
    madeOn: date("made_on", { mode: "string" }).notNull(),
    dueOn: date("due_on", { mode: "string" }).notNull(),
    graceDays: integer("grace_days").notNull(),
    channel: text("channel", { enum: PROMISE_CHANNELS }).notNull(),
    note: text("note").notNull().default(""),
    state: text("state", { enum: PROMISE_STATES }).notNull().default("open"),
    paidMinor: minor("paid_minor").notNull().default(0),
    /** How often the state has changed: part of the facts' keys. */
    turn: integer("turn").notNull().default(0),
    cancelReason: text("cancel_reason"),
    sourceKey: text("source_key"),
    createdBy: ref("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("payment_promises_case").on(t.tenantId, t.caseId),
    index("payment_promises_due").on(t.tenantId, t.dueOn, t.id).where(sql`state = 'open'`),
    index("payment_promises_order").on(t.tenantId, t.dueOn, t.id),
    uniqueIndex("payment_promises_source_key")
      .on(t.tenantId, t.sourceKey)
      .where(sql`source_key is not null`),
    check("payment_promises_amount", sql`amount_minor between 1 and 1000000000000`),
    check("payment_promises_days", sql`made_on <= due_on`),
    check("payment_promises_grace", sql`grace_days between 0 and 90`),
    oneOf("payment_promises_currency", "currency", CURRENCIES),
    oneOf("payment_promises_channel", "channel", PROMISE_CHANNELS),
    oneOf("payment_promises_state", "state", PROMISE_STATES),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    foreignKey({ columns: [t.tenantId, t.claimId], foreignColumns: [claims.tenantId, claims.id] }),
  ],
);
