import type { Tx } from "@/db/client";
import type { Channel } from "@/db/values/messages";
import type { TemplateFormat } from "@/db/values/templates";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { type NewFile, receiveFile, storeFile } from "../files";
import type { TemplateProblem } from "./documents/problem";
import { readTemplate } from "./documents/read-template";
import { type UploadTemplateInput, uploadTemplateInput } from "./inputs";
import { fileStem } from "./make-letter";
import { tenantVocabulary } from "./tenant-vocabulary";

export interface UploadedTemplate {
  templateId: number;
  versionId: number;
  number: number;
  format: TemplateFormat;
  expressions: readonly string[];
  problems: TemplateProblem[];
}

/** By which a new template goes until somebody says otherwise. */
const USUAL_METHODS: Record<TemplateFormat, Channel[]> = {
  ...{ docx: ["letter"], odt: ["letter"], html: ["email"], txt: ["sms"] },
};

/**
 * Keeps a file as a new template or as the next version of one, and says what is wrong in it. A file
 * that is no template is refused (`templates.<reason>`) and leaves nothing behind; one with faults is
 * kept, shown with them, and not sent before they are mended.
 */
export async function uploadTemplate(
  ctx: Context,
  raw: UploadTemplateInput,
  content: NewFile["content"],
): Promise<UploadedTemplate> {
  authorize(ctx, "templates:edit");
  const input = uploadTemplateInput.parse(raw);
  const pieces: Uint8Array[] = [];
  for await (const piece of await receiveFile(content)) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  return inTransaction(ctx, async (inner, tx) => {
    const known = input.templateId ? await lockTemplate(tx, input.templateId) : null;
    const { vocabulary } = await tenantVocabulary(tx, known?.categories ?? []);
    const { compiled, problems } = readTemplate(input.fileName, bytes, vocabulary);
    const { format, expressions } = compiled;
    if (known && known.format !== format) {
      throw new DomainError("invalid", "templates.other_format", { was: known.format, is: format });
    }
    const templateId = known?.id ?? (await insertTemplate(inner, tx, { ...input, format }));
    const file = { name: input.fileName, mediaType: "application/octet-stream" };
    const { fileId } = await storeFile(inner, tx, { ...file, content: one(bytes) });
    const { versionId, number } = await insertVersion(inner, tx, {
      ...{ templateId, fileId, expressions, problems },
    });
    await writeAudit(inner, {
      action: "templates.upload",
      entity: "template",
      entityId: templateId,
      after: { number, fileName: input.fileName, format, problems: problems.length },
    });
    return { templateId, versionId, number, format, expressions, problems };
  });
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function lockTemplate({ sql }: Tx, templateId: number) {
  const [row] = await sql<{ id: number; format: TemplateFormat; categories: string[] }[]>`
    select id, format, categories from templates where id = ${templateId} for update`;
  if (!row) throw new DomainError("not_found", "templates.not_found");
  return row;
}

async function insertTemplate(
  ctx: Context,
  { sql }: Tx,
  {
    name,
    fileName,
    format,
  }: { name?: string | undefined; fileName: string; format: TemplateFormat },
): Promise<number> {
  const given = name || fileName.replace(/\.[^.]{1,5}$/, "");
  const code = await freeCode(sql, fileStem(given).toLowerCase().slice(0, 30));
  const [row] = await sql<{ id: number }[]>`
    insert into templates (code, name, format, methods, subject, created_by, created_at, updated_at)
    values (${code}, ${given.slice(0, 120)}, ${format}, ${USUAL_METHODS[format]},
            ${format === "txt" ? "" : given.slice(0, 120)}, ${authorOf(ctx.actor).id}, ${ctx.now},
            ${ctx.now}) returning id`;
  if (!row) throw new Error("no row");
  return row.id;
}

async function freeCode(sql: Tx["sql"], stem: string): Promise<string> {
  const rows = await sql<{ code: string }[]>`
    select lower(code) as code from templates
     where archived_at is null and lower(code) like ${`${stem}%`}`;
  const taken = new Set(rows.map(({ code }) => code));
  let code = stem;
  for (let next = 2; taken.has(code); next += 1) code = `${stem}-${next}`;
  return code;
}

async function insertVersion(
  ctx: Context,
  { sql }: Tx,
  made: {
    templateId: number;
    fileId: number;
    expressions: readonly string[];
    problems: readonly TemplateProblem[];
  },
): Promise<{ versionId: number; number: number }> {
  const { templateId, fileId, expressions, problems } = made;
  const [row] = await sql<{ versionId: number; number: number }[]>`
    insert into template_versions (template_id, number, file_id, expressions, problems, created_by,
                                   created_at)
    select ${templateId}, coalesce(max(number), 0) + 1, ${fileId},
           ${sql.json([...expressions])}, ${sql.json(problems as never)},
           ${authorOf(ctx.actor).id}, ${ctx.now}
      from template_versions where template_id = ${templateId}
    returning id as "versionId", number`;
  if (!row) throw new Error("no row");
  await sql`
    update templates set current_version_id = ${row.versionId}, updated_at = ${ctx.now},
           version = version + 1 where id = ${templateId}`;
  return row;
}
