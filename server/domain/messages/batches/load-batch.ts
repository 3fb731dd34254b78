import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";

/** Throws not_found `channels.batch_not_found`, conflict `channels.batch_closed`. */
export async function lockOpenBatch({ sql }: Tx, batchId: number): Promise<void> {
  const [batch] = await sql<{ isOpen: boolean }[]>`
    select confirmed_at is null and released_at is null as "isOpen"
      from post_batches where id = ${batchId} for update`;
  if (!batch) throw new DomainError("not_found", "channels.batch_not_found");
  if (!batch.isOpen) throw new DomainError("conflict", "channels.batch_closed");
}
