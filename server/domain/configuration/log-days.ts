import type { Tx } from "@/db/client";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { type LogDaysInput, logDaysInput } from "./inputs";

/** After how many days what was told and pressed loses its contents, and is forgotten. */
export interface LogDays {
  bodyDays: number;
  rowDays: number;
}

const DEFAULT: LogDays = { bodyDays: 30, rowDays: 90 };

export async function readLogDays({ sql }: Tx): Promise<LogDays> {
  const [row] = await sql<LogDays[]>`
    select body_days as "bodyDays", row_days as "rowDays" from config_sources`;
  return row ?? DEFAULT;
}

/** Says how long the log is kept; the contents never longer than the log. */
export async function saveLogDays(ctx: Context, raw: LogDaysInput): Promise<void> {
  authorize(ctx, "settings:config");
  const days = logDaysInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const before = await readLogDays(tx);
    await tx.sql`
      insert into config_sources (body_days, row_days) values (${days.bodyDays}, ${days.rowDays})
      on conflict (tenant_id) do update
         set body_days = excluded.body_days, row_days = excluded.row_days`;
    await writeAudit(inner, {
      ...{ action: "configuration.save-log-days", entity: "config_source", entityId: null },
      ...{ before: { ...before }, after: { ...days } },
    });
  });
}
