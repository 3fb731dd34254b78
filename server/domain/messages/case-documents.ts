import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";

/** Only documents that stand on the case itself go with its messages. Throws not_found. */
export async function assertDocuments(
  { sql }: Tx,
  { caseId, attachmentFileIds }: { caseId: number; attachmentFileIds: readonly number[] },
): Promise<void> {
  if (attachmentFileIds.length === 0) return;
  const rows = await sql<{ fileId: number }[]>`
    select distinct file_id as "fileId" from case_events
     where case_id = ${caseId} and kind = 'document' and deleted_at is null
       and file_id = any(${attachmentFileIds as number[]}::bigint[])`;
  if (rows.length < new Set(attachmentFileIds).size) {
    throw new DomainError("not_found", "files.not_found");
  }
}
