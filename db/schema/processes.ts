import { sql } from "drizzle-orm";
import { check, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { PROCESS_VERSION_STATUSES } from "../values/processes";
import { at, id, oneOf, ref, tenantId } from "./columns";

/**
 * A tenant's own versions of a category, its variants included. Number 0 is the delivered one and has
 * no row. What was once in force never changes; a draft is one of a category.
 */
export const processVersions = pgTable(
  "process_versions",
  {
    tenantId: tenantId(),
    id: id(),
    category: text("category").notNull(),
    number: integer("number").notNull(),
    status: text("status", { enum: PROCESS_VERSION_STATUSES }).notNull().default("draft"),
    /** Definitions in the format of `server/processes/*.yaml`, each whole. */
    definitions: jsonb("definitions").$type<unknown[]>().notNull(),
    /** The version that the draft was made from. */
    baseNumber: integer("base_number").notNull(),
    /** Of the delivered definitions at that time: tells when the program came with newer ones. */
    deliveredHash: text("delivered_hash").notNull(),
    note: text("note").notNull().default(""),
    /** Rises with each saving of the draft. */
    revision: integer("revision").notNull().default(1),
    updatedAt: at("updated_at").notNull(),
    updatedBy: ref("updated_by"),
    updatedByName: text("updated_by_name").notNull(),
    activatedAt: at("activated_at"),
    activatedBy: ref("activated_by"),
    activatedByName: text("activated_by_name"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("process_versions_number_key").on(t.tenantId, t.category, t.number),
    uniqueIndex("process_versions_active_key")
      .on(t.tenantId, t.category)
      .where(sql`status = 'active'`),
    uniqueIndex("process_versions_draft_key")
      .on(t.tenantId, t.category)
      .where(sql`status = 'draft'`),
    oneOf("process_versions_status", "status", PROCESS_VERSION_STATUSES),
    check("process_versions_activated", sql`(status = 'draft') = (activated_at is null)`),
    check("process_versions_number", sql`number > 0`),
  ],
);

const stepColumns = () => ({
  /** The field that chooses among the category's variants; null: there are none. */
  chosenBy: text("chosen_by"),
  /** By which value of it this step's variant rules a case; empty: the category's own process. */
  choice: text("choice").notNull().default(""),
  otherChoices: text("other_choices").array().notNull(),
  transition: text("transition").notNull(),
  /** "*" for the taking over of standing cases only; what a process says of all is spelled out. */
  fromState: text("from_state").notNull(),
  toState: text("to_state").notNull(),
  /** Who may take it, "system" among them; the database holds every move to it. */
  roles: text("roles").array().notNull(),
});

/** Steps of the processes that come with the program, for all tenants: version 0. */
export const deliveredSteps = pgTable(
  "delivered_steps",
  { category: text("category").notNull(), ...stepColumns() },
  (t) => [primaryKey({ columns: [t.category, t.transition, t.fromState, t.choice, t.toState] })],
);

/** Steps of a tenant's own versions, made of their definitions by the database itself. */
export const processSteps = pgTable(
  "process_steps",
  {
    tenantId: tenantId(),
    category: text("category").notNull(),
    version: integer("version").notNull(),
    ...stepColumns(),
  },
  (t) => [
    primaryKey({
      columns: [t.tenantId, t.category, t.version, t.transition, t.fromState, t.choice, t.toState],
    }),
  ],
);
