import { CURRENCIES, type Currency } from "@/server/kernel/money";
import { leadingSymbol } from "../bank";
import type { CaseClaims } from "../claims";
import { inService, type PortalContext, reading } from "../context";

/** What is left on a case in all, where that is more than one claim. */
export interface WholePayment {
  currency: Currency;
  amountMinor: number;
  /** Under which one payment finds this case, and pays its claims; null: none does. */
  variableSymbol: string | null;
}

const isPayable = (symbol: string | null): symbol is string => /^\d{1,10}$/.test(symbol ?? "");

/**
 * The sums by which a client may pay a case at once. Money that comes under the symbol of one claim
 * pays the others of its case with what that one does not need; a symbol that leads to another
 * client's case, too, would wait for a person, so it is not offered.
 */
export async function wholePayments(
  ctx: PortalContext,
  caseId: number,
  { claims, totals }: Pick<CaseClaims, "claims" | "totals">,
): Promise<WholePayment[]> {
  const sums = CURRENCIES.flatMap((currency) => {
    const open = claims.filter((each) => each.currency === currency && each.balanceMinor > 0);
    const amountMinor = totals.find((each) => each.currency === currency)?.balanceMinor ?? 0;
    const symbols = open.map(({ variableSymbol }) => variableSymbol).filter(isPayable);
    return open.length > 1 && amountMinor > 0 ? [{ currency, amountMinor, symbols }] : [];
  });
  if (sums.length === 0) return [];
  // Whose a symbol is besides is nobody's of this client's to see.
  return reading(inService(ctx, "portal"), async (tx) => {
    const wholes: WholePayment[] = [];
    for (const { symbols, ...sum } of sums) {
      const { currency } = sum;
      const variableSymbol = await leadingSymbol(tx, { caseId, currency, symbols });
      wholes.push({ ...sum, variableSymbol });
    }
    return wholes;
  });
}
