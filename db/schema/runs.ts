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
} from "drizzle-orm/pg-core";
import { RUN_STATES, STEP_KINDS, STEP_STATES } from "../values/runs";
import { at, createdAt, id, oneOf, ref, tenantId } from "./columns";

/** Ids of events that were taken, so that one sent twice acts once. */
export const clockEvents = pgTable(
  "clock_events",
  {
    tenantId: tenantId(),
    id: text("id").notNull(),
    receivedAt: at("received_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("clock_events_received").on(t.receivedAt),
  ],
);

/** Runs of functions in the embedded executor; tenant 0 is the install itself. */
export const clockRuns = pgTable(
  "clock_runs",
  {
    tenantId: tenantId(),
    id: id(),
    functionId: text("function_id").notNull(),
    state: text("state", { enum: RUN_STATES }).notNull().default("active"),
    /** Ids and plain values only. */
    events: jsonb("events").notNull(),
    /** What a gathering run gathers by. */
    groupKey: text("group_key"),
    gatherUntil: at("gather_until"),
    /** Queues with a limit that its calls stand in, and the limits. */
    lanes: text("lanes").array().notNull().default(sql`'{}'`),
    laneLimits: integer("lane_limits").array().notNull().default(sql`'{}'`),
    /** The step that invoked it. */
    parentRunId: ref("parent_run_id"),
    parentStepId: text("parent_step_id"),
    /** Ids of steps in the order in which they ended. */
    stack: jsonb("stack").$type<string[]>().notNull().default([]),
    attempts: integer("attempts").notNull().default(0),
    output: jsonb("output"),
    /** The code of a refusal, or the kind of a fault. */
    error: text("error"),
    createdAt: createdAt(),
    startedAt: at("started_at"),
    endedAt: at("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("clock_runs_gathering")
      .on(t.tenantId, t.functionId, t.groupKey)
      .where(sql`state = 'gathering'`),
    index("clock_runs_parent").on(t.tenantId, t.parentRunId).where(sql`parent_run_id is not null`),
    index("clock_runs_open").on(t.tenantId, t.functionId, t.id).where(sql`ended_at is null`),
    index("clock_runs_ended").on(t.endedAt).where(sql`ended_at is not null`),
    oneOf("clock_runs_state", "state", RUN_STATES),
  ],
);

/** What a run remembers of its steps, and what it waits for. */
export const clockSteps = pgTable(
  "clock_steps",
  {
    tenantId: tenantId(),
    runId: ref("run_id").notNull(),
    stepId: text("step_id").notNull(),
    name: text("name").notNull(),
    kind: text("kind", { enum: STEP_KINDS }).notNull(),
    state: text("state", { enum: STEP_STATES }).notNull().default("open"),
    /** What it gave, or its error. */
    result: jsonb("result"),
    /** The end of a sleep, or of waiting. */
    dueAt: at("due_at"),
    eventName: text("event_name"),
    condition: text("condition"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.runId, t.stepId] }),
    foreignKey({
      columns: [t.tenantId, t.runId],
      foreignColumns: [clockRuns.tenantId, clockRuns.id],
    }).onDelete("cascade"),
    index("clock_steps_due").on(t.dueAt).where(sql`state = 'open' and due_at is not null`),
    index("clock_steps_waiting")
      .on(t.tenantId, t.eventName)
      .where(sql`state = 'open' and event_name is not null`),
    oneOf("clock_steps_kind", "kind", STEP_KINDS),
    oneOf("clock_steps_state", "state", STEP_STATES),
  ],
);

/** The queue of calls. One row a run and step, so nothing is called twice at a time. */
export const clockCalls = pgTable(
  "clock_calls",
  {
    tenantId: tenantId(),
    runId: ref("run_id").notNull(),
    /** "step": run the function on; else the step that was planned. */
    stepId: text("step_id").notNull(),
    functionId: text("function_id").notNull(),
    attempt: integer("attempt").notNull().default(0),
    /** How often a process died at it. */
    losses: integer("losses").notNull().default(0),
    dueAt: at("due_at").notNull(),
    /** Whose it is while it is open. */
    lease: text("lease"),
    leaseUntil: at("lease_until"),
    /** Something happened to the run while this was open. */
    isAskedAgain: boolean("is_asked_again").notNull().default(false),
    lanes: text("lanes").array().notNull().default(sql`'{}'`),
    laneLimits: integer("lane_limits").array().notNull().default(sql`'{}'`),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.runId, t.stepId] }),
    foreignKey({
      columns: [t.tenantId, t.runId],
      foreignColumns: [clockRuns.tenantId, clockRuns.id],
    }).onDelete("cascade"),
    index("clock_calls_due").on(t.dueAt, t.runId),
    index("clock_calls_leased").on(t.leaseUntil).where(sql`lease_until is not null`),
  ],
);

/** When a schedule is due next. */
export const clockCrons = pgTable(
  "clock_crons",
  {
    tenantId: tenantId(),
    functionId: text("function_id").notNull(),
    cron: text("cron").notNull(),
    nextAt: at("next_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.functionId, t.cron] })],
);

/** Until when a lane with a pace has no room. */
export const clockThrottles = pgTable(
  "clock_throttles",
  {
    tenantId: tenantId(),
    lane: text("lane").notNull(),
    freeAt: at("free_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.lane] })],
);

/** What was given up, wherever the function ran; people read it and let it run again. */
export const runFailures = pgTable(
  "run_failures",
  {
    tenantId: tenantId(),
    id: id(),
    functionId: text("function_id").notNull(),
    runId: text("run_id").notNull(),
    eventName: text("event_name").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    /** The code of a refusal, or the kind of a fault; never a message. */
    error: text("error").notNull(),
    attempts: integer("attempts"),
    failedAt: at("failed_at").notNull(),
    retriedAt: at("retried_at"),
    retriedBy: ref("retried_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("run_failures_run").on(t.tenantId, t.functionId, t.runId),
    index("run_failures_open").on(t.tenantId, t.id).where(sql`retried_at is null`),
  ],
);
