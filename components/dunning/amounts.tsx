"use client";

import { Money } from "../format/money";
import type { Amounts } from "./plan";

/** Amounts in their currencies, one beside another; nothing is a dash. */
export function AmountList({ amounts }: { amounts: Amounts }) {
  if (amounts.length === 0) return <span className="text-ink-3">–</span>;
  return (
    <span className="inline-flex flex-wrap justify-end gap-x-3">
      {amounts.map(({ currency, amountMinor }) => (
        <Money key={currency} amountMinor={amountMinor} currency={currency} emphasis="none" />
      ))}
    </span>
  );
}
