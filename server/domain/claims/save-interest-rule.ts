import { interestRules } from "@/db/schema";
import type { InterestRule } from "@/db/values/claims";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction, reading } from "../context";
import { type SaveInterestRuleInput, saveInterestRuleInput } from "./inputs";

/**
 * Whether new claims bear late interest by themselves: of a group, or of the whole company. Claims
 * that are there already stay as they are; for them there is the bulk action.
 */
export async function saveInterestRule(ctx: Context, raw: SaveInterestRuleInput): Promise<void> {
  authorize(ctx, "settings:register");
  const { groupId, rule } = saveInterestRuleInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    if (groupId) {
      const [group] = await tx.sql`select 1 from case_groups where id = ${groupId}`;
      if (!group) throw new DomainError("not_found", "cases.group_not_found");
    }
    await tx
      .insert(interestRules)
      .values({ groupId, rule, bookedAt: ctx.now, bookedBy: authorOf(ctx.actor).id });
    await writeAudit(inner, {
      action: "claims.save-interest-rule",
      entity: groupId ? "case_group" : "tenant",
      entityId: groupId ?? ctx.actor.tenantId,
      after: { rule },
    });
  });
}

export interface InterestRuleItem {
  /** null: the whole company. */
  groupId: number | null;
  groupCode: string | null;
  rule: InterestRule;
}

/** What holds now: the company's rule first, then the groups that have one of their own. */
export async function listInterestRules(ctx: Context): Promise<InterestRuleItem[]> {
  authorize(ctx, "claims:read");
  return reading(ctx, async ({ sql }) => {
    const rows = await sql<InterestRuleItem[]>`
      select r.group_id as "groupId", g.code as "groupCode", r.rule
        from (select distinct on (group_id) group_id, rule from interest_rules
               order by group_id, id desc) r
        left join case_groups g on g.id = r.group_id
       where r.group_id is null or r.rule <> 'inherit'
       order by r.group_id is not null, lower(g.code)`;
    return [...rows];
  });
}
