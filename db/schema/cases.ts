import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import {
  EVENT_KINDS,
  PROCEEDING_KINDS,
  PROCEEDING_STATES,
  TAG_EFFECTS,
  TASK_PRIORITIES,
} from "../values/cases";
import { CURRENCIES } from "../values/claims";
import { accessGroups, operators } from "./access";
import {
  at,
  createdAt,
  datemultirange,
  id,
  minor,
  oneOf,
  ref,
  tenantId,
  tsvector,
} from "./columns";
import { files } from "./files";
import { parties } from "./parties";

const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });
export type FieldValues = Record<string, string | number | boolean | null>;

export const caseGroups = pgTable(
  "case_groups",
  {
    tenantId: tenantId(),
    id: id(),
    code: text("code").notNull(),
    description: text("description").notNull().default(""),
    creditorPartyId: ref("creditor_party_id"),
    accessGroupId: ref("access_group_id"),
    currency: text("currency", { enum: CURRENCIES }).notNull().default("CZK"),
    allocationProfileId: ref("allocation_profile_id"),
    /** Values a new case of the group starts with; names as in the process definition. */
    defaultFields: jsonb("default_fields").$type<FieldValues>().notNull().default({}),
    importId: ref("import_id"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("case_groups_code_key").on(t.tenantId, sql`lower(${t.code})`),
    foreignKey({
      columns: [t.tenantId, t.creditorPartyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.accessGroupId],
      foreignColumns: [accessGroups.tenantId, accessGroups.id],
    }),
  ],
);

export const cases = pgTable(
  "cases",
  {
    tenantId: tenantId(),
    id: id(),
    refNo: text("ref_no").notNull(),
    /** Sorting parts of the reference number; year 0 where it has none. */
    refYear: integer("ref_year").notNull(),
    refNumber: minor("ref_number").notNull(),
    groupId: ref("group_id"),
    category: text("category").notNull(),
    /** The version of its process that rules it; 0 = as delivered with the program. */
    processVersion: integer("process_version").notNull().default(0),
    state: text("state").notNull(),
    stateSince: at("state_since").notNull().defaultNow(),
    ownerId: ref("owner_id"),
    accessGroupId: ref("access_group_id"),
    fields: jsonb("fields").$type<FieldValues>().notNull().default({}),
    /** Free name and value pairs, in the order they were given. */
    extraFields: jsonb("extra_fields").$type<[string, string][]>().notNull().default([]),
    openedOn: date("opened_on", { mode: "string" }).notNull(),
    closedAt: at("closed_at"),
    archivedAt: at("archived_at"),
    /** Taken back with its import: no list shows it, its number is free again. */
    voidedAt: at("voided_at"),
    // Projections kept by the verbs, so that a list never joins the timeline or the ledger.
    debtorPartyId: ref("debtor_party_id"),
    debtorName: text("debtor_name").notNull().default(""),
    /** The same party's `sort_name`: surname first, folded. */
    debtorSortName: text("debtor_sort_name").notNull().default(""),
    claimCount: integer("claim_count").notNull().default(0),
    balanceCzkMinor: minor("balance_czk_minor").notNull().default(0),
    balanceEurMinor: minor("balance_eur_minor").notNull().default(0),
    overdueSince: date("overdue_since", { mode: "string" }),
    tagCodes: text("tag_codes").array().notNull().default(sql`'{}'`),
    lastEventAt: at("last_event_at"),
    lastEventKind: text("last_event_kind"),
    lastEventText: text("last_event_text"),
    nextTaskDueAt: at("next_task_due_at"),
    search: tsvector("search").notNull().default(sql`''::tsvector`),
    /** Folded words of the fields that it is found by. */
    ownWords: tsvector("own_words").notNull().default(sql`''::tsvector`),
    importId: ref("import_id"),
    /** The case that this one is about: an assignment hangs on it. */
    parentCaseId: ref("parent_case_id"),
    /** Of the form that opened it: sent twice, it opens one case. */
    sourceKey: text("source_key"),
    version: integer("version").notNull().default(1),
    createdBy: ref("created_by"),
    createdAt: createdAt(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("cases_ref_no_key")
      .on(t.tenantId, t.refYear, t.refNumber)
      .where(sql`voided_at is null`),
    index("cases_state").on(t.tenantId, t.category, t.state, t.refYear, t.refNumber, t.id),
    index("cases_group").on(t.tenantId, t.groupId, t.refYear, t.refNumber, t.id),
    index("cases_owner")
      .on(t.tenantId, t.ownerId, t.refYear, t.refNumber, t.id)
      .where(sql`owner_id is not null`),
    index("cases_balance").on(t.tenantId, t.balanceCzkMinor, t.id),
    index("cases_overdue")
      .on(t.tenantId, t.overdueSince, t.id)
      .where(sql`overdue_since is not null`),
    index("cases_debtor_name").on(t.tenantId, t.debtorSortName, t.id),
    index("cases_debtor").on(t.tenantId, t.debtorPartyId),
    index("cases_process_version")
      .on(t.tenantId, t.category, t.processVersion)
      .where(sql`process_version > 0`),
    index("cases_import").on(t.tenantId, t.importId).where(sql`import_id is not null`),
    uniqueIndex("cases_source_key").on(t.tenantId, t.sourceKey).where(sql`source_key is not null`),
    index("cases_search").using("gin", t.search),
    index("cases_parent").on(t.tenantId, t.parentCaseId).where(sql`parent_case_id is not null`),
    foreignKey({
      columns: [t.tenantId, t.parentCaseId],
      foreignColumns: [t.tenantId, t.id],
    }),
    index("cases_board")
      .on(t.tenantId, t.category, t.state, t.stateSince, t.id)
      .where(sql`archived_at is null and voided_at is null`),
    foreignKey({
      columns: [t.tenantId, t.groupId],
      foreignColumns: [caseGroups.tenantId, caseGroups.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.ownerId],
      foreignColumns: [operators.tenantId, operators.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.accessGroupId],
      foreignColumns: [accessGroups.tenantId, accessGroups.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.debtorPartyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
  ],
);

/** The last number given out per category and year; the row lock makes numbers unique and gapless. */
export const refNoCounters = pgTable(
  "ref_no_counters",
  {
    tenantId: tenantId(),
    series: text("series").notNull(),
    year: integer("year").notNull(),
    lastNumber: minor("last_number").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.series, t.year] })],
);

/** Every change of state; cases.state can change only together with a row here, in one transaction. */
export const caseTransitions = pgTable(
  "case_transitions",
  {
    tenantId: tenantId(),
    id: id(),
    caseId: ref("case_id").notNull(),
    transition: text("transition").notNull(),
    fromState: text("from_state").notNull(),
    toState: text("to_state").notNull(),
    definitionVersion: integer("definition_version").notNull(),
    resolution: text("resolution"),
    byOperatorId: ref("by_operator_id"),
    at: at("at").notNull().defaultNow(),
    txid: xid8("txid").notNull().default(sql`pg_current_xact_id()`),
    /** Moved by a rule of the process and not by the person in whose transaction it is. */
    byEngine: boolean("by_engine").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("case_transitions_case").on(t.tenantId, t.caseId, t.id),
    foreignKey({
      columns: [t.tenantId, t.caseId],
      foreignColumns: [cases.tenantId, cases.id],
    }).onDelete("cascade"),
  ],
);

/** The trace of a merge: which case went into which, and what was carried over. */
export const caseMerges = pgTable(
  "case_merges",
  {
    tenantId: tenantId(),
    id: id(),
    mergedId: ref("merged_id").notNull(),
    keptId: ref("kept_id").notNull(),
    carried: jsonb("carried").$type<Record<string, unknown>>().notNull(),
    byOperatorId: ref("by_operator_id"),
    at: at("at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("case_merges_merged").on(t.tenantId, t.mergedId),
    index("case_merges_kept").on(t.tenantId, t.keptId),
    foreignKey({
      columns: [t.tenantId, t.mergedId],
      foreignColumns: [cases.tenantId, cases.id],
    }),
    foreignKey({ columns: [t.tenantId, t.keptId], foreignColumns: [cases.tenantId, cases.id] }),
    check("case_merges_apart", sql`merged_id <> kept_id`),
  ],
);

export const caseParties = pgTable(
  "case_parties",
  {
    tenantId: tenantId(),
    id: id(),
    caseId: ref("case_id").notNull(),
    partyId: ref("party_id").notNull(),
    role: text("role").notNull(),
    position: integer("position").notNull().default(0),
    note: text("note"),
    importId: ref("import_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("case_parties_key").on(t.tenantId, t.caseId, t.partyId, t.role),
    index("case_parties_party").on(t.tenantId, t.partyId, t.caseId),
    index("case_parties_client").on(t.tenantId, t.partyId, t.caseId).where(sql`role = 'client'`),
    index("case_parties_represented")
      .on(t.tenantId, t.caseId)
      .where(sql`role = 'legalRepresentative'`),
    index("case_parties_import").on(t.tenantId, t.importId).where(sql`import_id is not null`),
    foreignKey({
      columns: [t.tenantId, t.caseId],
      foreignColumns: [cases.tenantId, cases.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
  ],
);

export const tags = pgTable(
  "tags",
  {
    tenantId: tenantId(),
    id: id(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    colour: text("colour").notNull().default("neutral"),
    effects: text("effects", { enum: TAG_EFFECTS }).array().notNull().default(sql`'{}'`),
    importId: ref("import_id"),
    /** Days on which it stops interest; made with the effect it always does. */
    stopsOn: datemultirange("stops_on").notNull().default(sql`'{}'`),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("tags_code_key").on(t.tenantId, sql`lower(${t.code})`),
  ],
);

export const caseTags = pgTable(
  "case_tags",
  {
    tenantId: tenantId(),
    id: id(),
    caseId: ref("case_id").notNull(),
    tagId: ref("tag_id").notNull(),
    reason: text("reason"),
    endsOn: date("ends_on", { mode: "string" }),
    addedBy: ref("added_by"),
    addedAt: at("added_at").notNull().defaultNow(),
    removedAt: at("removed_at"),
    importId: ref("import_id"),
    /** The day from which interest rests by it; null: the day on which it was put. */
    restsFrom: date("rests_from", { mode: "string" }),
    /** It stands, and interest goes on: the decision that would stop it has not been made. */
    isInterestKept: boolean("is_interest_kept").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("case_tags_key").on(t.tenantId, t.caseId, t.tagId).where(sql`removed_at is null`),
    index("case_tags_ending")
      .on(t.tenantId, t.endsOn)
      .where(sql`removed_at is null and ends_on is not null`),
    foreignKey({
      columns: [t.tenantId, t.caseId],
      foreignColumns: [cases.tenantId, cases.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.tenantId, t.tagId], foreignColumns: [tags.tenantId, tags.id] }),
  ],
);

export const caseEvents = pgTable(
  "case_events",
  {
    tenantId: tenantId(),
    id: id(),
    caseId: ref("case_id").notNull(),
    partyId: ref("party_id"),
    kind: text("kind", { enum: EVENT_KINDS }).notNull(),
    at: at("at").notNull().defaultNow(),
    authorId: ref("author_id"),
    text: text("text").notNull().default(""),
    dueAt: at("due_at"),
    isAllDay: boolean("is_all_day").notNull().default(true),
    assigneeId: ref("assignee_id"),
    place: text("place"),
    result: text("result"),
    resolvedAt: at("resolved_at"),
    resolvedBy: ref("resolved_by"),
    snoozedUntil: at("snoozed_until"),
    priority: text("priority", { enum: TASK_PRIORITIES }).notNull().default("normal"),
    workQuantity: numeric("work_quantity", { precision: 12, scale: 4 }),
    workUnit: text("work_unit"),
    workUnitPriceMinor: minor("work_unit_price_minor"),
    workCurrency: text("work_currency", { enum: CURRENCIES }),
    workOn: date("work_on", { mode: "string" }),
    fileId: ref("file_id"),
    /** The document's earlier version; the newest is the one nobody replaces. */
    replacesEventId: ref("replaces_event_id"),
    /** The document proves that a pre-action notice was posted on this day. */
    preActionPostedOn: date("pre_action_posted_on", { mode: "string" }),
    /** Answers of a call form; code and params of a system event. */
    data: jsonb("data").$type<Record<string, unknown>>(),
    importId: ref("import_id"),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    deletedAt: at("deleted_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("case_events_timeline").on(t.tenantId, t.caseId, t.at, t.id),
    index("case_events_inbox")
      .on(t.tenantId, t.assigneeId, t.dueAt, t.id)
      .where(sql`kind = 'task' and resolved_at is null and deleted_at is null`),
    index("case_events_open_tasks")
      .on(t.tenantId, t.dueAt, t.id)
      .where(sql`kind = 'task' and resolved_at is null and deleted_at is null`),
    index("case_events_resolved_tasks")
      .on(t.tenantId, t.assigneeId, t.resolvedAt, t.id)
      .where(sql`kind = 'task' and resolved_at is not null and deleted_at is null`),
    index("case_events_pressing")
      .on(
        t.tenantId,
        sql`(case priority when 'high' then 1 when 'normal' then 2 else 3 end)`,
        t.dueAt,
        t.id,
      )
      .where(sql`kind = 'task' and resolved_at is null and deleted_at is null`),
    index("case_events_tasks")
      .on(t.tenantId, t.id)
      .where(sql`kind = 'task' and deleted_at is null`),
    index("case_events_documents")
      .on(t.tenantId, t.caseId)
      .where(sql`kind = 'document' and deleted_at is null`),
    index("case_events_case_tasks")
      .on(t.tenantId, t.caseId)
      .where(sql`kind = 'task' and resolved_at is null and deleted_at is null`),
    uniqueIndex("case_events_replaces_key")
      .on(t.tenantId, t.replacesEventId)
      .where(sql`replaces_event_id is not null and deleted_at is null`),
    check("case_events_pre_action", sql`pre_action_posted_on is null or kind = 'document'`),
    index("case_events_file").on(t.tenantId, t.fileId).where(sql`file_id is not null`),
    index("case_events_party").on(t.tenantId, t.partyId).where(sql`party_id is not null`),
    index("case_events_import").on(t.tenantId, t.importId).where(sql`import_id is not null`),
    foreignKey({
      columns: [t.tenantId, t.caseId],
      foreignColumns: [cases.tenantId, cases.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.assigneeId],
      foreignColumns: [operators.tenantId, operators.id],
    }),
    foreignKey({ columns: [t.tenantId, t.fileId], foreignColumns: [files.tenantId, files.id] }),
    foreignKey({ columns: [t.tenantId, t.replacesEventId], foreignColumns: [t.tenantId, t.id] }),
    oneOf("case_events_kind", "kind", EVENT_KINDS),
    oneOf("case_events_priority", "priority", TASK_PRIORITIES),
  ],
);

export const proceedings = pgTable(
  "proceedings",
  {
    tenantId: tenantId(),
    id: id(),
    caseId: ref("case_id"),
    kind: text("kind", { enum: PROCEEDING_KINDS }).notNull(),
    /** The court's or bailiff's mark, e.g. "12 C 345/2026"; our own stands in cases.ref_no. */
    courtFileMark: text("court_file_mark"),
    courtFileMarkKey: text("court_file_mark_key"),
    authorityPartyId: ref("authority_party_id"),
    state: text("state", { enum: PROCEEDING_STATES }).notNull().default("prepared"),
    openedOn: date("opened_on", { mode: "string" }),
    decidedOn: date("decided_on", { mode: "string" }),
    finalOn: date("final_on", { mode: "string" }),
    closedOn: date("closed_on", { mode: "string" }),
    note: text("note"),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    deletedAt: at("deleted_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("proceedings_case").on(t.tenantId, t.caseId),
    index("proceedings_mark").on(t.tenantId, t.courtFileMarkKey),
    index("proceedings_authority").on(t.tenantId, t.authorityPartyId),
    foreignKey({
      columns: [t.tenantId, t.caseId],
      foreignColumns: [cases.tenantId, cases.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.tenantId, t.authorityPartyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    oneOf("proceedings_kind", "kind", PROCEEDING_KINDS),
    oneOf("proceedings_state", "state", PROCEEDING_STATES),
  ],
);
