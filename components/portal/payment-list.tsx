import { useTranslations } from "next-intl";
import { Day } from "../format/day";
import { Money } from "../format/money";
import { cx } from "../ui/cx";
import type { CaseDetail } from "./case-page";
import { IssuePaper } from "./issue-paper";

interface Props extends Pick<CaseDetail, "payments" | "isOwing" | "refNo" | "onDay"> {
  slug: string;
  /** Who came by a letter is given no confirmations. */
  isGuest: boolean;
}

/** What has been paid; who owes has each payment confirmed. */
export function PaymentList({ slug, refNo, onDay, payments, isOwing, isGuest }: Props) {
  const t = useTranslations("portal.case");
  const papers = useTranslations("portal.papers");
  return (
    <section className="grid gap-3" aria-labelledby="payments">
      <h2 id="payments" className="font-[620] text-xl">
        {t(isOwing ? "payments" : "paymentsOwed")}
      </h2>
      {payments.length === 0 ? (
        <p className="text-ink-2">{t("noPayments")}</p>
      ) : (
        <ul className="rounded-lg border border-rule bg-surface">
          {payments.map((payment) => (
            <li
              key={payment.paymentId}
              className="grid gap-x-3 border-rule px-4 py-2.5 not-last:border-b"
            >
              <span className="flex items-center justify-between gap-3">
                <Day value={payment.valueOn} />
                <span className={cx(payment.isReversed && "text-ink-2 line-through")}>
                  <Money
                    amountMinor={payment.amountMinor}
                    currency={payment.currency}
                    emphasis="none"
                  />
                </span>
                {payment.isReversed ? <span className="text-md">{t("reversed")}</span> : null}
              </span>
              {isOwing && !isGuest && !payment.isReversed && payment.valueOn <= onDay ? (
                <IssuePaper
                  slug={slug}
                  asked={{ kind: "payment", refNo, paymentId: payment.paymentId }}
                  label={papers("confirmPayment")}
                />
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
