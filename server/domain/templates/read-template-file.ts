import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { authorize, type Context, reading } from "../context";
import { fileContent } from "../files";
import { templateVersionInput } from "./inputs";

/**
 * The bytes of a version of a template as they were uploaded; without `versionId` those of the
 * current one. Throws not_found `templates.not_found`.
 */
export async function readTemplateFile(
  ctx: Context,
  raw: z.input<typeof templateVersionInput>,
): Promise<{ name: string; content: Buffer }> {
  authorize(ctx, "templates:read");
  const { templateId, versionId } = templateVersionInput.parse(raw);
  return reading(ctx, async (tx) => {
    const [row] = await tx.sql<{ fileId: number; name: string }[]>`
      select v.file_id as "fileId", f.name
        from templates t
        join template_versions v
          on v.template_id = t.id and v.id = coalesce(${versionId ?? null}::bigint, t.current_version_id)
        join files f on f.id = v.file_id
       where t.id = ${templateId}`;
    if (!row) throw new DomainError("not_found", "templates.not_found");
    return { name: row.name, content: await fileContent(tx, row.fileId) };
  });
}
