import { Money } from "../format/money";
import type { Claim } from "./rows";

/** The amount paid over a hairline that fills as the claim is paid. */
export function PaidBar({ claim }: { claim: Claim }) {
  const share = claim.chargedMinor > 0 ? claim.paidMinor / claim.chargedMinor : 0;
  return (
    <span className="inline-grid gap-0.5 align-middle">
      <Money
        amountMinor={claim.paidMinor}
        currency={claim.currency}
        showCurrency={false}
        emphasis="none"
        className="text-ink-2"
      />
      <span aria-hidden className="h-0.5 w-full min-w-14 overflow-clip rounded-full bg-rule">
        <span
          className="block h-full bg-positive"
          style={{ width: `${Math.min(100, Math.round(share * 100))}%` }}
        />
      </span>
    </span>
  );
}
