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
import { BULK_STATES, LISTS } from "../values/lists";
import { operators } from "./access";
import { at, createdAt, id, oneOf, ref, tenantId } from "./columns";

/** Words that names are made of: turns a fragment inside a word into the words that hold it. */
export const searchWords = pgTable(
  "search_words",
  { tenantId: tenantId(), word: text("word").notNull() },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.word] }),
    index("search_words_fragment").using("gin", t.word.op("gin_trgm_ops")),
  ],
);

export const savedViews = pgTable(
  "saved_views",
  {
    tenantId: tenantId(),
    id: id(),
    operatorId: ref("operator_id").notNull(),
    list: text("list", { enum: LISTS }).notNull(),
    name: text("name").notNull(),
    query: jsonb("query").$type<Record<string, unknown>>().notNull(),
    isShared: boolean("is_shared").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("saved_views_key").on(t.tenantId, t.operatorId, t.list, t.name),
    foreignKey({
      columns: [t.tenantId, t.operatorId],
      foreignColumns: [operators.tenantId, operators.id],
    }).onDelete("cascade"),
    oneOf("saved_views_list", "list", LISTS),
  ],
);

export const bulkActions = pgTable(
  "bulk_actions",
  {
    tenantId: tenantId(),
    id: id(),
    list: text("list", { enum: LISTS }).notNull(),
    action: text("action").notNull(),
    params: jsonb("params").$type<Record<string, unknown>>().notNull(),
    state: text("state", { enum: BULK_STATES }).notNull().default("waiting"),
    total: integer("total").notNull().default(0),
    done: integer("done").notNull().default(0),
    failed: integer("failed").notNull().default(0),
    beatAt: at("beat_at"),
    createdBy: ref("created_by").notNull(),
    createdAt: createdAt(),
    finishedAt: at("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("bulk_actions_newest").on(t.tenantId, t.createdBy, t.id),
    foreignKey({
      columns: [t.tenantId, t.createdBy],
      foreignColumns: [operators.tenantId, operators.id],
    }),
    oneOf("bulk_actions_state", "state", BULK_STATES),
  ],
);

/** The rows a bulk action was started on, each with its outcome; null while it waits. */
export const bulkItems = pgTable(
  "bulk_items",
  {
    tenantId: tenantId(),
    bulkActionId: ref("bulk_action_id").notNull(),
    itemId: ref("item_id").notNull(),
    outcome: text("outcome"),
    params: jsonb("params").$type<Record<string, string | number>>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.bulkActionId, t.itemId] }),
    index("bulk_items_waiting")
      .on(t.tenantId, t.bulkActionId, t.itemId)
      .where(sql`outcome is null`),
    index("bulk_items_outcome").on(t.tenantId, t.bulkActionId, t.outcome),
    foreignKey({
      columns: [t.tenantId, t.bulkActionId],
      foreignColumns: [bulkActions.tenantId, bulkActions.id],
    }).onDelete("cascade"),
  ],
);
