import type { Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import { type Context, inTransaction } from "../context";
import { reallocateCases } from "./reallocate-cases";

const CASES_MAX = 1_000;

/**
 * Brings up to date how interest goes on where a rate, a year or a term has changed since, and where
 * it was never written down; at most 1 000 cases a call. Answers how many there were. A job's work.
 */
export async function rollInterest(ctx: Context): Promise<{ count: number }> {
  return inTransaction(ctx, async (inner, tx) => {
    const caseIds = await outdated(tx, inner.today);
    await reallocateCases(inner, tx, { caseIds });
    return { count: caseIds.length };
  });
}

async function outdated({ sql }: Tx, today: Day): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select p.case_id as id from interest_positions p
      join claims c on c.id = p.claim_id and c.voided_at is null
     where p.until_on < ${today}::date and p.through_on < ${today}::date
    union
    select c.case_id from interest_terms t
      join claim_components m on m.id = t.component_id
      join claims c on c.id = m.claim_id and c.voided_at is null
     where not exists (select 1 from interest_positions p where p.component_id = m.id)
    limit ${CASES_MAX}`;
  return rows.map(({ id }) => id);
}
