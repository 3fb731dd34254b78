import { Money } from "../format/money";

type Balance = { balanceCzkMinor: number; balanceEurMinor: number };

/** What is owed, a line for each currency that is not settled. */
export function PartyBalance({ balanceCzkMinor, balanceEurMinor }: Balance) {
  const hasEur = balanceEurMinor !== 0;
  return (
    <span className="inline-grid justify-items-end">
      {balanceCzkMinor !== 0 || !hasEur ? (
        <Money amountMinor={balanceCzkMinor} currency="CZK" emphasis="owed" />
      ) : null}
      {hasEur ? <Money amountMinor={balanceEurMinor} currency="EUR" emphasis="owed" /> : null}
    </span>
  );
}
