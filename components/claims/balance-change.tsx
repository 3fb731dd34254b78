import { useTranslations } from "next-intl";
import { Money } from "../format/money";

type BalanceChangeProps = {
  currency: "CZK" | "EUR";
  beforeMinor: number;
  afterMinor: number;
  /** What the amounts are; left out: what is owed. */
  label?: string;
};

/** What is owed before and after, so that nobody confirms in the dark. */
export function BalanceChange({ currency, beforeMinor, afterMinor, label }: BalanceChangeProps) {
  const t = useTranslations("claims.preview");
  return (
    <p
      aria-live="polite"
      className="flex flex-wrap items-baseline justify-between gap-2 rounded-md bg-sunken px-3 py-2"
    >
      <span className="text-ink-2 text-xs">{label ?? t("balance")}</span>
      <span className="inline-flex items-baseline gap-2 whitespace-nowrap">
        <Money amountMinor={beforeMinor} currency={currency} showCurrency={false} emphasis="none" />
        <span aria-hidden>→</span>
        <Money
          amountMinor={afterMinor}
          currency={currency}
          emphasis="none"
          className="font-[600]"
        />
      </span>
    </p>
  );
}
