"use client";

import { CornerUpRight, Undo2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { formatDay } from "@/server/kernel/days";
import { Day } from "../format/day";
import { Money } from "../format/money";
import { RefNo } from "../format/ref-no";
import { cx } from "../ui/cx";
import { IconButton } from "../ui/icon-button";
import type { Claim, Payment } from "./rows";
import { freeOf } from "./surplus-dialog";
import { useClaimName } from "./use-claim-name";

export type PaymentRowsProps = {
  payments: readonly Payment[];
  claims: readonly Claim[];
  /** Told which claims the payment under the pointer has paid; null when it leaves. */
  onLight: (payment: Payment | null) => void;
  /** Absent where one may not reverse. */
  onReverse?: (payment: Payment) => void;
  /** What to do with an overpayment; absent where one may not decide it. */
  onSurplus?: (payment: Payment) => void;
};

/** Payments, the newest first, each with the sum of where it went. */
export function PaymentRows({ payments, claims, onLight, ...acts }: PaymentRowsProps) {
  const t = useTranslations("payments");
  if (payments.length === 0) return <p className="py-2 text-ink-2">{t("onCase.empty")}</p>;
  return (
    <ul aria-label={t("title")}>
      {payments.map((payment) => (
        <li
          key={payment.id}
          onPointerEnter={() => onLight(payment)}
          onPointerLeave={() => onLight(null)}
          className="grid grid-cols-[6.5rem_minmax(7rem,9rem)_1fr_auto] items-baseline gap-x-3 border-rule border-b py-1.5 hover:bg-hover max-md:grid-cols-[1fr_auto_auto]"
        >
          <Day value={payment.valueOn} className={payment.reversal ? "text-ink-3" : undefined} />
          <span className={cx("text-right", payment.reversal && "line-through text-ink-3")}>
            <Money
              amountMinor={payment.amountMinor}
              currency={payment.currency}
              emphasis="none"
              className="font-[600]"
            />
          </span>
          <div className="min-w-0 max-md:order-last max-md:col-span-3">
            <Parts payment={payment} claims={claims} />
            <Origin payment={payment} />
          </div>
          <PaymentActions payment={payment} {...acts} />
        </li>
      ))}
    </ul>
  );
}

type ActionsProps = Pick<PaymentRowsProps, "onReverse" | "onSurplus"> & { payment: Payment };

function PaymentActions({ payment, onReverse, onSurplus }: ActionsProps) {
  const t = useTranslations("payments.onCase");
  if (payment.reversal) return <span />;
  return (
    <span className="flex gap-1">
      {onSurplus && freeOf(payment) > 0 ? (
        <IconButton
          icon={CornerUpRight}
          size="sm"
          label={t("surplus")}
          onClick={() => onSurplus(payment)}
        />
      ) : null}
      {onReverse ? (
        <IconButton
          icon={Undo2}
          size="sm"
          label={t("reverse")}
          onClick={() => onReverse(payment)}
        />
      ) : null}
    </span>
  );
}

/** "= 200,00 poplatek + 800,00 jistina (Faktura 7)" */
function Parts({ payment, claims }: { payment: Payment; claims: readonly Claim[] }) {
  const t = useTranslations();
  const nameOf = useClaimName();
  if (payment.parts.length === 0) {
    return payment.reversal ? null : (
      <span className="text-ink-2">{t("payments.onCase.nothing")}</span>
    );
  }
  return (
    <span className={cx("flex flex-wrap gap-x-2", payment.reversal && "text-ink-3 line-through")}>
      {payment.parts.map((part, index) => {
        const claim = claims.find(({ id }) => id === part.claimId);
        const name = part.kind ? t(`claims.kinds.${part.kind}`) : t("payments.onCase.overpayment");
        return (
          <span key={part.componentId ?? "free"} className="flex min-w-0 items-baseline gap-1">
            <span aria-hidden className="text-ink-3">
              {index === 0 ? "=" : "+"}
            </span>
            <Money
              amountMinor={part.amountMinor}
              currency={payment.currency}
              showCurrency={false}
              emphasis="none"
            />
            <span className={part.kind ? "text-ink-2" : "text-info"}>{name}</span>
            {claim && claims.length > 1 ? (
              <span className="max-w-56 truncate text-ink-3">({nameOf(claim)})</span>
            ) : null}
          </span>
        );
      })}
    </span>
  );
}

function Origin({ payment }: { payment: Payment }) {
  const t = useTranslations("payments");
  const locale = useLocale();
  const { reversal } = payment;
  return (
    <span className="flex flex-wrap gap-x-2 text-ink-3 text-xs">
      <span>{t(`sources.${payment.source}`)}</span>
      {payment.variableSymbol ? (
        <span>
          VS <RefNo value={payment.variableSymbol} />
        </span>
      ) : null}
      {payment.byName ? <span>{t("onCase.by", { name: payment.byName })}</span> : null}
      {payment.note ? <span>{t("onCase.note", { note: payment.note })}</span> : null}
      {reversal ? (
        <span className="text-danger">
          {t(`reversed.${reversal.kind}`, { day: formatDay(reversal.valueOn, locale) })}
        </span>
      ) : null}
      {reversal?.reason ? <span>{t("onCase.reason", { reason: reversal.reason })}</span> : null}
    </span>
  );
}
