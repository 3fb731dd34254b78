import { QrCode } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import type { Day } from "@/server/kernel/days";
import { Money } from "../format/money";
import { cx } from "../ui/cx";
import { IconButton } from "../ui/icon-button";
import { ExplainNumber } from "./explain-number";
import type { CurrencyTotal } from "./rows";

type TotalsProps = {
  totals: readonly CurrencyTotal[];
  caseId: number;
  /** null: today. */
  onDay: Day | null;
  onQr: (total: CurrencyTotal) => void;
};

/** What is charged, paid and owed, a line for each currency; never added across them. */
export function Totals({ totals, caseId, onDay, onQr }: TotalsProps) {
  const t = useTranslations("claims.onCase");
  const explain = useTranslations("explanation");
  const qr = useTranslations("paymentCodes");
  const shown = totals.filter(isTold);
  if (shown.length === 0) return null;
  return (
    <div className="grid gap-2 pt-1 pb-3">
      {shown.map((total) => (
        <div key={total.currency} className="flex items-end gap-2">
          <dl aria-label={t("totals")} className="flex flex-wrap items-end gap-x-4 gap-y-2">
            <Figure label={t("charged")} total={total} amountMinor={total.chargedMinor} />
            <Figure label={t("paid")} total={total} amountMinor={total.paidMinor} />
            <Figure
              label={t("balance")}
              total={total}
              amountMinor={total.balanceMinor}
              className="font-[650] text-lg"
              isClosing
              explain={{
                of: { kind: "case", caseId, currency: total.currency },
                name: explain("subjectCase", { currency: total.currency }),
                onDay,
              }}
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
          {total.balanceMinor > 0 ? (
            <IconButton icon={QrCode} label={qr("open")} onClick={() => onQr(total)} />
          ) : null}
        </div>
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
  /** Where the amount comes from can be asked. */
  explain?: Omit<ComponentProps<typeof ExplainNumber>, "children">;
};

function Figure(props: FigureProps) {
  const { label, total, amountMinor, className, isClosing, explain } = props;
  const money = <Money amountMinor={amountMinor} currency={total.currency} emphasis="none" />;
  return (
    <div className="grid min-w-28 justify-items-start">
      <dt className="text-ink-2 text-xs">{label}</dt>
      <dd className={cx(className, isClosing && "double-rule inline-block pb-0.5")}>
        {explain ? <ExplainNumber {...explain}>{money}</ExplainNumber> : money}
      </dd>
    </div>
  );
}
