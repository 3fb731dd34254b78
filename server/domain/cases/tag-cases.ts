import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { tagCasesInput } from "./inputs";
import { lockCases } from "./load";
import { refreshTagCodes } from "./refresh";
import { tellInterestTag } from "./tell-interest-tag";

/** Puts a tag on cases, with a reason and, where wanted, its last day. Answers the ids it stands on. */
export async function tagCases(
  ctx: Context,
  raw: z.input<typeof tagCasesInput>,
): Promise<{ caseIds: number[] }> {
  authorize(ctx, "cases:edit");
  const { caseIds, tagId, reason, endsOn } = tagCasesInput.parse(raw);
  if (endsOn && endsOn < ctx.today) throw new DomainError("invalid", "cases.tag_end_past");
  return inTransaction(ctx, async (inner, tx) => {
    const [tag] = await tx.sql<{ code: string; effects: string[] }[]>`
      select code, effects from tags where id = ${tagId}`;
    if (!tag) throw new DomainError("not_found", "cases.tag_not_found");
    const ids = (await lockCases(tx, caseIds)).map((row) => row.id);
    await tx.sql`
      insert into case_tags (case_id, tag_id, reason, ends_on, added_by, added_at)
      select id, ${tagId}, ${reason ?? null}, ${endsOn ?? null}::date, ${authorOf(ctx.actor).id},
             ${ctx.now} from unnest(${ids}::bigint[]) as id
      on conflict (tenant_id, case_id, tag_id) where removed_at is null
      do update set reason = excluded.reason, ends_on = excluded.ends_on,
             added_by = excluded.added_by, added_at = excluded.added_at`;
    await refreshTagCodes(tx, ids);
    await tellInterestTag(inner, { caseIds: ids, effects: tag.effects });
    await writeAudit(
      inner,
      ids.map((id) => ({
        action: "cases.tag",
        entity: "case",
        entityId: id,
        caseId: id,
        after: { tag: tag.code, endsOn: endsOn ?? null },
        reason: reason ?? null,
      })),
    );
    return { caseIds: ids };
  });
}
