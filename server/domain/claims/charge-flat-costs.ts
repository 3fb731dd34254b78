import type { Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { authorize, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { RULE_PACK_VERSION, type Ruling, ruleOf } from "../law";
import { lawOn, readCaseLaw, readOverrides } from "./case-law";
import { insertComponent } from "./create-claim";
import { type ClaimIdInput, claimIdInput } from "./inputs";
import { delayFromOf } from "./interest-terms";
import { type LoadedClaim, lockClaim } from "./load";
import { reallocateCases } from "./reallocate-cases";

/**
 * Charges the flat costs of collecting that the pack gives (1 200 CZK, 40 EUR between businesses),
 * once a claim, from the first day of its delay. Throws precondition `claims.no_flat_costs` where the
 * law gives none, `claims.flat_costs_early` before the delay; conflict `claims.flat_costs_charged`.
 */
export async function chargeFlatCosts(
  ctx: Context,
  raw: ClaimIdInput,
): Promise<{ componentId: number }> {
  authorize(ctx, "claims:edit");
  const { claimId } = claimIdInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const claim = await lockClaim(tx, claimId);
    const { caseId, currency } = claim;
    const { valueOn, rule } = await ruleFor(inner, tx, claim);
    const sourceKey = `flat-costs:${claimId}`;
    const [known] = await tx.sql`select 1 from claim_components where source_key = ${sourceKey}`;
    if (known) throw new DomainError("conflict", "claims.flat_costs_charged");
    const charge = { kind: "costs" as const, amountMinor: rule.value, valueOn };
    const { componentId } = await insertComponent(inner, tx, {
      ...charge,
      ...{ claimId, sourceKey, description: rule.source },
    });
    await writeAudit(inner, {
      action: "claims.charge-flat-costs",
      entity: "claim",
      entityId: claimId,
      caseId,
      after: { ...charge, figure: rule.code, packVersion: RULE_PACK_VERSION },
    });
    await writeFact(inner, { name: "claim.charged", payload: { claimId, caseId, componentId } });
    await writeSystemEvents(inner, [
      { caseId, code: "claim.charged", params: { ...charge, currency }, text: rule.source },
    ]);
    await reallocateCases(inner, tx, { caseIds: [caseId] });
    return { componentId };
  });
}

/** The law of the day on which the delay began decides. */
async function ruleFor(
  ctx: Context,
  tx: Tx,
  { id, caseId, currency }: LoadedClaim,
): Promise<{ valueOn: Day; rule: Ruling<"flatCostsMinor"> }> {
  const [row] = await tx.sql<{ dueOn: Day }[]>`
    select due_on as "dueOn" from claims where id = ${id}`;
  if (!row) throw new DomainError("not_found", "claims.not_found");
  const valueOn = delayFromOf(row.dueOn);
  if (valueOn > ctx.today) throw new DomainError("precondition", "claims.flat_costs_early");
  const [law] = await readCaseLaw(tx, [caseId], { forOrder: false });
  const at = law ? lawOn(law, { currency, on: valueOn }) : null;
  if (!at) throw new DomainError("precondition", "claims.no_law");
  // Crowns by Czech law, euros by Slovak: an amount of the other currency is nobody's rule.
  const isOwn = (currency === "CZK") === (at.jurisdiction === "CZ");
  const rule = isOwn ? ruleOf("flatCostsMinor", at, await readOverrides(tx)) : null;
  if (!rule) throw new DomainError("precondition", "claims.no_flat_costs");
  return { valueOn, rule };
}
