import { writeAudit } from "../audit";
import { type Context, inTransaction } from "../context";
import { refreshTagCodes } from "./refresh";
import { tellInterestTag } from "./tell-interest-tag";

/** Takes off the tags whose last day has passed; at most 10 000 a call. Answers how many went. */
export async function expireTags(ctx: Context): Promise<{ count: number }> {
  return inTransaction(ctx, async (inner, tx) => {
    const gone = await tx.sql<{ caseId: number; code: string; effects: string[] }[]>`
      update case_tags ct set removed_at = ${ctx.now} from tags t
       where t.id = ct.tag_id and ct.id in (select id from case_tags
               where removed_at is null and ends_on < ${ctx.today}::date limit 10000)
      returning ct.case_id as "caseId", t.code, t.effects`;
    const resting = gone.filter(({ effects }) => effects.includes("stop_interest"));
    await tellInterestTag(inner, {
      caseIds: [...new Set(resting.map(({ caseId }) => caseId))],
      effects: ["stop_interest"],
    });
    await refreshTagCodes(tx, [...new Set(gone.map((row) => row.caseId))]);
    await writeAudit(
      inner,
      gone.map((row) => ({
        action: "cases.tag-expired",
        entity: "case",
        entityId: row.caseId,
        caseId: row.caseId,
        before: { tag: row.code },
      })),
    );
    return { count: gone.length };
  });
}
