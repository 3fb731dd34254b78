import { sql } from "drizzle-orm";
import {
  boolean,
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
import { INSOLVENCY_PROCEDURES } from "../values/insolvency-procedures";
import {
  CASE_INSOLVENCY_KINDS,
  RUN_KINDS,
  RUN_OUTCOMES,
  RUN_SCOPES,
  RUN_STATES,
} from "../values/insolvency-runs";
import { INSOLVENCY_REGISTERS } from "../values/registers";
import { cases } from "./cases";
import { at, id, oneOf, ref, tenantId } from "./columns";
import { parties } from "./parties";

/** Bulk checks of insolvency and the daily watch: who started one, and how far it is. */
export const insolvencyRuns = pgTable(
  "insolvency_runs",
  {
    tenantId: tenantId(),
    id: id(),
    /** "watch:2026-11-23", or of the form that started it: sent twice, it starts one. */
    key: text("key").notNull(),
    kind: text("kind", { enum: RUN_KINDS }).notNull(),
    scope: text("scope", { enum: RUN_SCOPES }).notNull(),
    state: text("state", { enum: RUN_STATES }).notNull().default("running"),
    /** Asks also for those whose last check still holds. */
    isForced: boolean("is_forced").notNull().default(false),
    /** Who gets the list of parties that changed; null: nobody. */
    email: text("email"),
    senderId: ref("sender_id"),
    /** Null: by the clock. */
    operatorId: ref("operator_id"),
    actorName: text("actor_name").notNull(),
    language: text("language").notNull(),
    createdAt: at("created_at").notNull(),
    /** The last sign of life; a run without one is taken up again. */
    beatAt: at("beat_at").notNull(),
    /** Somebody asks the register for it until then. */
    leaseUntil: at("lease_until"),
    resumeAt: at("resume_at"),
    pauseReason: text("pause_reason"),
    pauseRegister: text("pause_register", { enum: INSOLVENCY_REGISTERS }),
    endedAt: at("ended_at"),
    error: text("error"),
    total: integer("total").notNull().default(0),
    done: integer("done").notNull().default(0),
    // Kept beside the parties, so that a page that looks every second never counts a portfolio.
    foundCount: integer("found_count").notNull().default(0),
    clearCount: integer("clear_count").notNull().default(0),
    unavailableCount: integer("unavailable_count").notNull().default(0),
    freshCount: integer("fresh_count").notNull().default(0),
    missingCount: integer("missing_count").notNull().default(0),
    unconfiguredCount: integer("unconfigured_count").notNull().default(0),
    changedCount: integer("changed_count").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("insolvency_runs_key").on(t.tenantId, t.key),
    index("insolvency_runs_open").on(t.tenantId, t.id).where(sql`ended_at is null`),
    oneOf("insolvency_runs_kind", "kind", RUN_KINDS),
    oneOf("insolvency_runs_scope", "scope", RUN_SCOPES),
    oneOf("insolvency_runs_state", "state", RUN_STATES),
    check("insolvency_runs_end", sql`(state in ('running', 'paused')) = (ended_at is null)`),
    check("insolvency_runs_pause", sql`(state = 'paused') = (resume_at is not null)`),
  ],
);

/** Whom a run asks for, and in which register. Without an outcome: still to be asked. */
export const insolvencyRunParties = pgTable(
  "insolvency_run_parties",
  {
    tenantId: tenantId(),
    runId: ref("run_id").notNull(),
    partyId: ref("party_id").notNull(),
    register: text("register", { enum: INSOLVENCY_REGISTERS }).notNull(),
    /** Whom nobody has tried for longest comes first. */
    position: integer("position").notNull(),
    /** Times that the register was asked in vain. */
    tries: integer("tries").notNull().default(0),
    outcome: text("outcome", { enum: RUN_OUTCOMES }),
    screeningId: ref("screening_id"),
    isChanged: boolean("is_changed").notNull().default(false),
  },
  (t) => [
    primaryKey({
      name: "insolvency_run_parties_pk",
      columns: [t.tenantId, t.runId, t.partyId, t.register],
    }),
    index("insolvency_run_parties_waiting")
      .on(t.tenantId, t.runId, t.register, t.position)
      .where(sql`outcome is null`),
    index("insolvency_run_parties_changed")
      .on(t.tenantId, t.runId, t.partyId)
      .where(sql`is_changed`),
    index("insolvency_run_parties_party").on(t.tenantId, t.partyId),
    foreignKey({
      columns: [t.tenantId, t.runId],
      foreignColumns: [insolvencyRuns.tenantId, insolvencyRuns.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    oneOf("insolvency_run_parties_register", "register", INSOLVENCY_REGISTERS),
    oneOf("insolvency_run_parties_outcome", "outcome", RUN_OUTCOMES),
  ],
);

/** What somebody's insolvency has done to a case, from when to when. */
export const caseInsolvencies = pgTable(
  "case_insolvencies",
  {
    tenantId: tenantId(),
    id: id(),
    caseId: ref("case_id").notNull(),
    partyId: ref("party_id").notNull(),
    register: text("register", { enum: INSOLVENCY_REGISTERS }).notNull(),
    kind: text("kind", { enum: CASE_INSOLVENCY_KINDS }).notNull(),
    /** The case's own debtor; else somebody who owes or vouches beside them. */
    isDebtor: boolean("is_debtor").notNull(),
    screeningId: ref("screening_id").notNull(),
    mark: text("mark"),
    fileMark: text("file_mark"),
    /** The day on which the decision took effect; null: no decision, or its day is not known. */
    decidedOn: date("decided_on", { mode: "string" }),
    /** That day, or the one on which an undated decision was learned; null: only a petition. */
    restsFrom: date("rests_from", { mode: "string" }),
    /** The last day on which a claim may be filed. */
    fileBy: date("file_by", { mode: "string" }),
    procedure: text("procedure", { enum: INSOLVENCY_PROCEDURES }),
    taskEventId: ref("task_event_id"),
    beganAt: at("began_at").notNull(),
    endedAt: at("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("case_insolvencies_key")
      .on(t.tenantId, t.caseId, t.partyId, t.register)
      .where(sql`ended_at is null`),
    index("case_insolvencies_party").on(t.tenantId, t.partyId, t.id),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    oneOf("case_insolvencies_register", "register", INSOLVENCY_REGISTERS),
    oneOf("case_insolvencies_kind", "kind", CASE_INSOLVENCY_KINDS),
    oneOf("case_insolvencies_procedure", "procedure", INSOLVENCY_PROCEDURES),
  ],
);
