import { sql } from "drizzle-orm";
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { LANGUAGES } from "../values/access";
import { DELIVERY_MODES, SENDERS } from "../values/messages";
import { ATTACHMENT_KINDS, TEMPLATE_FORMATS } from "../values/templates";
import { at, createdAt, id, oneOf, ref, tenantId } from "./columns";
import { files } from "./files";

/** A document that is filled in for a case, and how it may be sent. */
export const templates = pgTable(
  "templates",
  {
    tenantId: tenantId(),
    id: id(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    note: text("note").notNull().default(""),
    format: text("format", { enum: TEMPLATE_FORMATS }).notNull(),
    /** Of what it says: decides how sums, days and salutations are written. */
    language: text("language", { enum: LANGUAGES }).notNull().default("cs"),
    /** Channels it may go by, in the order in which they are tried. */
    methods: text("methods").array().notNull(),
    /** Itself a template: braces are filled in. */
    subject: text("subject").notNull().default(""),
    /** The mail's own text where the document goes as its attachment. */
    coverText: text("cover_text").notNull().default(""),
    sender: text("sender", { enum: SENDERS }).notNull().default("tenant"),
    deliveryMode: text("delivery_mode", { enum: DELIVERY_MODES }).notNull().default("ordinary"),
    ourRef: text("our_ref").notNull().default(""),
    yourRef: text("your_ref").notNull().default(""),
    /** Files that go with every letter, in their order; each was put into `template_attachments`. */
    attachmentFileIds: ref("attachment_file_ids").array().notNull().default(sql`'{}'`),
    /** Where it may be offered; nothing named: everywhere. */
    categories: text("categories").array().notNull().default(sql`'{}'`),
    currentVersionId: ref("current_version_id"),
    archivedAt: at("archived_at"),
    version: integer("version").notNull().default(1),
    createdBy: ref("created_by"),
    createdAt: createdAt(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("templates_code_key")
      .on(t.tenantId, sql`lower(${t.code})`)
      .where(sql`archived_at is null`),
    oneOf("templates_format", "format", TEMPLATE_FORMATS),
    oneOf("templates_sender", "sender", SENDERS),
    oneOf("templates_delivery_mode", "delivery_mode", DELIVERY_MODES),
  ],
);

/** Append-only: each file that was uploaded, with what was found in it. What was sent names its version. */
export const templateVersions = pgTable(
  "template_versions",
  {
    tenantId: tenantId(),
    id: id(),
    templateId: ref("template_id").notNull(),
    number: integer("number").notNull(),
    fileId: ref("file_id").notNull(),
    /** Expressions in their order, each with its place; and what is wrong with them. */
    expressions: jsonb("expressions").$type<unknown[]>().notNull(),
    problems: jsonb("problems").$type<unknown[]>().notNull(),
    createdBy: ref("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("template_versions_number_key").on(t.tenantId, t.templateId, t.number),
    index("template_versions_file").on(t.tenantId, t.fileId),
    foreignKey({
      columns: [t.tenantId, t.templateId],
      foreignColumns: [templates.tenantId, templates.id],
    }),
    foreignKey({ columns: [t.tenantId, t.fileId], foreignColumns: [files.tenantId, files.id] }),
  ],
);

/** Append-only: which files were ever put beside which template. */
export const templateAttachments = pgTable(
  "template_attachments",
  {
    tenantId: tenantId(),
    id: id(),
    templateId: ref("template_id").notNull(),
    fileId: ref("file_id").notNull(),
    kind: text("kind", { enum: ATTACHMENT_KINDS }).notNull(),
    createdBy: ref("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("template_attachments_key").on(t.tenantId, t.templateId, t.fileId),
    index("template_attachments_file").on(t.tenantId, t.fileId),
    foreignKey({
      columns: [t.tenantId, t.templateId],
      foreignColumns: [templates.tenantId, templates.id],
    }),
    foreignKey({ columns: [t.tenantId, t.fileId], foreignColumns: [files.tenantId, files.id] }),
    oneOf("template_attachments_kind", "kind", ATTACHMENT_KINDS),
  ],
);
