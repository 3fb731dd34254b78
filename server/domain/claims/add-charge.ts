import type { Tx } from "@/db/client";
import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { authorize, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { insertComponent } from "./create-claim";
import { checkDebtDay } from "./days";
import { type AddChargeInput, addChargeInput } from "./inputs";
import { handKey, lockClaim } from "./load";
import { reallocateCases } from "./reallocate-cases";

/**
 * Charges a fee or costs to a claim from a day on; what was paid later may move to it. The same
 * idempotency key again answers with the same charge.
 */
export async function addCharge(
  ctx: Context,
  raw: AddChargeInput,
): Promise<{ componentId: number; entryId: number }> {
  authorize(ctx, "claims:edit");
  const input = addChargeInput.parse(raw);
  checkDebtDay(ctx, input.valueOn);
  return inTransaction(ctx, async (inner, tx) => {
    const { caseId, currency } = await lockClaim(tx, input.claimId);
    const { claimId, kind, amountMinor, valueOn, description, reason } = input;
    const sourceKey = input.idempotencyKey ? handKey(input.idempotencyKey) : null;
    const known = sourceKey ? await chargedFor(tx, { claimId, sourceKey }) : null;
    if (known) return known;
    const added = await insertComponent(inner, tx, { ...input, sourceKey });
    await writeAudit(inner, {
      action: "claims.add-charge",
      entity: "claim",
      entityId: claimId,
      caseId,
      after: { kind, amountMinor, valueOn, description, entryId: added.entryId },
      reason: reason || null,
    });
    const { componentId } = added;
    await writeFact(inner, { name: "claim.charged", payload: { claimId, caseId, componentId } });
    const params = { kind, amountMinor, currency, valueOn };
    await writeSystemEvents(inner, [
      { caseId, code: "claim.charged", params, text: description || reason || "" },
    ]);
    await reallocateCases(inner, tx, { caseIds: [caseId] });
    return added;
  });
}

async function chargedFor(
  { sql }: Tx,
  { claimId, sourceKey }: { claimId: number; sourceKey: string },
): Promise<{ componentId: number; entryId: number } | null> {
  const [row] = await sql<{ componentId: number; entryId: number }[]>`
    select m.id as "componentId", min(e.id)::bigint as "entryId"
      from claim_components m join component_entries e on e.component_id = m.id
     where m.source_key = ${sourceKey} and m.claim_id = ${claimId} group by m.id`;
  return row ?? null;
}
