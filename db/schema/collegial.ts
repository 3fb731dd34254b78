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
import {
  COLLEGIAL_ACTIONS,
  COLLEGIAL_ALARMS,
  COLLEGIAL_OUTCOMES,
  COLLEGIAL_SEQUENCES,
  COLLEGIAL_STAGES,
} from "../values/collegial";
import { operators } from "./access";
import { cases } from "./cases";
import { at, bytea, createdAt, id, oneOf, ref, tenantId } from "./columns";

const kind = () => text("kind", { enum: COLLEGIAL_ACTIONS });

/** One act of asking: several people for the same thing, together or one after another. */
export const collegialCalls = pgTable(
  "collegial_calls",
  {
    tenantId: tenantId(),
    id: id(),
    caseId: ref("case_id").notNull(),
    kind: kind().notNull(),
    /** In which it is to be done; null: whatever state the case is in. */
    state: text("state"),
    sequence: text("sequence", { enum: COLLEGIAL_SEQUENCES }).notNull().default("parallel"),
    /** Of a vote: so many voices are enough. */
    quorum: integer("quorum"),
    dueOn: date("due_on", { mode: "string" }),
    note: text("note").notNull().default(""),
    /** Of the form that asked: sent twice, it asks once. */
    sourceKey: text("source_key"),
    assignedBy: ref("assigned_by"),
    assignedName: text("assigned_name").notNull(),
    assignedAt: at("assigned_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("collegial_calls_case").on(t.tenantId, t.caseId),
    uniqueIndex("collegial_calls_source_key")
      .on(t.tenantId, t.sourceKey)
      .where(sql`source_key is not null`),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    oneOf("collegial_calls_kind", "kind", COLLEGIAL_ACTIONS),
    oneOf("collegial_calls_sequence", "sequence", COLLEGIAL_SEQUENCES),
    check("collegial_calls_quorum", sql`quorum is null or (kind = 'vote' and quorum >= 1)`),
  ],
);

/** One thing asked of one person, or of anybody who has a role. */
export const collegialActions = pgTable(
  "collegial_actions",
  {
    tenantId: tenantId(),
    id: id(),
    callId: ref("call_id").notNull(),
    caseId: ref("case_id").notNull(),
    kind: kind().notNull(),
    state: text("state"),
    position: integer("position").notNull(),
    assigneeId: ref("assignee_id"),
    assigneeRole: text("assignee_role"),
    /** Begins anew when the case goes back to be reworked. */
    round: integer("round").notNull().default(1),
    /** Of the present round; kept by the decisions. */
    outcome: text("outcome", { enum: COLLEGIAL_OUTCOMES }),
    decidedAt: at("decided_at"),
    withdrawnAt: at("withdrawn_at"),
    withdrawnBy: ref("withdrawn_by"),
    withdrawnName: text("withdrawn_name"),
    withdrawnReason: text("withdrawn_reason"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("collegial_actions_case").on(t.tenantId, t.caseId),
    index("collegial_actions_call").on(t.tenantId, t.callId, t.position),
    uniqueIndex("collegial_actions_person")
      .on(t.tenantId, t.caseId, t.kind, sql`coalesce(state, '')`, t.assigneeId)
      .where(sql`withdrawn_at is null and assignee_id is not null`),
    uniqueIndex("collegial_actions_role")
      .on(t.tenantId, t.caseId, t.kind, sql`coalesce(state, '')`, t.assigneeRole)
      .where(sql`withdrawn_at is null and assignee_role is not null`),
    index("collegial_actions_waiting")
      .on(t.tenantId, t.assigneeId, t.caseId)
      .where(sql`withdrawn_at is null and outcome is null`),
    index("collegial_actions_waiting_role")
      .on(t.tenantId, t.assigneeRole, t.caseId)
      .where(sql`withdrawn_at is null and outcome is null and assignee_role is not null`),
    foreignKey({
      columns: [t.tenantId, t.callId],
      foreignColumns: [collegialCalls.tenantId, collegialCalls.id],
    }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    foreignKey({
      columns: [t.tenantId, t.assigneeId],
      foreignColumns: [operators.tenantId, operators.id],
    }),
    oneOf("collegial_actions_kind", "kind", COLLEGIAL_ACTIONS),
    oneOf("collegial_actions_outcome", "outcome", COLLEGIAL_OUTCOMES),
    check("collegial_actions_assignee", sql`(assignee_id is null) <> (assignee_role is null)`),
    check("collegial_actions_decided", sql`(outcome is null) = (decided_at is null)`),
    check("collegial_actions_withdrawn", sql`withdrawn_at is null or outcome is null`),
  ],
);

/** What was decided, by whom and in whose right; never changed. */
export const collegialDecisions = pgTable(
  "collegial_decisions",
  {
    tenantId: tenantId(),
    id: id(),
    actionId: ref("action_id").notNull(),
    caseId: ref("case_id").notNull(),
    kind: kind().notNull(),
    state: text("state"),
    round: integer("round").notNull(),
    outcome: text("outcome", { enum: COLLEGIAL_OUTCOMES }).notNull(),
    comment: text("comment").notNull().default(""),
    decidedBy: ref("decided_by").notNull(),
    decidedName: text("decided_name").notNull(),
    /** In whose right: another than who decided where a deputy did. */
    voterId: ref("voter_id").notNull(),
    voterName: text("voter_name").notNull(),
    decidedAt: at("decided_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("collegial_decisions_once").on(t.tenantId, t.actionId, t.round),
    uniqueIndex("collegial_decisions_voice")
      .on(t.tenantId, t.caseId, sql`coalesce(state, '')`, t.round, t.voterId)
      .where(sql`kind = 'vote'`),
    index("collegial_decisions_case").on(t.tenantId, t.caseId),
    foreignKey({
      columns: [t.tenantId, t.actionId],
      foreignColumns: [collegialActions.tenantId, collegialActions.id],
    }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    oneOf("collegial_decisions_kind", "kind", COLLEGIAL_ACTIONS),
    oneOf("collegial_decisions_outcome", "outcome", COLLEGIAL_OUTCOMES),
    check("collegial_decisions_comment", sql`outcome = 'positive' or comment <> ''`),
    check("collegial_decisions_acknowledged", sql`kind <> 'acknowledge' or outcome = 'positive'`),
  ],
);

/** The documents that a signature covers, by the hash of their content. */
export const collegialSignatures = pgTable(
  "collegial_signatures",
  {
    tenantId: tenantId(),
    id: id(),
    decisionId: ref("decision_id").notNull(),
    caseId: ref("case_id").notNull(),
    eventId: ref("event_id").notNull(),
    fileName: text("file_name").notNull(),
    sha256: bytea("sha256").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("collegial_signatures_once").on(t.tenantId, t.decisionId, t.eventId),
    index("collegial_signatures_case").on(t.tenantId, t.caseId),
    index("collegial_signatures_event").on(t.tenantId, t.eventId),
    foreignKey({
      name: "collegial_signatures_decision_fk",
      columns: [t.tenantId, t.decisionId],
      foreignColumns: [collegialDecisions.tenantId, collegialDecisions.id],
    }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
  ],
);

/** Signatures that a later version has overtaken. */
export const collegialVoids = pgTable(
  "collegial_voids",
  {
    tenantId: tenantId(),
    decisionId: ref("decision_id").notNull(),
    caseId: ref("case_id").notNull(),
    /** The later version, or the document that was taken away. */
    eventId: ref("event_id").notNull(),
    voidedAt: at("voided_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.decisionId] }),
    index("collegial_voids_case").on(t.tenantId, t.caseId),
    foreignKey({
      columns: [t.tenantId, t.decisionId],
      foreignColumns: [collegialDecisions.tenantId, collegialDecisions.id],
    }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
  ],
);

/** What the clock has spoken up about, once. */
export const collegialAlarms = pgTable(
  "collegial_alarms",
  {
    tenantId: tenantId(),
    actionId: ref("action_id").notNull(),
    round: integer("round").notNull(),
    kind: text("kind", { enum: COLLEGIAL_ALARMS }).notNull(),
    raisedAt: at("raised_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.actionId, t.round, t.kind] }),
    foreignKey({
      columns: [t.tenantId, t.actionId],
      foreignColumns: [collegialActions.tenantId, collegialActions.id],
    }),
    oneOf("collegial_alarms_kind", "kind", COLLEGIAL_ALARMS),
  ],
);

/** Who was told by mail of what is asked of them, once a stage and round. */
export const collegialNotices = pgTable(
  "collegial_notices",
  {
    tenantId: tenantId(),
    actionId: ref("action_id").notNull(),
    round: integer("round").notNull(),
    operatorId: ref("operator_id").notNull(),
    stage: text("stage", { enum: COLLEGIAL_STAGES }).notNull(),
    toldAt: at("told_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.actionId, t.round, t.operatorId, t.stage] }),
    foreignKey({
      columns: [t.tenantId, t.actionId],
      foreignColumns: [collegialActions.tenantId, collegialActions.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.operatorId],
      foreignColumns: [operators.tenantId, operators.id],
    }),
    oneOf("collegial_notices_stage", "stage", COLLEGIAL_STAGES),
  ],
);

/** Who acts for whom in collegial actions, and when. */
export const deputyAppointments = pgTable(
  "deputy_appointments",
  {
    tenantId: tenantId(),
    id: id(),
    principalId: ref("principal_id").notNull(),
    deputyId: ref("deputy_id").notNull(),
    /** Null: for all kinds. */
    kind: kind(),
    startsOn: date("starts_on", { mode: "string" }).notNull(),
    /** The last day; null: until it is revoked. */
    endsOn: date("ends_on", { mode: "string" }),
    version: integer("version").notNull().default(1),
    createdBy: ref("created_by"),
    createdAt: createdAt(),
    revokedAt: at("revoked_at"),
    revokedBy: ref("revoked_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("deputy_appointments_principal")
      .on(t.tenantId, t.principalId)
      .where(sql`revoked_at is null`),
    index("deputy_appointments_deputy").on(t.tenantId, t.deputyId).where(sql`revoked_at is null`),
    foreignKey({
      columns: [t.tenantId, t.principalId],
      foreignColumns: [operators.tenantId, operators.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.deputyId],
      foreignColumns: [operators.tenantId, operators.id],
    }),
    oneOf("deputy_appointments_kind", "kind", COLLEGIAL_ACTIONS),
    check("deputy_appointments_days", sql`ends_on is null or ends_on >= starts_on`),
    check("deputy_appointments_another", sql`principal_id <> deputy_id`),
  ],
);
