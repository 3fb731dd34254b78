import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { authorize, type Context, inTransaction } from "../../context";
import { type ArrangeAttachmentsInput, arrangeAttachmentsInput } from "../inputs";

/**
 * Puts a template's attachments into another order, or takes some of them away; what was sent with
 * them keeps them. A number alone does not say that whoever typed it may read that file, so none is
 * added here. Throws not_found `templates.not_found`, `files.not_found`, conflict
 * `templates.changed_meanwhile`.
 */
export async function arrangeAttachments(
  ctx: Context,
  raw: ArrangeAttachmentsInput,
): Promise<{ version: number }> {
  authorize(ctx, "templates:edit");
  const { templateId, version, fileIds } = arrangeAttachmentsInput.parse(raw);
  return inTransaction(ctx, async (inner, { sql }) => {
    const [before] = await sql<{ version: number; fileIds: number[] }[]>`
      select version, attachment_file_ids as "fileIds" from templates
       where id = ${templateId} for update`;
    if (!before) throw new DomainError("not_found", "templates.not_found");
    if (before.version !== version) {
      throw new DomainError("conflict", "templates.changed_meanwhile");
    }
    if (fileIds.some((id) => !before.fileIds.includes(id))) {
      throw new DomainError("not_found", "files.not_found");
    }
    if (fileIds.join() === before.fileIds.join()) return { version };
    const names = await sql<{ id: number; name: string }[]>`
      select id, name from files where id = any(${before.fileIds}::bigint[])`;
    const nameOf = new Map(names.map(({ id, name }) => [id, name]));
    await sql`
      update templates set attachment_file_ids = ${fileIds}::bigint[], updated_at = ${inner.now},
             version = version + 1 where id = ${templateId}`;
    const named = (ids: readonly number[]) => ({ attachments: ids.map((id) => nameOf.get(id)) });
    await writeAudit(inner, {
      ...{ action: "templates.arrange-attachments", entity: "template", entityId: templateId },
      ...{ before: named(before.fileIds), after: named(fileIds) },
    });
    return { version: version + 1 };
  });
}
