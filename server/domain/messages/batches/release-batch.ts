import type { z } from "zod";
import { writeAudit } from "../../audit";
import { authorize, type Context, inTransaction } from "../../context";
import { writeFact } from "../../events";
import { batchIdInput } from "../channel-inputs";
import { lockOpenBatch } from "./load-batch";

/** Gives a batch up that was not posted: its letters wait again. Throws conflict `channels.batch_closed`. */
export async function releaseBatch(
  ctx: Context,
  raw: z.input<typeof batchIdInput>,
): Promise<{ letters: number }> {
  authorize(ctx, "messages:send");
  const { batchId } = batchIdInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    await lockOpenBatch(tx, batchId);
    const rows = await tx.sql`
      update messages set batch_id = null
       where batch_id = ${batchId} and state = 'waiting' returning id`;
    await tx.sql`update post_batches set released_at = ${inner.now} where id = ${batchId}`;
    await writeFact(inner, { name: "messages.waiting", payload: { channel: "letter" } });
    await writeAudit(inner, {
      ...{ action: "messages.release-batch", entity: "post_batch", entityId: batchId },
      after: { letters: rows.length },
    });
    return { letters: rows.length };
  });
}
