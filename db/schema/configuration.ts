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
  ACTION_OBJECTS,
  ACTION_STATES,
  DELIVERY_STATES,
  OFFICE_TASK_KINDS,
} from "../values/configuration";
import { cases } from "./cases";
import { at, bytea, createdAt, id, oneOf, ref, tenantId } from "./columns";

/** Where a tenant's file is, how it was last read, and which of its versions is in force. */
export const configSources = pgTable(
  "config_sources",
  {
    tenantId: tenantId(),
    /** "https://…/config.yaml", or a path below the install's folder. */
    location: text("location"),
    etag: text("etag"),
    checkedAt: at("checked_at"),
    /** Why it could not be read; null: it could. */
    trouble: text("trouble"),
    /** Since when; the same trouble or others, one after another. */
    unreadSince: at("unread_since"),
    latestVersionId: ref("latest_version_id"),
    appliedVersionId: ref("applied_version_id"),
    /** Names of rows of `outbox_facts` (and "event.added") that the file in force waits for. */
    armed: text("armed").array().notNull().default(sql`'{}'`),
    updatedAt: at("updated_at").notNull().defaultNow(),
    updatedBy: ref("updated_by"),
    /** Of the checkout that the file was last read from. */
    commitId: text("commit_id"),
    /** What was told and pressed loses its contents after so many days, and is forgotten after more. */
    bodyDays: integer("body_days").notNull().default(30),
    rowDays: integer("row_days").notNull().default(90),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId] }),
    check("config_sources_log_days", sql`body_days between 1 and row_days and row_days <= 3650`),
  ],
);

/** Every text of the file that was ever read. Append-only. */
export const configVersions = pgTable(
  "config_versions",
  {
    tenantId: tenantId(),
    id: id(),
    hash: text("hash").notNull(),
    body: text("body").notNull(),
    readAt: at("read_at").notNull(),
    location: text("location").notNull(),
    findings: jsonb("findings").$type<unknown[]>().notNull(),
    isValid: boolean("is_valid").notNull(),
    /** Of the checkout that it was first read from. */
    commitId: text("commit_id"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** When which version came into force, and what it changed. Append-only. */
export const configApplications = pgTable(
  "config_applications",
  {
    tenantId: tenantId(),
    id: id(),
    versionId: ref("version_id").notNull(),
    previousId: ref("previous_id"),
    plan: jsonb("plan").$type<unknown[]>().notNull(),
    appliedAt: at("applied_at").notNull(),
    appliedBy: ref("applied_by"),
    actorName: text("actor_name").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      name: "config_applications_version_fk",
      columns: [t.tenantId, t.versionId],
      foreignColumns: [configVersions.tenantId, configVersions.id],
    }),
  ],
);

/** Which machines may be called, each with the secret that our calls are signed with. */
export const outgoingHosts = pgTable(
  "outgoing_hosts",
  {
    tenantId: tenantId(),
    /** "loan.example", "loan.example:8443" */
    host: text("host").notNull(),
    secret: bytea("secret").notNull(),
    secretTail: text("secret_tail").notNull(),
    /** Signs beside the new one until then. */
    previousSecret: bytea("previous_secret"),
    previousUntil: at("previous_until"),
    createdAt: createdAt(),
    createdBy: ref("created_by"),
    rotatedAt: at("rotated_at"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.host] })],
);

