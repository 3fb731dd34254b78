import type { Fragment, Tx } from "@/db/client";
import { authorOf, type Context } from "../../context";
import type { ImportScope } from "../scope";

/**
 * One line on the timeline of each case that the import booked on: how many and how much, not one a
 * row. Found by its import, so that the undo takes it back.
 */
export async function tellClaims(ctx: Context, tx: Tx, scope: ImportScope): Promise<void> {
  const booked = tx.sql`
    select n.case_id, t.currency, t.principal_minor + t.fee_minor + t.costs_minor as amount_minor
      from t_new n join t_claims t on t.row_no = n.row_no`;
  await tell(ctx, tx, { scope, code: "import.claims", booked });
}

/** The same for payments. */
export async function tellPayments(ctx: Context, tx: Tx, scope: ImportScope): Promise<void> {
  const booked = tx.sql`
    select n.case_id, t.currency, t.amount_minor
      from t_new n join t_payments t on t.row_no = n.row_no`;
  await tell(ctx, tx, { scope, code: "import.payments", booked });
}

async function tell(
  ctx: Context,
  { sql }: Tx,
  {
    scope,
    code,
    booked,
  }: { scope: ImportScope; code: "import.claims" | "import.payments"; booked: Fragment },
): Promise<void> {
  const { importId } = scope;
  const head = `{"code":"${code}","params":{"importId":${importId},"count":`;
  // Written as text and read once: building JSON of parts is dear where rows are many.
  await sql`
    insert into case_events (case_id, kind, at, author_id, data, import_id, created_at)
    select case_id, 'system', ${ctx.now}, ${authorOf(ctx.actor).id},
           (${head}::text || count(*)
             || ',"czkMinor":' || coalesce(sum(amount_minor) filter (where currency = 'CZK'), 0)
             || ',"eurMinor":' || coalesce(sum(amount_minor) filter (where currency = 'EUR'), 0)
             || '}}')::jsonb,
           ${importId}, ${ctx.now}
      from (${booked}) b group by case_id order by case_id`;
}
