import { componentEntries } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { checkDebtDay, dayError } from "./days";
import { type ReverseChargeInput, reverseChargeInput } from "./inputs";
import { lockCharge } from "./load";
import { reallocateCases } from "./reallocate-cases";

/**
 * Takes a charge back by a reversing entry, from its own day (it should never have been) or from a
 * later one (waived). What had paid it goes to other debts, else it is kept as overpayment.
 */
export async function reverseCharge(
  ctx: Context,
  raw: ReverseChargeInput,
): Promise<{ entryId: number }> {
  authorize(ctx, "claims:reverse");
  const input = reverseChargeInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const charge = await lockCharge(tx, input.entryId);
    if (charge.reversesId !== null) {
      throw new DomainError("invalid", "claims.reversal_of_reversal");
    }
    // It goes back as a whole, with its reason: undoAct.
    if (charge.actId !== null) throw new DomainError("invalid", "claims.entry_of_act");
    const valueOn = input.valueOn ?? charge.valueOn;
    checkDebtDay(ctx, valueOn);
    if (valueOn < charge.valueOn) {
      throw dayError(ctx, "claims.reversal_too_early", { day: charge.valueOn });
    }
    const [entry] = await tx
      .insert(componentEntries)
      .values({
        ...{ componentId: charge.componentId, valueOn, reason: input.reason },
        amountMinor: -charge.amountMinor,
        reversesId: charge.id,
        bookedAt: ctx.now,
        bookedBy: authorOf(ctx.actor).id,
      })
      .returning({ id: componentEntries.id });
    if (!entry) throw new Error("the insert answered nothing");
    await writeAudit(inner, {
      action: "claims.reverse-charge",
      entity: "claim",
      entityId: charge.claimId,
      caseId: charge.caseId,
      before: { entryId: charge.id, kind: charge.kind, amountMinor: charge.amountMinor },
      after: { entryId: entry.id, valueOn },
      reason: input.reason,
    });
    const { caseId, kind, amountMinor, currency } = charge;
    await writeSystemEvents(inner, [
      {
        ...{ caseId, code: "charge.reversed", text: input.reason },
        params: { kind, amountMinor, currency, valueOn },
      },
    ]);
    await reallocateCases(inner, tx, { caseIds: [charge.caseId] });
    return { entryId: entry.id };
  });
}
