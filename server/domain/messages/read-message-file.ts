import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { type FileHead, fileContent, fileHead } from "../files";
import { messageFileInput } from "./inputs";
import { visibleMessage } from "./visible-message";

/** A file of a message as it was sent or came. Throws not_found `messages.not_found`. */
export async function readMessageFile(
  ctx: Context,
  raw: z.input<typeof messageFileInput>,
): Promise<FileHead & { content: Buffer }> {
  authorize(ctx, "messages:read");
  const { messageId, fileId } = messageFileInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const [row] = await tx.sql<{ caseId: number | null }[]>`
      select m.case_id as "caseId" from messages m
        join message_files x on x.message_id = m.id and x.file_id = ${fileId}
        left join cases c on c.id = m.case_id
       where m.id = ${messageId} and ${visibleMessage(tx.sql)}`;
    if (!row) throw new DomainError("not_found", "messages.not_found");
    await writeAudit(inner, {
      ...{ action: "messages.read-file", entity: "message", entityId: messageId },
      caseId: row.caseId,
      after: { fileId },
    });
    return { ...(await fileHead(tx, fileId)), content: await fileContent(tx, fileId) };
  });
}
