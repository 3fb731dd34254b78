import { authorOf, type Context, inTransaction } from "../context";
import { reallocateCases } from "./reallocate-cases";

/**
 * Brings the pauses of these cases to what their tags say: interest rests from the day on which a tag
 * with that effect is put to the day before it is taken off, or its last day. Appends only what
 * differs, and computes those cases anew; done twice it does nothing. For many cases at once.
 */
export async function pauseInterest(
  ctx: Context,
  { caseIds }: { caseIds: readonly number[] },
): Promise<{ caseIds: number[] }> {
  return inTransaction(ctx, async (inner, tx) => {
    await tx.sql`
      select id from cases where id = any(${caseIds as number[]}) order by id for no key update`;
    const changed = await tx.sql<{ caseId: number }[]>`
      insert into interest_pauses (case_id, case_tag_id, from_on, to_on, booked_at, booked_by)
      select w.case_id, w.case_tag_id, w.from_on, w.to_on, ${ctx.now}, ${authorOf(ctx.actor).id}
        from (
          select ct.case_id, ct.id as case_tag_id, p.from_on as known_from, p.to_on as known_to,
                 coalesce(p.from_on, (ct.added_at at time zone 'Europe/Prague')::date) as from_on,
                 least(ct.ends_on, (ct.removed_at at time zone 'Europe/Prague')::date - 1,
                       case when 'stop_interest' = any(t.effects) then null else p.to_on end) as to_on
            from case_tags ct
            join tags t on t.id = ct.tag_id
            left join lateral (
              select from_on, to_on from interest_pauses
               where case_id = ct.case_id and case_tag_id = ct.id order by id desc limit 1) p on true
           where ct.case_id = any(${caseIds as number[]})
             and (p.from_on is not null or 'stop_interest' = any(t.effects))) w
       where w.known_from is null or w.to_on is distinct from w.known_to
       order by w.case_tag_id
      returning case_id as "caseId"`;
    const ids = [...new Set(changed.map(({ caseId }) => caseId))];
    await reallocateCases(inner, tx, { caseIds: ids });
    return { caseIds: ids };
  });
}
