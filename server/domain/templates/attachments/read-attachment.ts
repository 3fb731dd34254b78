import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { authorize, type Context, reading } from "../../context";
import { fileContent, fileHead, shownTypeOf } from "../../files";
import { attachmentInput } from "../inputs";

/** A file that is, or once was, beside a template. Throws not_found `templates.not_found`. */
export async function readAttachment(
  ctx: Context,
  raw: z.input<typeof attachmentInput>,
): Promise<{ name: string; content: Buffer; shownType: string | null }> {
  authorize(ctx, "templates:read");
  const { templateId, fileId } = attachmentInput.parse(raw);
  return reading(ctx, async (tx) => {
    const [row] = await tx.sql`
      select from template_attachments where template_id = ${templateId} and file_id = ${fileId}`;
    if (!row) throw new DomainError("not_found", "templates.not_found");
    const { name } = await fileHead(tx, fileId);
    const content = await fileContent(tx, fileId);
    return { name, content, shownType: shownTypeOf(content.subarray(0, 16)) };
  });
}
