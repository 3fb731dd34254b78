import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction, type OperatorContext } from "../context";
import { type PreviewTemplateInput, previewTemplateInput } from "./inputs";
import { loadTemplate } from "./load";
import { type Letter, makeLetter } from "./make-letter";
import { readMergeData } from "./merge-data/read-merge-data";

/** Whose name stands under a letter. */
export function authorOfLetter(ctx: Context): { name: string; email: string } | null {
  return ctx.actor.kind === "operator" ? { name: ctx.actor.name, email: "" } : null;
}

/**
 * A letter of a real case, as it would be sent now; it leaves nothing behind but its line in the audit,
 * because it shows personal data. Throws not_found `templates.not_found`, `cases.not_found`.
 */
export async function previewTemplate(
  ctx: OperatorContext,
  raw: PreviewTemplateInput,
): Promise<Letter> {
  authorize(ctx, "templates:read");
  const { templateId, versionId, caseId } = previewTemplateInput.parse(raw);
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
    return makeLetter(template, root, { today: inner.today, name: String(caseId) });
  });
}
