import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { authorize, authorOf, type Context, inTransaction } from "../../context";
import { readContactRules } from "../contact-rules";
import { type Claimed, recheckClaimed } from "../recheck-claimed";

const LETTERS_MAX = 2_000;

/**
 * Takes letters that wait, are printed and due, into one batch to be posted by hand. They leave by
 * nobody else from then on. Those whose recipients may not be written to any more are cancelled and say
 * so, as they would be when they leave by a carrier. Throws precondition `channels.batch_empty`, `channels.not_batch` where
 * letters leave otherwise.
 */
export async function makeBatch(ctx: Context): Promise<{ batchId: number; letters: number }> {
  authorize(ctx, "messages:send");
  const made = await inTransaction(ctx, async (inner, tx) => {
    const { sql } = tx;
    const [account] = await sql`
      select 1 from channel_accounts where channel = 'letter' and provider = 'batch'`;
    if (!account) throw new DomainError("precondition", "channels.not_batch");
    const due = await sql<(Claimed & { pages: number | null })[]>`
      select m.id, m.pages, m.case_id as "caseId", m.party_id as "partyId",
             m.is_automatic as "isAutomatic",
             (select p.country from parties p where p.id = m.party_id) as country
        from messages m join cases c on c.id = m.case_id
       where m.channel = 'letter' and m.state = 'waiting' and m.is_printed
         and m.batch_id is null and m.next_attempt_at <= ${inner.now} and m.to_postal is not null
       order by m.id limit ${LETTERS_MAX} for update of m skip locked`;
    const rules = await readContactRules(tx);
    const held = await recheckClaimed(inner, tx, { channel: "letter", rules, claimed: due });
    const letters = due.filter(({ id }) => !held.has(id));
    if (letters.length === 0) return null;
    const pages = letters.reduce((sum, letter) => sum + (letter.pages ?? 0), 0);
    const [batch] = await sql<{ id: number }[]>`
      insert into post_batches (letters, pages, created_at, created_by)
      values (${letters.length}, ${pages}, ${inner.now}, ${authorOf(inner.actor).id}) returning id`;
    if (!batch) throw new Error("no row");
    await sql`update messages set batch_id = ${batch.id}
               where id = any(${letters.map(({ id }) => id)}::bigint[])`;
    await writeAudit(inner, {
      ...{ action: "messages.make-batch", entity: "post_batch", entityId: batch.id },
      after: { letters: letters.length, pages },
    });
    return { batchId: batch.id, letters: letters.length };
  });
  // Said once what was held is cancelled for good: thrown inside, it would be undone.
  if (!made) throw new DomainError("precondition", "channels.batch_empty");
  return made;
}
