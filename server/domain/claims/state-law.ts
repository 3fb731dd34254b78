import { caseLaw } from "@/db/schema";
import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { checkDebtDay } from "./days";
import { type StateLawInput, stateLawInput } from "./inputs";
import { lockCase } from "./load";
import { reallocateCases } from "./reallocate-cases";

/**
 * Says under what law a case stands (country, whether a consumer owes, from when it is before a court
 * or enforced), or takes back what was said. Payments are placed anew where their order turns by it.
 */
export async function stateLaw(ctx: Context, raw: StateLawInput): Promise<void> {
  authorize(ctx, "claims:reverse");
  const input = stateLawInput.parse(raw);
  const { caseId, aspect, value, reason } = input;
  const fromOn = aspect === "stage" ? (input.fromOn ?? null) : null;
  if (fromOn) checkDebtDay(ctx, fromOn);
  await inTransaction(ctx, async (inner, tx) => {
    await lockCase(tx, caseId);
    await tx.insert(caseLaw).values({
      ...{ caseId, aspect, value, fromOn, reason },
      bookedAt: ctx.now,
      bookedBy: authorOf(ctx.actor).id,
    });
    await writeAudit(inner, {
      action: "claims.state-law",
      entity: "case",
      entityId: caseId,
      caseId,
      after: { aspect, value, fromOn },
      reason,
    });
    await writeSystemEvents(inner, [
      { caseId, code: "claim.law_stated", params: { aspect, value, fromOn }, text: reason },
    ]);
    await reallocateCases(inner, tx, { caseIds: [caseId] });
  });
}
