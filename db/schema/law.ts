import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import { LAW_ASPECTS, SERIES_CODES } from "../values/law";
import { cases } from "./cases";
import { at, id, oneOf, ref, tenantId } from "./columns";

/**
 * Append-only: what a person says of the law that rules a case, against what is derived of it. The
 * newest row of an aspect (of a stage: and of its day) rules; one without a value takes it back.
 */
export const caseLaw = pgTable(
  "case_law",
  {
    tenantId: tenantId(),
    id: id(),
    caseId: ref("case_id").notNull(),
    aspect: text("aspect", { enum: LAW_ASPECTS }).notNull(),
    value: text("value"),
    /** From when the stage holds. */
    fromOn: date("from_on", { mode: "string" }),
    reason: text("reason").notNull(),
    bookedAt: at("booked_at").notNull(),
    bookedBy: ref("booked_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("case_law_case").on(t.tenantId, t.caseId, t.id),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    oneOf("case_law_aspect", "aspect", LAW_ASPECTS),
    check("case_law_day", sql`(aspect = 'stage') = (from_on is not null)`),
    check(
      "case_law_value",
      sql`value is null
        or (aspect = 'jurisdiction' and value in ('CZ', 'SK'))
        or (aspect = 'debtor' and value in ('consumer', 'business'))
        or (aspect = 'stage' and value in ('beforeCourt', 'afterJudgment', 'inEnforcement'))`,
    ),
  ],
);

/** Append-only: a tenant's own value of a figure that a lawyer has yet to confirm; null: the pack's. */
export const ruleOverrides = pgTable(
  "rule_overrides",
  {
    tenantId: tenantId(),
    id: id(),
    figure: text("figure").notNull(),
    value: jsonb("value").$type<unknown>(),
    reason: text("reason").notNull(),
    bookedAt: at("booked_at").notNull(),
    bookedBy: ref("booked_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("rule_overrides_figure").on(t.tenantId, t.figure, t.id),
  ],
);

/**
 * Append-only: a central bank's rates beyond the delivered table. The newest row of a series and day
 * rules; one without a rate takes it back.
 */
export const rateEntries = pgTable(
  "rate_entries",
  {
    tenantId: tenantId(),
    id: id(),
    series: text("series", { enum: SERIES_CODES }).notNull(),
    fromOn: date("from_on", { mode: "string" }).notNull(),
    ratePercent: numeric("rate_percent", { precision: 7, scale: 4 }),
    /** The last day of which it is known that the rate held. */
    knownUntil: date("known_until", { mode: "string" }).notNull(),
    source: text("source").notNull(),
    bookedAt: at("booked_at").notNull(),
    bookedBy: ref("booked_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("rate_entries_series_from").on(t.tenantId, t.series, t.fromOn, t.id),
    oneOf("rate_entries_series", "series", SERIES_CODES),
    check("rate_entries_rate", sql`rate_percent between 0 and 100`),
    check("rate_entries_days", sql`from_on <= known_until`),
  ],
);
