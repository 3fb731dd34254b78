import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import {
  hasPages,
  loadTemplate,
  prefetchCustom,
  type ShownDocument,
  showDocument,
} from "../templates";
import { lettersOf } from "./compose";
import { previewLetterInput } from "./inputs";

/**
 * The document of a message that is being written, page by page. Throws not_found `cases.not_found`,
 * `templates.not_found`, for a template without pages too.
 */
export async function previewLetter(
  ctx: Context,
  raw: z.input<typeof previewLetterInput>,
): Promise<{ name: string; shown: ShownDocument }> {
  authorize(ctx, "messages:send");
  const { caseId, templateId } = previewLetterInput.parse(raw);
  await prefetchCustom(ctx, { caseIds: [caseId], templates: [{ templateId }] });
  const { letter, language } = await inTransaction(ctx, async (inner, tx) => {
    const [row] = await tx.sql<{ refNo: string }[]>`
      select ref_no as "refNo" from cases where id = ${caseId}`;
    if (!row) throw new DomainError("not_found", "cases.not_found");
    const template = await loadTemplate(tx, { templateId });
    const addressees = [{ caseId, refNo: row.refNo, partyId: 0 }];
    const letters = await lettersOf(inner, tx, { template, addressees });
    const made = letters.get(caseId);
    if (!made) throw new DomainError("not_found", "cases.not_found");
    if (!hasPages(made.mediaType)) throw new DomainError("not_found", "templates.not_found");
    await writeAudit(inner, {
      ...{ action: "messages.preview", entity: "template", entityId: templateId, caseId },
    });
    return { letter: made, language: template.language };
  });
  const { fileName: name, mediaType, bytes } = letter;
  return { name, shown: await showDocument(ctx, { file: { name, mediaType, bytes }, language }) };
}
