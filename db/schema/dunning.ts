import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { CURRENCIES } from "../values/claims";
import {
  GATHERINGS,
  PLAN_STATES,
  RUN_ITEM_STATES,
  RUN_STATES,
  SKIP_POLICIES,
} from "../values/dunning";
import { NOTICE_STOPS, STOP_REASONS } from "../values/messages";
import { cases } from "./cases";
import { claimComponents, claims } from "./claims";
import { at, createdAt, id, minor, oneOf, ref, tenantId } from "./columns";
import { messages } from "./messages";
import { templates } from "./templates";

/** A plan of notices. One is in force; drafts are tried out beside it before they take its place. */
export const dunningPlans = pgTable(
  "dunning_plans",
  {
    tenantId: tenantId(),
    id: id(),
    name: text("name").notNull(),
    state: text("state", { enum: PLAN_STATES }).notNull(),
    skipPolicy: text("skip_policy", { enum: SKIP_POLICIES }).notNull(),
    gathering: text("gathering", { enum: GATHERINGS }).notNull(),
    version: integer("version").notNull().default(1),
    createdBy: ref("created_by"),
    createdAt: createdAt(),
    activatedAt: at("activated_at"),
    retiredAt: at("retired_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("dunning_plans_active_key").on(t.tenantId).where(sql`state = 'active'`),
    oneOf("dunning_plans_state", "state", PLAN_STATES),
    oneOf("dunning_plans_skip_policy", "skip_policy", SKIP_POLICIES),
    oneOf("dunning_plans_gathering", "gathering", GATHERINGS),
  ],
);

/** Which claims of a step's cases it takes; what is left out does not narrow. */
export interface StepFilter {
  balanceMinMinor?: number;
  balanceMaxMinor?: number;
  tagsAny?: string[];
  tagsNone?: string[];
}

/** A template so many days from the due day, of cases of a category in a state. */
export const dunningSteps = pgTable(
  "dunning_steps",
  {
    tenantId: tenantId(),
    id: id(),
    planId: ref("plan_id").notNull(),
    /** The same step in every version of the plan: a claim gets it once. */
    seriesId: ref("series_id").notNull(),
    templateId: ref("template_id").notNull(),
    /** Days from the due day; negative before it. */
    dayOffset: integer("day_offset").notNull(),
    currency: text("currency", { enum: CURRENCIES }).notNull(),
    categories: text("categories").array().notNull().default(sql`'{}'`),
    states: text("states").array().notNull().default(sql`'{}'`),
    groupIds: ref("group_ids").array().notNull().default(sql`'{}'`),
    filter: jsonb("filter").$type<StepFilter>().notNull().default({}),
    feeMinor: minor("fee_minor").notNull().default(0),
    feeDescription: text("fee_description").notNull().default(""),
    /** Where the case goes once the notice is sent. */
    moveTo: text("move_to"),
    isAuto: boolean("is_auto").notNull().default(false),
    isLast: boolean("is_last").notNull().default(false),
    /** The notice of § 142a o. s. ř.: its proof of dispatch opens the way to court. */
    isPreAction: boolean("is_pre_action").notNull().default(false),
    /** So many days after its day it may still go out; null: for good. */
    graceDays: integer("grace_days"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("dunning_steps_series_key").on(t.tenantId, t.planId, t.seriesId),
    index("dunning_steps_template").on(t.tenantId, t.templateId),
    foreignKey({
      columns: [t.tenantId, t.planId],
      foreignColumns: [dunningPlans.tenantId, dunningPlans.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.tenantId, t.templateId],
      foreignColumns: [templates.tenantId, templates.id],
    }),
    check("dunning_steps_offset", sql`day_offset between -365 and 3650`),
    check("dunning_steps_fee", sql`fee_minor between 0 and 100000000`),
    oneOf("dunning_steps_currency", "currency", CURRENCIES),
  ],
);

/** Sending of a day's plan, by the clock or by a person; claimed and resumed as one row. */
export const dunningRuns = pgTable(
  "dunning_runs",
  {
    tenantId: tenantId(),
    id: id(),
    /** Of its cause: a day's automatic run, or a form sent once. */
    key: text("key").notNull(),
    planId: ref("plan_id").notNull(),
    onDay: date("on_day", { mode: "string" }).notNull(),
    /** Only these steps; empty: all that the run's kind allows. */
    seriesIds: ref("series_ids").array().notNull().default(sql`'{}'`),
    /** Only this letter: the lead case and step that a person clicked. */
    caseId: ref("case_id"),
    isAuto: boolean("is_auto").notNull(),
    state: text("state", { enum: RUN_STATES }).notNull().default("waiting"),
    total: integer("total").notNull().default(0),
    sent: integer("sent").notNull().default(0),
    stopped: integer("stopped").notNull().default(0),
    lastError: text("last_error"),
    requestedBy: ref("requested_by"),
    requestedAt: at("requested_at").notNull().defaultNow(),
    endedAt: at("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("dunning_runs_key").on(t.tenantId, t.key),
    foreignKey({
      columns: [t.tenantId, t.planId],
      foreignColumns: [dunningPlans.tenantId, dunningPlans.id],
    }),
    oneOf("dunning_runs_state", "state", RUN_STATES),
  ],
);

/** What a run has to do, put down before it begins: a letter a row, taken in the order of `no`. */
export const dunningRunItems = pgTable(
  "dunning_run_items",
  {
    tenantId: tenantId(),
    runId: ref("run_id").notNull(),
    no: integer("no").notNull(),
    caseIds: ref("case_ids").array().notNull(),
    seriesId: ref("series_id").notNull(),
    state: text("state", { enum: RUN_ITEM_STATES }).notNull().default("waiting"),
    reason: text("reason", { enum: NOTICE_STOPS }),
    messageId: ref("message_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.runId, t.no] }),
    foreignKey({
      columns: [t.tenantId, t.runId],
      foreignColumns: [dunningRuns.tenantId, dunningRuns.id],
    }).onDelete("cascade"),
    oneOf("dunning_run_items_state", "state", RUN_ITEM_STATES),
  ],
);

/** This claim got this step, by this message. The key is what "never twice" rests on. */
export const dunningNotices = pgTable(
  "dunning_notices",
  {
    tenantId: tenantId(),
    id: id(),
    claimId: ref("claim_id").notNull(),
    caseId: ref("case_id").notNull(),
    seriesId: ref("series_id").notNull(),
    stepId: ref("step_id").notNull(),
    /** What the days were counted from: the due day, or the instalment that was missed. */
    anchorOn: date("anchor_on", { mode: "string" }).notNull(),
    dayOffset: integer("day_offset").notNull(),
    sentOn: date("sent_on", { mode: "string" }).notNull(),
    messageId: ref("message_id").notNull(),
    feeComponentId: ref("fee_component_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("dunning_notices_key").on(t.tenantId, t.claimId, t.seriesId, t.anchorOn),
    index("dunning_notices_case").on(t.tenantId, t.caseId, t.id),
    index("dunning_notices_message").on(t.tenantId, t.messageId),
    foreignKey({ columns: [t.tenantId, t.claimId], foreignColumns: [claims.tenantId, claims.id] }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    foreignKey({
      columns: [t.tenantId, t.messageId],
      foreignColumns: [messages.tenantId, messages.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.feeComponentId],
      foreignColumns: [claimComponents.tenantId, claimComponents.id],
    }),
  ],
);

/** Derived: the last step that a claim got, so that a plan of a million claims reads no history. */
export const dunningPositions = pgTable(
  "dunning_positions",
  {
    tenantId: tenantId(),
    claimId: ref("claim_id").notNull(),
    anchorOn: date("anchor_on", { mode: "string" }).notNull(),
    dayOffset: integer("day_offset").notNull(),
    sentOn: date("sent_on", { mode: "string" }).notNull(),
    /** All that it got since the anchor: a step whose day was changed is not sent again. */
    seriesIds: ref("series_ids").array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.claimId, t.anchorOn] }),
    foreignKey({
      columns: [t.tenantId, t.claimId],
      foreignColumns: [claims.tenantId, claims.id],
    }).onDelete("cascade"),
  ],
);

/** A step that was not sent and why; written once for each reason, also into the timeline. */
export const dunningStops = pgTable(
  "dunning_stops",
  {
    tenantId: tenantId(),
    caseId: ref("case_id").notNull(),
    seriesId: ref("series_id").notNull(),
    anchorOn: date("anchor_on", { mode: "string" }).notNull(),
    reason: text("reason", { enum: STOP_REASONS }).notNull(),
    firstOn: date("first_on", { mode: "string" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.caseId, t.seriesId, t.anchorOn, t.reason] }),
    foreignKey({
      columns: [t.tenantId, t.caseId],
      foreignColumns: [cases.tenantId, cases.id],
    }).onDelete("cascade"),
    oneOf("dunning_stops_reason", "reason", STOP_REASONS),
  ],
);