/** Facts that were put aside for triggers and wait to be made deliveries of. */
export const triggerInbox = pgTable(
  "trigger_inbox",
  {
    tenantId: tenantId(),
    id: id(),
    source: text("source").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    occurredAt: at("occurred_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** One fact for one trigger: what leaves, and what became of it. */
export const triggerDeliveries = pgTable(
  "trigger_deliveries",
  {
    tenantId: tenantId(),
    id: id(),
    /** The trigger's name in the file. */
    endpoint: text("endpoint").notNull(),
    fact: text("fact").notNull(),
    /** Deliveries of one lane leave one after the other: "case:17". */
    lane: text("lane").notNull(),
    caseId: ref("case_id"),
    /** The same at every attempt and replay: the receiver acts on it once. */
    webhookId: text("webhook_id").notNull(),
    url: text("url").notNull(),
    /** null: it was forgotten with time. */
    body: jsonb("body").$type<Record<string, unknown>>(),
    occurredAt: at("occurred_at").notNull(),
    state: text("state", { enum: DELIVERY_STATES }).notNull().default("waiting"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: at("next_attempt_at").notNull(),
    leasedUntil: at("leased_until"),
    lastAttemptAt: at("last_attempt_at"),
    status: integer("status"),
    reason: text("reason"),
    response: text("response"),
    tookMs: integer("took_ms"),
    isReplay: boolean("is_replay").notNull().default(false),
    replayedBy: ref("replayed_by"),
    deliveredAt: at("delivered_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("trigger_deliveries_lane")
      .on(t.tenantId, t.endpoint, t.lane, t.id)
      .where(sql`state = 'waiting'`),
    index("trigger_deliveries_due").on(t.tenantId, t.id).where(sql`state = 'waiting'`),
    index("trigger_deliveries_case").on(t.tenantId, t.caseId, t.id),
    index("trigger_deliveries_endpoint").on(t.tenantId, t.endpoint, t.id),
    index("trigger_deliveries_given_up").on(t.tenantId, t.endpoint).where(sql`state = 'given_up'`),
    index("trigger_deliveries_bodies")
      .on(t.tenantId, t.occurredAt)
      .where(sql`body is not null and state <> 'waiting'`),
    index("trigger_deliveries_old").on(t.tenantId, t.occurredAt).where(sql`state <> 'waiting'`),
    oneOf("trigger_deliveries_state", "state", DELIVERY_STATES),
  ],
);

/** How a trigger's address has answered of late. */
export const triggerHealth = pgTable(
  "trigger_health",
  {
    tenantId: tenantId(),
    endpoint: text("endpoint").notNull(),
    failures: integer("failures").notNull().default(0),
    failingSince: at("failing_since"),
    lastReason: text("last_reason"),
    lastAttemptAt: at("last_attempt_at"),
    deliveredAt: at("delivered_at"),
    /** Nothing leaves for it until somebody switches it on again. */
    disabledAt: at("disabled_at"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.endpoint] })],
);

/** What the customer's program has last said of a case. */
export const customValues = pgTable(
  "custom_values",
  {
    tenantId: tenantId(),
    variable: text("variable").notNull(),
    caseId: ref("case_id").notNull(),
    /** Hash of the variable's definition: of another one the value does not count. */
    definition: text("definition").notNull(),
    values: jsonb("values").$type<Record<string, unknown>>(),
    fetchedAt: at("fetched_at"),
    triedAt: at("tried_at").notNull(),
    trouble: text("trouble"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.variable, t.caseId] }),
    foreignKey({
      name: "custom_values_case_fk",
      columns: [t.tenantId, t.caseId],
      foreignColumns: [cases.tenantId, cases.id],
    }),
  ],
);

/** One press of a button of the customer's. */
export const actionRuns = pgTable(
  "action_runs",
  {
    tenantId: tenantId(),
    id: id(),
    action: text("action").notNull(),
    objectKind: text("object_kind", { enum: ACTION_OBJECTS }).notNull(),
    objectId: ref("object_id").notNull(),
    caseId: ref("case_id"),
    refNo: text("ref_no"),
    /** Of the press: pressed twice by accident it is run once. */
    key: text("key").notNull(),
    /** null: it was forgotten with time. */
    input: jsonb("input").$type<Record<string, unknown>>(),
    state: text("state", { enum: ACTION_STATES }).notNull().default("waiting"),
    leasedUntil: at("leased_until"),
    status: integer("status"),
    reason: text("reason"),
    message: text("message"),
    openUrl: text("open_url"),
    askedBy: ref("asked_by"),
    actorName: text("actor_name").notNull(),
    askedAt: at("asked_at").notNull(),
    endedAt: at("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("action_runs_key").on(t.tenantId, t.key),
    index("action_runs_object").on(t.tenantId, t.objectKind, t.objectId, t.id),
    index("action_runs_open").on(t.tenantId, t.id).where(sql`state in ('waiting', 'running')`),
    index("action_runs_inputs")
      .on(t.tenantId, t.askedAt)
      .where(sql`input is not null and state not in ('waiting', 'running')`),
    index("action_runs_old")
      .on(t.tenantId, t.askedAt)
      .where(sql`state not in ('waiting', 'running')`),
    index("action_runs_case").on(t.tenantId, t.caseId, t.id).where(sql`case_id is not null`),
    oneOf("action_runs_object_kind", "object_kind", ACTION_OBJECTS),
    oneOf("action_runs_state", "state", ACTION_STATES),
  ],
);

/** Work that belongs to no case: it stands until its cause is gone. */
export const officeTasks = pgTable(
  "office_tasks",
  {
    tenantId: tenantId(),
    id: id(),
    kind: text("kind", { enum: OFFICE_TASK_KINDS }).notNull(),
    /** What it is about, by name; one is open at a time. */
    subject: text("subject").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    raisedAt: at("raised_at").notNull(),
    resolvedAt: at("resolved_at"),
    resolvedBy: ref("resolved_by"),
    /** Who or what made its cause go away. */
    actorName: text("actor_name"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("office_tasks_open")
      .on(t.tenantId, t.kind, t.subject)
      .where(sql`resolved_at is null`),
    oneOf("office_tasks_kind", "kind", OFFICE_TASK_KINDS),
  ],
);
