import { type PortalContext, reading } from "../context";
import { loadMyCase } from "../portal";
import { type NoDebtOfferInput, noDebtOfferInput } from "./inputs";
import { ownDebts } from "./load";
import { type NoDebtRefusal, noDebtRefusal } from "./reckon";

/**
 * Whether it could be confirmed now that the client owes nothing, on one case or on all; null of a
 * case on which they never owed. Issuing asks again. Throws not_found `portal.case_not_found`.
 */
export async function noDebtOffer(
  ctx: PortalContext,
  raw: NoDebtOfferInput = {},
): Promise<{ refusal: NoDebtRefusal | null } | null> {
  const { refNo } = noDebtOfferInput.parse(raw);
  return reading(ctx, async (tx) => {
    const within = { ...ctx, tx };
    if (!refNo) return { refusal: await noDebtRefusal(within, tx, await ownDebts(ctx, tx)) };
    const { id, isOwing, counterpart, ...head } = await loadMyCase(tx, refNo);
    if (!isOwing) return null;
    const one = { id, refNo: head.refNo, creditor: counterpart };
    return { refusal: await noDebtRefusal(within, tx, [one]) };
  });
}
