"use client";

import { ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Fragment, useState } from "react";
import { type Day as DayText, formatDay } from "@/server/kernel/days";
import { Day } from "../format/day";
import { Money } from "../format/money";
import { RefNo } from "../format/ref-no";
import { Badge } from "../ui/badge";
import { cx } from "../ui/cx";
import { MoreMenu } from "../ui/menu";
import type { MenuEntry } from "../ui/menu-entries";
import { ComponentRows } from "./component-rows";
import { ExplainNumber } from "./explain-number";
import { PaidBar } from "./paid-bar";
import type { Charge, Claim, Component } from "./rows";
import type { InterestOfClaim } from "./stop-interest-dialog";
import { useClaimName } from "./use-claim-name";

export type ClaimRowsProps = {
  claims: readonly Claim[];
  /** The day whose end is shown. */
  onDay: DayText;
  /** Claims that the payment under the pointer has paid. */
  lit: ReadonlySet<number>;
  actionsOf: (claim: Claim) => MenuEntry[];
  /** Claims that their debtor disputes. */
  disputed: ReadonlySet<number>;
  /** Absent where one may not reverse. */
  onReverse?: (charge: { claim: Claim; component: Component; charge: Charge }) => void;
  onExplain: (target: InterestOfClaim) => void;
  /** Absent where one may not end interest. */
  onStop?: (target: InterestOfClaim) => void;
};

const cell = "h-row border-rule border-b px-1 align-middle md:px-2";

/** Claims by due day; each opens into its components and their dated charges. */
export function ClaimRows({ claims, onDay, lit, actionsOf, disputed, ...acts }: ClaimRowsProps) {
  const t = useTranslations("claims");
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = (id: number) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse" aria-label={t("title")}>
        <thead>
          <tr className="border-rule-strong border-b text-left text-ink-2 text-xs">
            <td className="w-7" />
            <th scope="col" className="px-2 py-1 font-[550]">
              {t("columns.claim")}
            </th>
            <th scope="col" className="w-28 px-2 font-[550] max-md:hidden">
              {t("columns.variableSymbol")}
            </th>
            <th scope="col" className="px-1 font-[550] md:w-40 md:px-2">
              {t("columns.dueOn")}
            </th>
            <th scope="col" className="w-28 px-2 text-right font-[550] max-md:hidden">
              {t("columns.charged")}
            </th>
            <th scope="col" className="w-28 px-2 text-right font-[550] max-md:hidden">
              {t("columns.paid")}
            </th>
            <th scope="col" className="px-1 text-right font-[550] md:w-32 md:px-2">
              {t("columns.balance")}
            </th>
            <td className="w-9" />
          </tr>
        </thead>
        <tbody>
          {claims.map((claim) => (
            <Fragment key={claim.id}>
              <ClaimRow
                claim={claim}
                onDay={onDay}
                isOpen={open.has(claim.id)}
                isLit={lit.has(claim.id)}
                isDisputed={disputed.has(claim.id)}
                onToggle={() => toggle(claim.id)}
                actions={actionsOf(claim)}
              />
              {open.has(claim.id) ? <ComponentRows claim={claim} onDay={onDay} {...acts} /> : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type ClaimRowProps = {
  claim: Claim;
  onDay: DayText;
  isOpen: boolean;
  isLit: boolean;
  isDisputed: boolean;
  onToggle: () => void;
  actions: MenuEntry[];
};

function ClaimRow({ claim, onDay, isOpen, isLit, isDisputed, ...acts }: ClaimRowProps) {
  const { onToggle, actions } = acts;
  const t = useTranslations("claims");
  const requests = useTranslations("requests.dispute");
  const name = useClaimName()(claim);
  const isSettled = claim.chargedMinor > 0 && claim.balanceMinor === 0;
  return (
    <tr className={cx(isLit && "bg-selected", isSettled && "text-ink-2")}>
      <td className="border-rule border-b pl-0.5">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={t("onCase.expand", { name })}
          onClick={onToggle}
          className="inline-flex size-6 items-center justify-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
        >
          <ChevronRight className={cx("size-3.5", isOpen && "rotate-90")} aria-hidden />
        </button>
      </td>
      <td className={cx(cell, "md:min-w-32")}>
        <span
          className={cx("line-clamp-2 md:line-clamp-1", claim.title || "text-ink-3")}
          title={name}
        >
          {claim.title || t("named.untitled")}
        </span>
        {isDisputed ? <Badge tone="warning">{requests("open")}</Badge> : null}
        {claim.variableSymbol ? (
          <RefNo value={claim.variableSymbol} className="text-ink-2 text-xs md:hidden" />
        ) : null}
      </td>
      <td className={cx(cell, "max-md:hidden")}>
        {claim.variableSymbol ? <RefNo value={claim.variableSymbol} /> : null}
      </td>
      <td className={cell}>
        <Day value={claim.dueOn} className={claim.daysPastDue > 0 ? "text-danger" : undefined} />
        {claim.daysPastDue > 0 ? (
          <span className="figures block text-danger text-xs">
            {t("daysPastDue", { count: claim.daysPastDue })}
          </span>
        ) : null}
      </td>
      <td className={cx(cell, "text-right max-md:hidden")}>
        <Money
          amountMinor={claim.chargedMinor}
          currency={claim.currency}
          showCurrency={false}
          emphasis="none"
        />
      </td>
      <td className={cx(cell, "text-right max-md:hidden")}>
        <PaidBar claim={claim} />
      </td>
      <td className={cx(cell, "text-right")}>
        <Balance claim={claim} onDay={onDay} />
      </td>
      <td className="border-rule border-b text-right">
        {actions.length > 0 ? <MoreMenu entries={actions} label={name} /> : null}
      </td>
    </tr>
  );
}

/** What is owed; of a claim that did not exist yet on the day, since when it does. */
function Balance({ claim, onDay }: { claim: Claim; onDay: DayText }) {
  const t = useTranslations("claims.onCase");
  const locale = useLocale();
  const name = useClaimName()(claim);
  const days = claim.components.flatMap(({ charges }) => charges.map(({ valueOn }) => valueOn));
  const first = days.sort()[0];
  if (first !== undefined && first > onDay) {
    return <span className="text-ink-3">{t("notYet", { day: formatDay(first, locale) })}</span>;
  }
  return (
    <ExplainNumber of={{ kind: "claim", claimId: claim.id }} name={name} onDay={onDay}>
      <Money amountMinor={claim.balanceMinor} currency={claim.currency} emphasis="owed" />
    </ExplainNumber>
  );
}
