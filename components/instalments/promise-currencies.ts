import type { Currency } from "@/server/kernel/money";
import { currenciesOf } from "../claims/rows";

type Ledger = {
  claims: { currency: Currency }[];
  totals: { currency: Currency; balanceMinor: number }[];
};

/**
 * Currencies that a promise on the case may be in, what is still owed first: that is the one to begin
 * with. Which of two debts is the larger nobody can say without a rate, so crowns stay before euros.
 */
export function promiseCurrencies(ledger: Ledger): Currency[] {
  const isOwed = (currency: Currency) =>
    ledger.totals.some((total) => total.currency === currency && total.balanceMinor > 0);
  return currenciesOf(ledger).toSorted((a, b) => Number(isOwed(b)) - Number(isOwed(a)));
}
