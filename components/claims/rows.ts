import type { RouterOutput } from "../api/crm";

export type CaseClaimsData = RouterOutput["claims"]["ofCase"];
export type Claim = CaseClaimsData["claims"][number];
export type Component = Claim["components"][number];
export type Charge = Component["charges"][number];
export type Payment = CaseClaimsData["payments"][number];
export type CurrencyTotal = CaseClaimsData["totals"][number];

/** Currencies that the case's claims are in; crowns where there is none yet. */
export function currenciesOf({
  claims,
}: {
  claims: readonly Pick<CaseClaimsData["claims"][number], "currency">[];
}): ("CZK" | "EUR")[] {
  const known = new Set(claims.map(({ currency }) => currency));
  const both = (["CZK", "EUR"] as const).filter((currency) => known.has(currency));
  return both.length > 0 ? both : ["CZK"];
}
