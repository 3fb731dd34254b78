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
import { DISTRIBUTIONS, REQUEST_CHANNELS, REQUEST_PRIORITIES } from "../values/requests";
import { accessGroups, operators } from "./access";
import { cases } from "./cases";
import { at, id, minor, oneOf, ref, tenantId } from "./columns";

const texts = (name: string) => text(name).array().notNull().default(sql`'{}'`);

/** Which requests go to whom; asked in their order, the first that fits decides. An empty list fits all. */
export const requestRules = pgTable(
  "request_rules",
  {
    tenantId: tenantId(),
    id: id(),
    position: integer("position").notNull(),
    name: text("name").notNull(),
    isActive: boolean("is_active").notNull().default(true),
    kinds: texts("kinds"),
    clientKinds: texts("client_kinds"),
    /** Of the case that the request is about. */
    categories: texts("categories"),
    caseGroupIds: ref("case_group_ids").array().notNull().default(sql`'{}'`),
    /** Any of them in the subject. */
    words: texts("words"),
    languages: texts("languages"),
    channels: texts("channels"),
    /** An access group whose people share it; or one operator; neither: only the priority. */
    teamId: ref("team_id"),
    operatorId: ref("operator_id"),
    distribution: text("distribution", { enum: DISTRIBUTIONS }).notNull().default("round_robin"),
    priority: text("priority", { enum: REQUEST_PRIORITIES }),
    /** Whose turn it was. */
    lastOperatorId: ref("last_operator_id"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("request_rules_order").on(t.tenantId, t.position, t.id),
    foreignKey({
      columns: [t.tenantId, t.teamId],
      foreignColumns: [accessGroups.tenantId, accessGroups.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.operatorId],
      foreignColumns: [operators.tenantId, operators.id],
    }),
    oneOf("request_rules_distribution", "distribution", DISTRIBUTIONS),
    oneOf("request_rules_priority", "priority", REQUEST_PRIORITIES),
    check("request_rules_target", sql`team_id is null or operator_id is null`),
  ],
);

/** Working minutes to the first reply and to the end; null in kind or priority: of all others. */
export const requestTargets = pgTable(
  "request_targets",
  {
    tenantId: tenantId(),
    id: id(),
    kind: text("kind"),
    priority: text("priority", { enum: REQUEST_PRIORITIES }),
    replyMinutes: integer("reply_minutes").notNull(),
    resolutionMinutes: integer("resolution_minutes").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("request_targets_place").on(
      t.tenantId,
      sql`coalesce(${t.kind}, '')`,
      sql`coalesce(${t.priority}, '')`,
    ),
    oneOf("request_targets_priority", "priority", REQUEST_PRIORITIES),
    check(
      "request_targets_minutes",
      sql`reply_minutes between 1 and 100000 and resolution_minutes between 1 and 100000`,
    ),
  ],
);

/** When a tenant works, and what follows where a promise is not kept. */
export const requestSettings = pgTable(
  "request_settings",
  {
    tenantId: tenantId(),
    /** From Monday, of each day its spans: [["08:00", "16:30"]]. */
    workingWeek: jsonb("working_week").$type<[string, string][][]>().notNull(),
    /** Of the promised time, after which its owner is warned. */
    warnPercent: integer("warn_percent").notNull().default(80),
    notifiesOwner: boolean("notifies_owner").notNull().default(true),
    notifiedOperatorId: ref("notified_operator_id"),
    reassignTeamId: ref("reassign_team_id"),
    raisesPriority: boolean("raises_priority").notNull().default(false),
    version: integer("version").notNull().default(1),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId] }),
    foreignKey({
      columns: [t.tenantId, t.notifiedOperatorId],
      foreignColumns: [operators.tenantId, operators.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.reassignTeamId],
      foreignColumns: [accessGroups.tenantId, accessGroups.id],
    }),
    check("request_settings_warn_percent", sql`warn_percent between 1 and 100`),
  ],
);

