import { sql } from "drizzle-orm";
import {
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
import {
  DATA_RIGHTS,
  DISPUTE_OUTCOMES,
  DISPUTE_REASONS,
  type LegalHoldKind,
  POST_AUTHORS,
  RIGHT_OUTCOMES,
} from "../values/portal";
import { cases } from "./cases";
import { claims } from "./claims";
import { at, createdAt, id, oneOf, ref, tenantId } from "./columns";
import { files } from "./files";
import { contactHolds } from "./messages";
import { parties } from "./parties";
import { requestPosts } from "./portal";

/** Files of a request; one that a client sent and put into no request yet has no post. */
export const requestFiles = pgTable(
  "request_files",
  {
    tenantId: tenantId(),
    id: id(),
    fileId: ref("file_id").notNull(),
    author: text("author", { enum: POST_AUTHORS }).notNull(),
    /** An operator's or a client's account. */
    authorId: ref("author_id"),
    /** The request. */
    caseId: ref("case_id"),
    postId: ref("post_id"),
    sourceKey: text("source_key"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("request_files_case").on(t.tenantId, t.caseId).where(sql`case_id is not null`),
    index("request_files_post").on(t.tenantId, t.postId).where(sql`post_id is not null`),
    index("request_files_file").on(t.tenantId, t.fileId),
    index("request_files_author_at")
      .on(t.tenantId, t.authorId, t.createdAt)
      .where(sql`author = 'client'`),
    index("request_files_orphans").on(t.tenantId, t.createdAt).where(sql`post_id is null`),
    uniqueIndex("request_files_source_key")
      .on(t.tenantId, t.authorId, t.sourceKey)
      .where(sql`source_key is not null`),
    foreignKey({
      columns: [t.tenantId, t.fileId],
      foreignColumns: [files.tenantId, files.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    foreignKey({
      columns: [t.tenantId, t.postId],
      foreignColumns: [requestPosts.tenantId, requestPosts.id],
    }),
    oneOf("request_files_author", "author", POST_AUTHORS),
    check("request_files_attached", sql`(case_id is null) = (post_id is null)`),
    check("request_files_orphan", sql`post_id is not null or author = 'client'`),
  ],
);

/** A claim that its debtor disputes, from the day they said so until it is decided. */
export const disputes = pgTable(
  "disputes",
  {
    tenantId: tenantId(),
    id: id(),
    claimId: ref("claim_id").notNull(),
    /** Of the claim. */
    caseId: ref("case_id").notNull(),
    /** The request in which it is talked over. */
    requestId: ref("request_id").notNull(),
    reason: text("reason", { enum: DISPUTE_REASONS }).notNull(),
    openedAt: at("opened_at").notNull(),
    /** The last day on which it holds notices up by itself. */
    pausedUntil: date("paused_until", { mode: "string" }).notNull(),
    holdId: ref("hold_id"),
    outcome: text("outcome", { enum: DISPUTE_OUTCOMES }),
    decidedAt: at("decided_at"),
    decidedBy: ref("decided_by"),
    decidedName: text("decided_name"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("disputes_open").on(t.tenantId, t.claimId).where(sql`decided_at is null`),
    index("disputes_claim").on(t.tenantId, t.claimId),
    index("disputes_case").on(t.tenantId, t.caseId),
    uniqueIndex("disputes_request").on(t.tenantId, t.requestId),
    foreignKey({ columns: [t.tenantId, t.claimId], foreignColumns: [claims.tenantId, claims.id] }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    foreignKey({ columns: [t.tenantId, t.requestId], foreignColumns: [cases.tenantId, cases.id] }),
    foreignKey({
      columns: [t.tenantId, t.holdId],
      foreignColumns: [contactHolds.tenantId, contactHolds.id],
    }),
    oneOf("disputes_reason", "reason", DISPUTE_REASONS),
    oneOf("disputes_outcome", "outcome", DISPUTE_OUTCOMES),
    check("disputes_decided", sql`(outcome is null) = (decided_at is null)`),
  ],
);

/** What a person asked of their data by law, and what became of it. */
export const dataRights = pgTable(
  "data_rights",
  {
    tenantId: tenantId(),
    id: id(),
    requestId: ref("request_id").notNull(),
    partyId: ref("party_id").notNull(),
    kind: text("kind", { enum: DATA_RIGHTS }).notNull(),
    askedAt: at("asked_at").notNull(),
    /** By when the law wants it answered. */
    dueOn: date("due_on", { mode: "string" }).notNull(),
    proposedBy: ref("proposed_by"),
    proposedName: text("proposed_name"),
    proposedAt: at("proposed_at"),
    outcome: text("outcome", { enum: RIGHT_OUTCOMES }),
    decidedAt: at("decided_at"),
    decidedBy: ref("decided_by"),
    decidedName: text("decided_name"),
    /** What stood against it when it was decided. */
    legalHolds: jsonb("legal_holds").$type<{ kind: LegalHoldKind; untilOn: string | null }[]>(),
    holdId: ref("hold_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("data_rights_open")
      .on(t.tenantId, t.partyId, t.kind)
      .where(sql`decided_at is null`),
    uniqueIndex("data_rights_request").on(t.tenantId, t.requestId),
    index("data_rights_party").on(t.tenantId, t.partyId),
    foreignKey({ columns: [t.tenantId, t.requestId], foreignColumns: [cases.tenantId, cases.id] }),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.holdId],
      foreignColumns: [contactHolds.tenantId, contactHolds.id],
    }),
    oneOf("data_rights_kind", "kind", DATA_RIGHTS),
    oneOf("data_rights_outcome", "outcome", RIGHT_OUTCOMES),
    check("data_rights_decided", sql`(outcome is null) = (decided_at is null)`),
    check("data_rights_proposed", sql`(proposed_by is null) = (proposed_at is null)`),
    check(
      "data_rights_two_people",
      sql`kind <> 'erasure' or outcome is distinct from 'granted'
          or (proposed_by is not null and decided_by is not null and proposed_by <> decided_by)`,
    ),
  ],
);

/** How long records of money have to be kept, in years after the one of the last movement. */
export const retentionTerms = pgTable(
  "retention_terms",
  {
    tenantId: tenantId(),
    accountingYears: integer("accounting_years").notNull().default(10),
    /** 0: the tenant is no obliged person. */
    amlYears: integer("aml_years").notNull().default(10),
    updatedAt: at("updated_at").notNull().defaultNow(),
    updatedBy: ref("updated_by"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId] }),
    check(
      "retention_terms_years",
      sql`accounting_years between 0 and 30 and aml_years between 0 and 30`,
    ),
  ],
);
