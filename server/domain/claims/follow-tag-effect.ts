import type { Tx } from "@/db/client";
import { addDays, type Day } from "@/server/kernel/days";
import { authorOf, type Context, inTransaction } from "../context";

/**
 * A tag began to stop interest on a day, or no longer does: what bears the tag pauses from that day, or
 * goes on from it; not a haléř of what had grown moves, and taggings that were over by then are pauses
 * of no day. Interest that it touches is worked out anew by whoever rolls it on. A job's work.
 */
export async function followTagEffect(
  ctx: Context,
  { tagId, isStopping, onDay }: { tagId: number; isStopping: boolean; onDay: Day },
): Promise<void> {
  const before = addDays(onDay, -1);
  await inTransaction(ctx, async (_, tx) => {
    const rows = await tx.sql<{ caseId: number }[]>`
      insert into interest_pauses (case_id, case_tag_id, from_on, to_on, booked_at, booked_by)
      select ct.case_id, ct.id, coalesce(p.from_on, ${onDay}::date),
             case when not ${isStopping} or ct.removed_at is not null then ${before}::date
                  else ct.ends_on end, ${ctx.now}, ${authorOf(ctx.actor).id}
        from case_tags ct
        left join lateral (
          select from_on, to_on from interest_pauses
           where case_id = ct.case_id and case_tag_id = ct.id order by id desc limit 1) p on true
       where ct.tag_id = ${tagId}
         and case when ${isStopping} then p.from_on is null
                  else p.from_on is not null and (p.to_on is null or p.to_on >= ${onDay}::date) end
       order by ct.id
      returning case_id as "caseId"`;
    await outdate(tx, { caseIds: rows.map(({ caseId }) => caseId), before });
  });
}

/** What they say of the day and later is not known any more. */
async function outdate(
  { sql }: Tx,
  { caseIds, before }: { caseIds: readonly number[]; before: Day },
): Promise<void> {
  await sql`
    update interest_positions p
       set through_on = least(p.through_on, ${before}::date),
           until_on = least(p.through_on, ${before}::date)
     where p.case_id = any(${[...new Set(caseIds)]}::bigint[])`;
}