/** What is answered often: by language, with fields as in templates. */
export const cannedAnswers = pgTable(
  "canned_answers",
  {
    tenantId: tenantId(),
    id: id(),
    /** Typed after a slash. */
    shortcut: text("shortcut").notNull(),
    kinds: texts("kinds"),
    texts: jsonb("texts").$type<Record<string, string>>().notNull(),
    isActive: boolean("is_active").notNull().default(true),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("canned_answers_shortcut").on(t.tenantId, sql`lower(${t.shortcut})`),
  ],
);

/** A request as the desk has it: how urgent, with whom, and its clock. Beside the case, one to one. */
export const deskRequests = pgTable(
  "desk_requests",
  {
    tenantId: tenantId(),
    caseId: ref("case_id").notNull(),
    priority: text("priority", { enum: REQUEST_PRIORITIES }).notNull().default("normal"),
    channel: text("channel", { enum: REQUEST_CHANNELS }).notNull(),
    language: text("language").notNull(),
    teamId: ref("team_id"),
    ruleId: ref("rule_id"),
    /** The kind by which it was routed; another one routes it anew. */
    routedKind: text("routed_kind"),
    /** What the rules gave; who or what stands there instead was chosen by somebody, and stays. */
    routedOwnerId: ref("routed_owner_id"),
    routedPriority: text("routed_priority", { enum: REQUEST_PRIORITIES })
      .notNull()
      .default("normal"),
    mergedIntoId: ref("merged_into_id"),
    openedAt: at("opened_at").notNull(),
    /** It waits for the client, or is done with: the clock stands. */
    isResting: boolean("is_resting").notNull().default(false),
    replyMinutes: integer("reply_minutes").notNull(),
    resolutionMinutes: integer("resolution_minutes").notNull(),
    firstRepliedAt: at("first_replied_at"),
    /** Working time that it took. */
    replyMs: minor("reply_ms"),
    /** Null where the clock stands or it is done. */
    replyDueAt: at("reply_due_at"),
    replyWarnedAt: at("reply_warned_at"),
    replyBreachedAt: at("reply_breached_at"),
    resolvedAt: at("resolved_at"),
    resolutionMs: minor("resolution_ms"),
    /** Working time left when the clock last began or stopped; negative where it is over. */
    resolutionLeftMs: minor("resolution_left_ms").notNull(),
    resolutionDueAt: at("resolution_due_at"),
    resolutionWarnedAt: at("resolution_warned_at"),
    resolutionBreachedAt: at("resolution_breached_at"),
    /** The sooner of the two. */
    dueAt: at("due_at"),
    nextCheckAt: at("next_check_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.caseId] }),
    index("desk_requests_due")
      .on(t.tenantId, t.dueAt, t.caseId)
      .where(sql`resolved_at is null and merged_into_id is null`),
    index("desk_requests_check")
      .on(t.tenantId, t.nextCheckAt)
      .where(sql`next_check_at is not null`),
    index("desk_requests_merged_into")
      .on(t.tenantId, t.mergedIntoId)
      .where(sql`merged_into_id is not null`),
    index("desk_requests_opened").on(t.tenantId, t.openedAt),
    index("desk_requests_resolved")
      .on(t.tenantId, t.resolvedAt, t.caseId)
      .where(sql`resolved_at is not null`),
    foreignKey({
      columns: [t.tenantId, t.caseId],
      foreignColumns: [cases.tenantId, cases.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.mergedIntoId],
      foreignColumns: [cases.tenantId, cases.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.teamId],
      foreignColumns: [accessGroups.tenantId, accessGroups.id],
    }),
    oneOf("desk_requests_priority", "priority", REQUEST_PRIORITIES),
    oneOf("desk_requests_channel", "channel", REQUEST_CHANNELS),
    oneOf("desk_requests_routed_priority", "routed_priority", REQUEST_PRIORITIES),
    check("desk_requests_merged", sql`merged_into_id <> case_id`),
  ],
);
