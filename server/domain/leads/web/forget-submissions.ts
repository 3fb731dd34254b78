import { type Context, inTransaction } from "../../context";

/**
 * Whoever asks for an offer waits weeks for it, not months; and what a season long nobody took for a
 * person's is nobody's business to keep.
 */
const UNDECIDED_DAYS = 90;
const ROWS_AT_ONCE = 1_000;

/** Empties what has waited in the quarantine for too long; that it came, and why it waited, stays. */
export async function forgetSubmissions(ctx: Context): Promise<{ count: number }> {
  return inTransaction(ctx, async (inner, { sql }) => {
    // One that somebody decides this moment is passed over.
    const rows = await sql`
      update lead_submissions set content = '{}', standing = 'refused', decided_at = ${inner.now}
       where id in (
         select id from lead_submissions
          where standing = 'quarantined'
            and at < ${inner.now}::timestamptz - ${UNDECIDED_DAYS} * interval '1 day'
          order by id limit ${ROWS_AT_ONCE} for update skip locked)
      returning id`;
    return { count: rows.length };
  });
}
