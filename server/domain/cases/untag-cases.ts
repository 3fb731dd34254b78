import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { untagCasesInput } from "./inputs";
import { lockCases } from "./load";
import { refreshTagCodes } from "./refresh";
import { tellInterestTag } from "./tell-interest-tag";

/** Takes a tag off cases. Answers the ids it stood on. */
export async function untagCases(
  ctx: Context,
  raw: z.input<typeof untagCasesInput>,
): Promise<{ caseIds: number[] }> {
  authorize(ctx, "cases:edit");
  const { caseIds, tagId } = untagCasesInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const [tag] = await tx.sql<{ code: string; effects: string[] }[]>`
      select code, effects from tags where id = ${tagId}`;
    if (!tag) throw new DomainError("not_found", "cases.tag_not_found");
    const ids = (await lockCases(tx, caseIds)).map((row) => row.id);
    const gone = await tx.sql<{ caseId: number }[]>`
      update case_tags set removed_at = ${ctx.now}
       where case_id = any(${ids}) and tag_id = ${tagId} and removed_at is null
      returning case_id as "caseId"`;
    const changed = gone.map((row) => row.caseId);
    await refreshTagCodes(tx, changed);
    await tellInterestTag(inner, { caseIds: changed, effects: tag.effects });
    await writeAudit(
      inner,
      changed.map((id) => ({
        action: "cases.untag",
        entity: "case",
        entityId: id,
        caseId: id,
        before: { tag: tag.code },
      })),
    );
    return { caseIds: changed };
  });
}
