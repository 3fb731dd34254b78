import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { archiveTemplateInput } from "./inputs";

/**
 * Puts a template away, or takes it back. Throws not_found, precondition `templates.in_plan` while a
 * step of the plan in force sends it.
 */
export async function archiveTemplate(
  ctx: Context,
  raw: z.input<typeof archiveTemplateInput>,
): Promise<void> {
  authorize(ctx, "templates:edit");
  const { templateId, isArchived } = archiveTemplateInput.parse(raw);
  await inTransaction(ctx, async (inner, { sql }) => {
    const [row] = await sql<{ isUsed: boolean }[]>`
      select exists (select from dunning_steps s join dunning_plans p on p.id = s.plan_id
                      where s.template_id = t.id and p.state <> 'retired') as "isUsed"
        from templates t where t.id = ${templateId} for update of t`;
    if (!row) throw new DomainError("not_found", "templates.not_found");
    if (isArchived && row.isUsed) throw new DomainError("precondition", "templates.in_plan");
    await sql`
      update templates set archived_at = ${isArchived ? inner.now : null}, version = version + 1,
             updated_at = ${inner.now} where id = ${templateId}`;
    await writeAudit(inner, {
      action: isArchived ? "templates.archive" : "templates.restore",
      entity: "template",
      entityId: templateId,
    });
  });
}
