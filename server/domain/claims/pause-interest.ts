import { addDays } from "@/server/kernel/days";
import { type Context, inTransaction } from "../context";
import { type Reallocated, reallocateCases } from "./reallocate-cases";

/** Tags that stop interest came to these cases or went: what grows on them is worked out anew. */
export async function pauseInterest(
  ctx: Context,
  { caseIds }: { caseIds: readonly number[] },
): Promise<Reallocated> {
  return inTransaction(ctx, (inner, tx) => reallocateCases(inner, tx, { caseIds }));
}

const CASES_MAX = 1_000;
/** The fact may come so late: what lost the tag since its day is worked out anew as well. */
const LATE_DAYS = 31;

/**
 * A tag began to stop interest, or no longer does: works out anew what grows on the cases that bear it,
 * at most 1 000 a call, behind the case `after`. Answers the last of them; null when there was none. A
 * job's work.
 */
export async function followTagEffect(
  ctx: Context,
  { tagId, after }: { tagId: number; after: number },
): Promise<number | null> {
  return inTransaction(ctx, async (inner, tx) => {
    const rows = await tx.sql<{ id: number }[]>`
      select distinct case_id as id from case_tags
       where tag_id = ${tagId} and case_id > ${after}
         and (removed_at is null or removed_at >= ${addDays(ctx.today, -LATE_DAYS)}::date)
       order by case_id limit ${CASES_MAX}`;
    const caseIds = rows.map(({ id }) => id);
    await reallocateCases(inner, tx, { caseIds });
    return caseIds.at(-1) ?? null;
  });
}
