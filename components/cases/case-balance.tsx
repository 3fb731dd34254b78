"use client";

import { Money } from "../format/money";

export type CaseBalanceProps = {
  balanceCzkMinor: number;
  balanceEurMinor: number;
  claimCount: number;
  className?: string;
};

/** What is owed; both currencies where a case has both. A case without claims owes nothing known. */
export function CaseBalance(props: CaseBalanceProps) {
  const { balanceCzkMinor, balanceEurMinor, claimCount, className } = props;
  if (claimCount === 0) return <Money amountMinor={null} currency="CZK" />;
  const hasEur = balanceEurMinor !== 0;
  return (
    <span className={className}>
      {balanceCzkMinor !== 0 || !hasEur ? (
        <Money amountMinor={balanceCzkMinor} currency="CZK" emphasis="owed" />
      ) : null}
      {balanceCzkMinor !== 0 && hasEur ? " " : null}
      {hasEur ? <Money amountMinor={balanceEurMinor} currency="EUR" emphasis="owed" /> : null}
    </span>
  );
}
