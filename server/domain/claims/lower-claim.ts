import type { z } from "zod";
import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { addMinor, formatMoney } from "@/server/kernel/money";
import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { authorize, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { ledgerOf } from "./case-claims";
import { checkDebtDay, dayError } from "./days";
import { type LowerClaimInput, lowerClaimInput } from "./inputs";
import { handKey, type LoadedClaim, lockClaim } from "./load";
import { openComponents } from "./open-components";
import { reallocateCases } from "./reallocate-cases";
import { writeActs } from "./write-acts";

type Input = z.output<typeof lowerClaimInput>;

/**
 * Waives accessories of a claim (interest too, up to a day), or writes off any part of it. Nothing
 * goes below zero: more than is open is refused (`claims.lowering_too_much`, with the most that goes).
 * The same idempotency key again answers with the same act.
 */
export async function lowerClaim(ctx: Context, raw: LowerClaimInput): Promise<{ actId: number }> {
  authorize(ctx, "claims:waive");
  const input = lowerClaimInput.parse(raw);
  const { claimId, kind, reason } = input;
  const valueOn = input.valueOn ?? ctx.today;
  checkDebtDay(ctx, valueOn);
  if (valueOn > ctx.today) throw dayError(ctx, "claims.lowering_ahead", { day: valueOn });
  return inTransaction(ctx, async (inner, tx) => {
    const claim = await lockClaim(tx, claimId);
    const { caseId, currency } = claim;
    const sourceKey = handKey(input.idempotencyKey);
    const known = await actOf(tx, { caseId, sourceKey });
    if (known) return { actId: known };
    const items = await itemsOf(inner, tx, { input: { ...input, valueOn }, claim });
    const act = { caseId, kind, valueOn, reason, sourceKey, items };
    const [actId = 0] = await writeActs(inner, tx, [act]);
    const amountMinor = items.reduce((sum, each) => addMinor(sum, each.amountMinor), 0);
    await writeAudit(inner, {
      action: kind === "waiver" ? "claims.waive" : "claims.write-off",
      entity: "claim",
      entityId: claimId,
      caseId,
      after: { actId, kind, valueOn, amountMinor, items },
      reason,
    });
    await writeFact(inner, { name: "claim.lowered", payload: { claimId, caseId, actId } });
    const params = { kind, amountMinor, currency, valueOn };
    await writeSystemEvents(inner, [{ caseId, code: "claim.lowered", params, text: reason }]);
    await reallocateCases(inner, tx, { caseIds: [caseId] });
    return { actId };
  });
}

async function itemsOf(
  ctx: Context,
  tx: Tx,
  { input, claim }: { input: Input & { valueOn: string }; claim: LoadedClaim },
): Promise<{ componentId: number; amountMinor: number }[]> {
  const { currency } = claim;
  const ledger = await ledgerOf(tx, claim.caseId);
  const open = openComponents(ledger, { currency, on: input.valueOn });
  const chosen = new Map(input.items.map((item) => [item.componentId, item.amountMinor]));
  return [...chosen].map(([componentId, amountMinor]) => {
    const found = open.find((each) => each.componentId === componentId);
    if (found?.claimId !== claim.id) throw new DomainError("precondition", "claims.nothing_open");
    if (input.kind === "waiver" && found.kind === "principal") {
      throw new DomainError("invalid", "claims.waiver_of_principal");
    }
    if (amountMinor !== null && amountMinor > found.openMinor) {
      const max = formatMoney(found.openMinor, currency, ctx.actor.language);
      throw new DomainError("invalid", "claims.lowering_too_much", { max });
    }
    return { componentId, amountMinor: amountMinor ?? found.openMinor };
  });
}

async function actOf(
  { sql }: Tx,
  { caseId, sourceKey }: { caseId: number; sourceKey: string },
): Promise<number | null> {
  const [row] = await sql<{ id: number; isSame: boolean }[]>`
    select id, case_id = ${caseId} as "isSame" from claim_acts where source_key = ${sourceKey}`;
  if (row && !row.isSame) throw new DomainError("conflict", "claims.key_used");
  return row?.id ?? null;
}
