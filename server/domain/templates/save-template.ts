import { DomainError } from "@/server/kernel/errors";
import { takenKeyOf } from "@/server/kernel/fault";
import { changes, writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import type { TemplateProblem } from "./documents/problem";
import { readTemplate } from "./documents/read-template";
import { type SaveTemplateInput, saveTemplateInput } from "./inputs";
import type { Vocabulary } from "./language";
import { TEMPLATE_LINES, type TemplateLine } from "./load";
import { tenantVocabulary } from "./tenant-vocabulary";

/**
 * Saves how a template is sent. Throws not_found, conflict `templates.changed_meanwhile`,
 * `templates.code_taken`, invalid `templates.line_wrong` where a line holds a field that nobody knows.
 * What goes with the letter has verbs of its own.
 */
export async function saveTemplate(
  ctx: Context,
  raw: SaveTemplateInput,
): Promise<{ version: number }> {
  authorize(ctx, "templates:edit");
  const { templateId, version, ...settings } = saveTemplateInput.parse(raw);
  try {
    return await inTransaction(ctx, async (inner, tx) => {
      const { sql } = tx;
      const { vocabulary } = await tenantVocabulary(tx, settings.categories);
      for (const line of TEMPLATE_LINES) assertLine(line, settings[line], vocabulary);
      const [before] = await sql<(typeof settings & { version: number; format: string })[]>`
        select code, name, note, language, methods, subject, cover_text as "coverText", sender,
               delivery_mode as "deliveryMode", our_ref as "ourRef", your_ref as "yourRef",
               categories, version, format
          from templates where id = ${templateId} for update`;
      if (!before) throw new DomainError("not_found", "templates.not_found");
      if (before.version !== version) {
        throw new DomainError("conflict", "templates.changed_meanwhile");
      }
      const { format, ...known } = before;
      const isDocument = format === "docx" || format === "odt";
      if (isDocument && settings.methods.includes("sms")) {
        throw new DomainError("invalid", "templates.no_sms_document");
      }
      const diff = changes(known, settings);
      if (!diff) return { version };
      await sql`
        update templates set code = ${settings.code}, name = ${settings.name},
               note = ${settings.note}, language = ${settings.language},
               methods = ${settings.methods}, subject = ${settings.subject},
               cover_text = ${settings.coverText}, sender = ${settings.sender},
               delivery_mode = ${settings.deliveryMode}, our_ref = ${settings.ourRef},
               your_ref = ${settings.yourRef}, categories = ${settings.categories},
               updated_at = ${inner.now}, version = version + 1
         where id = ${templateId}`;
      const row = { entity: "template", entityId: templateId, ...diff };
      await writeAudit(inner, { action: "templates.save", ...row });
      return { version: version + 1 };
    });
  } catch (error) {
    if (takenKeyOf(error) !== "templates_code_key") throw error;
    throw new DomainError({ kind: "conflict", cause: error }, "templates.code_taken", {
      code: settings.code,
    });
  }
}

function assertLine(line: TemplateLine, text: string, vocabulary: Vocabulary): void {
  const problem = lineProblem(text, vocabulary);
  if (problem)
    throw new DomainError("invalid", "templates.line_wrong", {
      field: line,
      text: problem.source ?? text,
    });
}

function lineProblem(text: string, vocabulary: Vocabulary): TemplateProblem | undefined {
  if (text.trim() === "") return undefined;
  const { problems } = readTemplate("line.txt", Buffer.from(text), vocabulary);
  return problems.find(({ weight }) => weight === "error");
}
