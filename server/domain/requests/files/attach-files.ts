import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { Context } from "../../context";
import { addEvent } from "../../timeline";
import { ofItsDocuments } from "../with-merged";

export interface Attached {
  caseId: number;
  postId: number;
  authorId: number;
}

const gone = () => new DomainError("invalid", "requests.file_gone", { field: "files" });

/**
 * Puts what the client has sent to a line of a request; each also stands among the documents of the
 * case. Throws invalid `requests.file_gone` of one that is not theirs, is forgotten or used already.
 */
export async function attachUploads(
  ctx: Context,
  { caseId, postId, authorId }: Attached,
  uploadIds: readonly number[],
): Promise<void> {
  if (!ctx.tx) throw new Error("files are attached inside the verb's transaction");
  if (uploadIds.length === 0) return;
  const rows = await ctx.tx.sql<{ fileId: number }[]>`
    update request_files set case_id = ${caseId}, post_id = ${postId}
     where id = any(${uploadIds as number[]}::bigint[]) and author = 'client'
       and author_id = ${authorId} and post_id is null
    returning file_id as "fileId"`;
  if (rows.length !== new Set(uploadIds).size) throw gone();
  for (const { fileId } of rows.toSorted((a, b) => a.fileId - b.fileId)) {
    await addEvent(ctx, { caseId, kind: "document", text: "", fileId, data: {} });
  }
}

/**
 * Documents that an answer of a request may carry, as far as this transaction sees them. Throws
 * invalid `requests.file_gone` of one that is none of them.
 */
export async function requireGivable(
  { sql }: Tx,
  caseId: number,
  fileIds: readonly number[],
): Promise<void> {
  if (fileIds.length === 0) return;
  const rows = await sql`
    select distinct e.file_id from case_events e join cases k on k.id = e.case_id
     where e.file_id = any(${fileIds as number[]}::bigint[]) and e.kind = 'document'
       and e.deleted_at is null and ${ofItsDocuments(sql, caseId).is}`;
  if (rows.length !== new Set(fileIds).size) throw gone();
}

/**
 * Puts documents of the request, of those merged into it, or of a case that one of them is about, to
 * an operator's answer: from then on the client has them. Throws invalid `requests.file_gone` of one
 * that stands on none of them.
 */
export async function attachDocuments(
  ctx: Context,
  { caseId, postId, authorId }: Attached,
  fileIds: readonly number[],
): Promise<void> {
  if (!ctx.tx) throw new Error("files are attached inside the verb's transaction");
  if (fileIds.length === 0) return;
  // Under the operator's own walls: what they do not see they do not send.
  const rows = await ctx.tx.sql`
    insert into request_files (file_id, author, author_id, case_id, post_id, created_at)
    select distinct e.file_id, 'operator', ${authorId}::bigint, ${caseId}::bigint,
           ${postId}::bigint, ${ctx.now}::timestamptz
      from case_events e join cases k on k.id = e.case_id
     where e.file_id = any(${fileIds as number[]}::bigint[]) and e.kind = 'document'
       and e.deleted_at is null
       and ${ofItsDocuments(ctx.tx.sql, caseId).is}
    returning id`;
  if (rows.length !== new Set(fileIds).size) throw gone();
}
