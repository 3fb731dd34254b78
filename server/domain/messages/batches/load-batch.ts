import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";

/** Throws not_found `channels.batch_not_found`, conflict `channels.batch_closed`. */
export async function lockOpenBatch({ sql }: Tx, batchId: number): Promise<void> {
  const [batch] = await sql<{ isOpen: boolean; isSeen: boolean }[]>`
    select confirmed_at is null and released_at is null as "isOpen",
           not exists (select from messages m left join cases c on c.id = m.case_id
                        where m.batch_id = b.id and c.id is null) as "isSeen"
      from post_batches b where id = ${batchId} for update`;
  // Who sees only some of its letters would say of the others that they were posted as well.
  if (!batch?.isSeen) throw new DomainError("not_found", "channels.batch_not_found");
  if (!batch.isOpen) throw new DomainError("conflict", "channels.batch_closed");
}
