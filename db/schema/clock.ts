import { integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { SWEEP_OUTCOMES } from "../values/clock";
import { at, oneOf, tenantId } from "./columns";

/** Work by the clock: one row a job, which whoever runs it has claimed. */
export const sweepRuns = pgTable(
  "sweep_runs",
  {
    tenantId: tenantId(),
    job: text("job").notNull(),
    /** "60000" = every minute, "03:00" = every day at three in Prague. */
    rhythm: text("rhythm").notNull(),
    dueAt: at("due_at").notNull(),
    /** Tells the run that holds the claim from one that lost it. */
    runNo: integer("run_no").notNull().default(0),
    startedAt: at("started_at"),
    leaseUntil: at("lease_until"),
    endedAt: at("ended_at"),
    outcome: text("outcome", { enum: SWEEP_OUTCOMES }),
    error: text("error"),
    count: integer("count"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.job] }),
    oneOf("sweep_runs_outcome", "outcome", SWEEP_OUTCOMES),
  ],
);
