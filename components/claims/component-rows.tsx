"use client";

import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Day } from "../format/day";
import { Money } from "../format/money";
import { cx } from "../ui/cx";
import { IconButton } from "../ui/icon-button";
import type { Charge, Claim, Component } from "./rows";

export type ComponentRowsProps = {
  claim: Claim;
  onReverse?: (charge: { claim: Claim; component: Component; charge: Charge }) => void;
};

const cell = "border-rule border-b bg-sunken px-2 py-1 align-top text-sm";

/** The components of an opened claim, each with its dated charges. */
export function ComponentRows({ claim, onReverse }: ComponentRowsProps) {
  const t = useTranslations("claims");
  return claim.components.map((component) => (
    <tr key={component.id}>
      <td className={cell} />
      <td className={cell} colSpan={3}>
        <span className="font-[550]">{t(`kinds.${component.kind}`)}</span>
        {component.description ? (
          <span className="text-ink-2"> – {component.description}</span>
        ) : null}
        <ul>
          {component.charges.map((charge) => (
            <ChargeLine
              key={charge.id}
              charge={charge}
              claim={claim}
              onReverse={onReverse && (() => onReverse({ claim, component, charge }))}
            />
          ))}
        </ul>
      </td>
      <Amount className="max-md:hidden" claim={claim} amountMinor={component.chargedMinor} />
      <Amount className="max-md:hidden" claim={claim} amountMinor={component.paidMinor} />
      <Amount claim={claim} amountMinor={component.balanceMinor} />
      <td className={cell} />
    </tr>
  ));
}

type AmountProps = { claim: Claim; amountMinor: number; className?: string };

function Amount({ claim, amountMinor, className }: AmountProps) {
  return (
    <td className={cx(cell, "text-right", className)}>
      <Money
        amountMinor={amountMinor}
        currency={claim.currency}
        showCurrency={false}
        emphasis="none"
        className={amountMinor === 0 ? "text-ink-3" : undefined}
      />
    </td>
  );
}

type ChargeLineProps = { charge: Charge; claim: Claim; onReverse?: () => void };

function ChargeLine({ charge, claim, onReverse }: ChargeLineProps) {
  const t = useTranslations("claims");
  const isReversal = charge.reversesId !== null;
  return (
    <li className="flex min-h-6 flex-wrap items-center gap-x-2 text-ink-2 text-xs">
      <Day value={charge.valueOn} />
      <span className={cx(charge.isReversed && "line-through")}>
        <Money amountMinor={charge.amountMinor} currency={claim.currency} emphasis="none" />
      </span>
      {charge.isReversed ? <span>{t("onCase.reversed")}</span> : null}
      {isReversal ? <span>{t("onCase.reversal")}</span> : null}
      {charge.reason ? <span className="text-ink-3">{charge.reason}</span> : null}
      {onReverse && !isReversal && !charge.isReversed ? (
        <IconButton icon={Undo2} size="sm" label={t("actions.reverse")} onClick={onReverse} />
      ) : null}
    </li>
  );
}
