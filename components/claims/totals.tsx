import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Money } from "../format/money";
import { cx } from "../ui/cx";
import type { CurrencyTotal } from "./rows";

/** What is charged, paid and owed, a line for each currency; never added across them. */
export function Totals({ totals }: { totals: readonly CurrencyTotal[] }) {
  const t = useTranslations("claims.onCase");
  const shown = totals.filter(isTold);
  if (shown.length === 0) return null;
  return (
    <div className="grid gap-2 pt-1 pb-3">
      {shown.map((total) => (
        <dl
          key={total.currency}
          aria-label={t("totals")}
          className="flex flex-wrap items-end gap-x-4 gap-y-2"
        >
          <Figure label={t("charged")} total={total} amountMinor={total.chargedMinor} />
          <Figure label={t("paid")} total={total} amountMinor={total.paidMinor} />
          <Figure
            label={t("balance")}
            total={total}
            amountMinor={total.balanceMinor}
            className="font-[650] text-lg"
            isClosing
          />
          {total.overdueMinor > 0 ? (
            <Figure
              label={t("overdue")}
              total={total}
              amountMinor={total.overdueMinor}
              className="text-danger"
            />
          ) : null}
          {total.overpaymentMinor > 0 ? (
            <Figure
              label={t("overpayment")}
              total={total}
              amountMinor={total.overpaymentMinor}
              className="text-info"
            />
          ) : null}
        </dl>
      ))}
    </div>
  );
}

/** A currency in which nothing stands any more is not told. */
const isTold = ({ chargedMinor, paidMinor, overpaymentMinor }: CurrencyTotal) =>
  chargedMinor !== 0 || paidMinor !== 0 || overpaymentMinor !== 0;

type FigureProps = {
  label: ReactNode;
  total: CurrencyTotal;
  amountMinor: number;
  className?: string;
  /** The accountant's double rule under it. */
  isClosing?: boolean;
};

function Figure({ label, total, amountMinor, className, isClosing }: FigureProps) {
  return (
    <div className="grid min-w-28 justify-items-start">
      <dt className="text-ink-2 text-xs">{label}</dt>
      <dd className={cx(className, isClosing && "double-rule inline-block pb-0.5")}>
        <Money amountMinor={amountMinor} currency={total.currency} emphasis="none" />
      </dd>
    </div>
  );
}
