import { foreignKey, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, minor, ref, tenantId } from "./columns";

export const files = pgTable(
  "files",
  {
    tenantId: tenantId(),
    id: id(),
    name: text("name").notNull(),
    mediaType: text("media_type").notNull(),
    sizeBytes: minor("size_bytes").notNull(),
    sha256: bytea("sha256").notNull(),
    createdBy: ref("created_by"),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** Content in pieces of one mebibyte: a reader never holds a whole file. */
export const fileChunks = pgTable(
  "file_chunks",
  {
    tenantId: tenantId(),
    fileId: ref("file_id").notNull(),
    seq: integer("seq").notNull(),
    content: bytea("content").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.fileId, t.seq] }),
    foreignKey({
      columns: [t.tenantId, t.fileId],
      foreignColumns: [files.tenantId, files.id],
    }).onDelete("cascade"),
  ],
);
