import { authorOf, type Context, inTransaction, type SystemActor } from "../context";

/**
 * A bank payment was corrected away on the case: its movement waits in the queue again. One that
 * bounced stays where it was booked. A job's work, not a verb.
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
  });
}
