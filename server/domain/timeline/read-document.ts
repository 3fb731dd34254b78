import { DomainError } from "@/server/kernel/errors";
import { requireCase } from "../cases";
import { authorize, type Context, reading } from "../context";
import { fileContent, fileHead, shownTypeOf } from "../files";

/** A document of a case the actor may see: its bytes, and the type a browser may show (or null). */
export async function readDocument(
  ctx: Context,
  { fileId }: { fileId: number },
): Promise<{ caseId: number; name: string; content: Buffer; shownType: string | null }> {
  authorize(ctx, "cases:read");
  return reading(ctx, async (tx) => {
    const [event] = await tx.sql<{ caseId: number }[]>`
      select case_id as "caseId" from case_events
       where file_id = ${fileId} and deleted_at is null limit 1`;
    if (!event) throw new DomainError("not_found", "files.not_found");
    await requireCase(tx, event.caseId).catch(() => {
      throw new DomainError("not_found", "files.not_found");
    });
    const { name } = await fileHead(tx, fileId);
    const content = await fileContent(tx, fileId);
    return {
      ...{ caseId: event.caseId, name, content },
      shownType: shownTypeOf(content.subarray(0, 16)),
    };
  });
}
