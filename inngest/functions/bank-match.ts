import { matchMovements, rematchClaims, rematchOpen, reopenReversed } from "@/server/domain/bank";
import type { Subscriber } from "../subscribers";

/** Movements have come: what is certain among them is booked, the rest gets its reason. */
export const bankMatch: Subscriber<"bank.uploaded"> = async (ctx) => {
  await matchMovements(ctx);
};

/** A payment of the bank's was corrected away: its movement must not vanish from sight. */
export const bankReopen: Subscriber<"payment.reversed"> = (ctx, payload) =>
  reopenReversed(ctx, payload);

/** A payment may have come before its claim: it has waited for it. */
export const bankClaim: Subscriber<"claim.created"> = (ctx, { claimId }) =>
  rematchClaims(ctx, { claimIds: [claimId] });

/** The same for all claims of an import at once. */
export const bankImport: Subscriber<"import.published"> = (ctx, { importId }) =>
  rematchClaims(ctx, { importId });

/** Other rules: what waits is judged by them. */
export const bankRules: Subscriber<"bank.rules-changed"> = (ctx) => rematchOpen(ctx);
