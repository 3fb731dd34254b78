import { type Context, inTransaction } from "../context";
import { readActivePlan } from "./load";
import { insertRun } from "./start-run";

/**
 * Puts down the run of today for the steps that are sent by themselves, once a day however often it is
 * asked. Answers 1 when it was put down now. A job's work, not a verb.
 */
export async function queueAutoRun(ctx: Context): Promise<{ count: number }> {
  return inTransaction(ctx, async (inner, tx) => {
    const plan = await readActivePlan(tx);
    const steps = plan?.steps.filter(({ isAuto }) => isAuto) ?? [];
    if (!plan || steps.length === 0) return { count: 0 };
    const { isNew } = await insertRun(inner, tx, {
      ...{ key: `auto:${inner.today}`, planId: plan.id, onDay: inner.today },
      seriesIds: steps.map(({ seriesId }) => seriesId),
      ...{ caseId: null, isAuto: true },
    });
    return { count: isNew ? 1 : 0 };
  });
}
