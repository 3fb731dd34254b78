import { ruleOverrides } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { RULE_VALUES, ruleFigures } from "../law";
import { readOverrides } from "./case-law";
import { type OverrideRuleInput, overrideRuleInput } from "./inputs";

/**
 * The company's own value of a figure that a lawyer has yet to confirm; null gives the pack's back.
 * What is computed already stays until its case is computed anew. Throws not_found
 * `claims.rule_not_found`, precondition `claims.rule_is_sure`, invalid `claims.rule_value`.
 */
export async function overrideRule(ctx: Context, raw: OverrideRuleInput): Promise<void> {
  authorize(ctx, "settings:register");
  const { figure: code, value: given, reason } = overrideRuleInput.parse(raw);
  const figure = ruleFigures().find((each) => each.code === code);
  if (!figure) throw new DomainError("not_found", "claims.rule_not_found");
  if (!figure.unsure) throw new DomainError("precondition", "claims.rule_is_sure");
  const parsed = RULE_VALUES[figure.topic].nullable().safeParse(given ?? null);
  if (!parsed.success) throw new DomainError("invalid", "claims.rule_value");
  const value = parsed.data;
  await inTransaction(ctx, async (inner, tx) => {
    const before = (await readOverrides(tx)).get(code) ?? null;
    await tx.insert(ruleOverrides).values({
      ...{ figure: code, value, reason },
      bookedAt: ctx.now,
      bookedBy: authorOf(ctx.actor).id,
    });
    await writeAudit(inner, {
      action: "claims.override-rule",
      entity: "tenant",
      entityId: ctx.actor.tenantId,
      before: { figure: code, value: before },
      after: { figure: code, value },
      reason,
    });
  });
}
