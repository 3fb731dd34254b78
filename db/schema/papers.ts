import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { LANGUAGES } from "../values/access";
import { PAPER_KINDS } from "../values/portal";
import { caseEvents, cases } from "./cases";
import { payments } from "./claims";
import { at, bytea, id, oneOf, ref, tenantId } from "./columns";
import { files } from "./files";
import { parties } from "./parties";
import { portalUsers } from "./portal";

/** Documents of cases that a person of the house shows to a client. */
export const shownDocuments = pgTable(
  "shown_documents",
  {
    tenantId: tenantId(),
    eventId: ref("event_id").notNull(),
    partyId: ref("party_id").notNull(),
    caseId: ref("case_id").notNull(),
    fileId: ref("file_id").notNull(),
    shownAt: at("shown_at").notNull(),
    shownBy: ref("shown_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.eventId, t.partyId] }),
    index("shown_documents_party").on(t.tenantId, t.partyId, t.shownAt),
    index("shown_documents_file").on(t.tenantId, t.fileId),
    index("shown_documents_case").on(t.tenantId, t.caseId),
    foreignKey({
      columns: [t.tenantId, t.eventId],
      foreignColumns: [caseEvents.tenantId, caseEvents.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.caseId],
      foreignColumns: [cases.tenantId, cases.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.tenantId, t.fileId], foreignColumns: [files.tenantId, files.id] }),
  ],
);

/** Append-only: confirmations that clients were given, each with its number and its very file. */
export const issuedPapers = pgTable(
  "issued_papers",
  {
    tenantId: tenantId(),
    id: id(),
    number: text("number").notNull(),
    kind: text("kind", { enum: PAPER_KINDS }).notNull(),
    portalUserId: ref("portal_user_id").notNull(),
    /** Of whom it speaks. */
    partyId: ref("party_id").notNull(),
    /** Null: it speaks of all their cases. */
    caseId: ref("case_id"),
    paymentId: ref("payment_id"),
    language: text("language", { enum: LANGUAGES }).notNull(),
    issuedOn: date("issued_on", { mode: "string" }).notNull(),
    issuedAt: at("issued_at").notNull(),
    /** What it says, as whoever checks it is told. */
    facts: jsonb("facts").$type<Record<string, unknown>>().notNull(),
    /** Of what it says and in which language: the same said to the same client is one paper. */
    contentKey: bytea("content_key").notNull(),
    codeHash: bytea("code_hash").notNull(),
    fileId: ref("file_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("issued_papers_number").on(t.tenantId, t.number),
    uniqueIndex("issued_papers_content").on(t.tenantId, t.portalUserId, t.contentKey),
    index("issued_papers_party").on(t.tenantId, t.partyId, t.issuedAt),
    index("issued_papers_file").on(t.tenantId, t.fileId),
    foreignKey({
      columns: [t.tenantId, t.portalUserId],
      foreignColumns: [portalUsers.tenantId, portalUsers.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    foreignKey({
      columns: [t.tenantId, t.paymentId],
      foreignColumns: [payments.tenantId, payments.id],
    }),
    foreignKey({ columns: [t.tenantId, t.fileId], foreignColumns: [files.tenantId, files.id] }),
    oneOf("issued_papers_kind", "kind", PAPER_KINDS),
    oneOf("issued_papers_language", "language", LANGUAGES),
    check("issued_papers_payment", sql`(kind = 'payment') = (payment_id is not null)`),
  ],
);
