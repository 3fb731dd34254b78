import { sql } from "drizzle-orm";
import { index, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { id, minor, ref, tenantId } from "./columns";

/** Categories whose board somebody has opened, and what is summed there; counted by the database. */
export const countedBoards = pgTable(
  "counted_boards",
  {
    tenantId: tenantId(),
    category: text("category").notNull(),
    sumField: text("sum_field"),
    currencyField: text("currency_field"),
    currency: text("currency"),
    countedAt: timestamp("counted_at", { withTimezone: true }).notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.category] })],
);

/** What was added to a state and taken from it; the sum of its rows is how many stand there. */
export const boardTotals = pgTable(
  "board_totals",
  {
    tenantId: tenantId(),
    id: id(),
    category: text("category").notNull(),
    state: text("state").notNull(),
    accessGroupId: ref("access_group_id"),
    currency: text("currency").notNull(),
    cases: minor("cases").notNull(),
    amountMinor: minor("amount_minor").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("board_totals_category").on(t.tenantId, t.category),
  ],
);
