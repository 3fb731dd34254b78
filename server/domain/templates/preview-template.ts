import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { type PreviewTemplateInput, previewTemplateInput } from "./inputs";
import { loadTemplate } from "./load";
import { type Letter, makeLetter } from "./make-letter";
import { readMergeData } from "./merge-data/read-merge-data";
import { prefetchCustom } from "./prefetch-custom";
import { hasPages, type ShownDocument, showDocument } from "./print/show-document";

/** Whose name stands under a letter. */
export function authorOfLetter(ctx: Context): { name: string; email: string } | null {
  return ctx.actor.kind === "operator" ? { name: ctx.actor.name, email: "" } : null;
}

/**
 * A letter of a real case, as it would be sent now; it leaves nothing behind but its line in the audit,
 * because it shows personal data. Throws not_found `templates.not_found`, `cases.not_found`.
 */
export async function previewTemplate(ctx: Context, raw: PreviewTemplateInput): Promise<Letter> {
  return (await makePreview(ctx, raw)).letter;
}

/** The same letter to be looked at: its pages where it has pages, else null. Throws the same. */
export async function showTemplate(
  ctx: Context,
  raw: PreviewTemplateInput,
): Promise<{ letter: Letter; shown: ShownDocument | null }> {
  const { letter, language } = await makePreview(ctx, raw);
  const { fileName: name, mediaType, bytes } = letter;
  if (!hasPages(mediaType)) return { letter, shown: null };
  const file = { name, mediaType, bytes };
  return { letter, shown: await showDocument(ctx, { file, language }) };
}

async function makePreview(
  ctx: Context,
  raw: PreviewTemplateInput,
): Promise<{ letter: Letter; language: Locale }> {
  authorize(ctx, "templates:read");
  const { templateId, versionId, caseId } = previewTemplateInput.parse(raw);
  await prefetchCustom(ctx, { caseIds: [caseId], templates: [{ templateId, versionId }] });
  return inTransaction(ctx, async (inner, tx) => {
    const template = await loadTemplate(tx, { templateId, versionId });
    const data = await readMergeData(inner, tx, {
      subjects: [{ key: "one", caseIds: [caseId] }],
      question: {
        paths: template.paths,
        language: template.language,
        author: authorOfLetter(inner),
      },
    });
    const root = data.get("one");
    if (!root) throw new DomainError("not_found", "cases.not_found");
    await writeAudit(inner, {
      action: "templates.preview",
      entity: "template",
      entityId: templateId,
      caseId,
    });
    const letter = makeLetter(template, root, { today: inner.today, name: String(caseId) });
    return { letter, language: template.language };
  });
}
