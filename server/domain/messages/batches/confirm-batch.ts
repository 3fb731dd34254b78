import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { authorize, authorOf, type Context, inTransaction } from "../../context";
import { writeFacts } from "../../events";
import { messageOfKey } from "../carriers/outgoing-carrier";
import { confirmBatchInput } from "../channel-inputs";
import { lockOpenBatch } from "./load-batch";
import { readPostingNumbers } from "./posting-numbers";

/**
 * A person's word that a batch was posted, and on which day: that day counts as the day of dispatch.
 * Posting numbers come from the batch's own list with a column for them. Throws conflict
 * `channels.batch_closed`, invalid `channels.posted_later` for a day that has not come,
 * `channels.manifest_*`.
 */
export async function confirmBatch(
  ctx: Context,
  raw: z.input<typeof confirmBatchInput>,
): Promise<{ letters: number; numbered: number }> {
  authorize(ctx, "messages:send");
  const { batchId, postedOn, manifest } = confirmBatchInput.parse(raw);
  if (postedOn > ctx.today) throw new DomainError("invalid", "channels.posted_later");
  const numbers = [...(manifest ? readPostingNumbers(manifest) : new Map<string, string>())];
  const numbered = numbers.flatMap(([key, postingNo]) => {
    const id = messageOfKey(ctx.actor.tenantId, key);
    return id === null ? [] : [{ id, postingNo }];
  });
  return inTransaction(ctx, async (inner, tx) => {
    await lockOpenBatch(tx, batchId);
    const rows = await tx.sql<{ id: number; caseId: number; postingNo: string | null }[]>`
      update messages m
         set state = 'sent', sent_at = ${inner.now}, posted_on = ${postedOn}::date,
             provider = 'batch', provider_id = 'batch-' || m.batch_id || '-' || m.id,
             last_error = null, posting_no = (
               select n.posting_no from unnest(${numbered.map(({ id }) => id)}::bigint[],
                 ${numbered.map(({ postingNo }) => postingNo)}::text[]) as n(id, posting_no)
                where n.id = m.id limit 1)
       where m.batch_id = ${batchId} and m.state = 'waiting'
      returning m.id, m.case_id as "caseId", m.posting_no as "postingNo"`;
    await tx.sql`
      update post_batches set posted_on = ${postedOn}::date, confirmed_at = ${inner.now},
             confirmed_by = ${authorOf(inner.actor).id} where id = ${batchId}`;
    await writeFacts(
      inner,
      rows.map(({ id, caseId }) => ({
        name: "message.sent" as const,
        payload: { messageId: id, caseId, channel: "letter" as const },
      })),
    );
    const count = rows.filter(({ postingNo }) => postingNo !== null).length;
    await writeAudit(inner, {
      ...{ action: "messages.confirm-batch", entity: "post_batch", entityId: batchId },
      after: { postedOn, letters: rows.length, numbered: count },
    });
    return { letters: rows.length, numbered: count };
  });
}
