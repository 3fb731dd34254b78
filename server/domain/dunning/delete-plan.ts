import type { z } from "zod";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { deletePlanInput } from "./inputs";
import { lockDraft } from "./save-plan";

/** Throws a draft away. Throws precondition `dunning.not_draft`, conflict `dunning.changed_meanwhile`. */
export async function deletePlan(
  ctx: Context,
  raw: z.input<typeof deletePlanInput>,
): Promise<void> {
  authorize(ctx, "dunning:edit");
  const input = deletePlanInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const { name } = await lockDraft(tx, input);
    await tx.sql`delete from dunning_plans where id = ${input.planId}`;
    await writeAudit(inner, {
      ...{ action: "dunning.delete-plan", entity: "dunningPlan", entityId: input.planId },
      before: { name },
    });
  });
}
