import { authorOf, type Context, inTransaction, type SystemActor } from "../context";

/**
 * A bank payment was corrected away on the case: its movement waits in the queue again. Of one that was
 * split the other parts stay booked, and only the rest of it waits. One that bounced stays where it
 * was booked; what an undo took back stands already as it stood. A job's work, not a verb.
 */
export async function reopenReversed(
  ctx: Context<SystemActor>,
  { paymentId }: { paymentId: number },
): Promise<void> {
  await inTransaction(ctx, async (_, { sql }) => {
    await sql`
      update bank_movements m
         set state = 'open', reason = 'taken_back', case_id = null, payment_id = null,
             attempt = m.attempt + 1, note = r.note, decided_by = ${authorOf(ctx.actor).id},
             decided_at = ${ctx.now}
        from payments r
       where m.payment_id = ${paymentId} and r.reverses_id = ${paymentId}
         and r.reversal_kind = 'correction'`;
    await sql`
      with whole as materialized (
        select m.id, m.amount_minor, coalesce((
                 select sum(p.amount_minor) from bank_movement_parts p
                  where p.movement_id = m.id and not exists (
                    select from payments c where c.reverses_id = p.payment_id
                       and c.reversal_kind = 'correction')), 0) as standing, r.note,
               exists (select from bank_decisions d
                        where d.movement_id = m.id and d.undone_at = r.booked_at) as is_undo
          from bank_movement_parts part
          join payments r on r.reverses_id = part.payment_id and r.reversal_kind = 'correction'
          join bank_movements m on m.id = part.movement_id
         where part.payment_id = ${paymentId})
      update bank_movements m
         set state = 'open', attempt = m.attempt + 1, note = w.note, decided_at = ${ctx.now},
             reason = case when w.standing = 0 then 'taken_back' else 'part_taken_back' end,
             decided_by = ${authorOf(ctx.actor).id}
        from whole w
       where m.id = w.id and not w.is_undo and m.reason in ('split', 'part_taken_back')
         and w.standing < w.amount_minor`;
  });
}
