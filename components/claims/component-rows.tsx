"use client";

import { Calculator, CircleStop, Undo2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { Day as DayText } from "@/server/kernel/days";
import { formatMoney } from "@/server/kernel/money";
import { useToday } from "../cases/use-today";
import { Day } from "../format/day";
import { Money } from "../format/money";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { IconButton } from "../ui/icon-button";
import { ExplainNumber } from "./explain-number";
import type { Charge, Claim, Component } from "./rows";
import type { InterestOfClaim } from "./stop-interest-dialog";
import { useClaimName } from "./use-claim-name";
import { usePercent } from "./use-percent";

export type ComponentRowsProps = {
  claim: Claim;
  /** The day whose end is shown; later charges are dimmed. */
  onDay: DayText;
  onReverse?: (charge: { claim: Claim; component: Component; charge: Charge }) => void;
  onExplain: (target: InterestOfClaim) => void;
  onStop?: (target: InterestOfClaim) => void;
};

const cell = "border-rule border-b bg-sunken px-2 py-1 align-top text-sm";

/** The components of an opened claim, each with its dated charges. */
export function ComponentRows({ claim, onDay, onReverse, onExplain, onStop }: ComponentRowsProps) {
  const t = useTranslations("claims");
  const nameOf = useClaimName();
  return claim.components.map((component) => (
    <tr key={component.id}>
      <td className={cell} />
      {/* Claim and symbol; on a phone, where the symbol's column is gone, claim and due day. */}
      <td className={cell} colSpan={2}>
        <span className="font-[550]">{t(`kinds.${component.kind}`)}</span>
        {component.description ? (
          <span className="text-ink-2"> – {component.description}</span>
        ) : null}
        {component.interest ? (
          <InterestLine
            interest={component.interest}
            claim={claim}
            onExplain={() => onExplain({ claim, component })}
            onStop={onStop && (() => onStop({ claim, component }))}
          />
        ) : null}
        <ul>
          {component.charges.map((charge) => (
            <ChargeLine
              key={charge.id}
              charge={charge}
              claim={claim}
              isLater={charge.valueOn > onDay}
              onReverse={onReverse && (() => onReverse({ claim, component, charge }))}
            />
          ))}
        </ul>
      </td>
      <td className={cx(cell, "max-md:hidden")} />
      <Amount className="max-md:hidden" claim={claim} amountMinor={component.chargedMinor} />
      <Amount className="max-md:hidden" claim={claim} amountMinor={component.paidMinor} />
      <td className={cx(cell, "text-right")}>
        <ExplainNumber
          of={{ kind: "component", componentId: component.id }}
          name={`${nameOf(claim)}: ${t(`kinds.${component.kind}`)}`}
          onDay={onDay}
        >
          <AmountMoney claim={claim} amountMinor={component.balanceMinor} />
        </ExplainNumber>
      </td>
      <td className={cell} />
    </tr>
  ));
}

type InterestLineProps = {
  interest: NonNullable<Component["interest"]>;
  claim: Claim;
  onExplain: () => void;
  onStop?: () => void;
};

/** By what a component grows, since when, and how fast; its number explains itself. */
function InterestLine({ interest, claim, onExplain, onStop }: InterestLineProps) {
  const t = useTranslations("claims");
  const percent = usePercent();
  const { toOn, fromOn, ratePercent, ratePer, capMinor, capitalMonths, perDayMinor } = interest;
  const locale = useLocale();
  const today = useToday();
  const isOver = toOn !== null && toOn < fromOn;
  return (
    <div className="flex min-h-6 flex-wrap items-center gap-x-2 text-ink-2 text-xs">
      <span>
        {t(`regimes.${interest.regime}`)}
        {ratePercent ? (
          <span className="figures">
            {" "}
            {ratePer === "day"
              ? t("onCase.perDayRate", { rate: percent(ratePercent) })
              : percent(ratePercent)}
          </span>
        ) : null}
      </span>
      {capitalMonths === null ? null : <span>{t(`capitalMonths.${capitalMonths}`)}</span>}
      {capMinor === null ? null : (
        <span>{t("onCase.cap", { amount: formatMoney(capMinor, claim.currency, locale) })}</span>
      )}
      {isOver ? (
        <span>{t("onCase.interestTakenBack")}</span>
      ) : (
        <span>
          <Day value={fromOn} /> – {toOn ? <Day value={toOn} /> : null}
        </span>
      )}
      {perDayMinor > 0 ? (
        <span>
          <Money amountMinor={perDayMinor} currency={claim.currency} emphasis="none" />{" "}
          {t("onCase.perDay")}
        </span>
      ) : null}
      {interest.unknownFrom ? <span className="text-danger">{t("onCase.rateUnknown")}</span> : null}
      <IconButton icon={Calculator} size="sm" label={t("actions.explain")} onClick={onExplain} />
      {onStop && !isOver && (toOn === null || toOn >= today) ? (
        <IconButton
          icon={CircleStop}
          size="sm"
          label={t("actions.stopInterest")}
          onClick={onStop}
        />
      ) : null}
    </div>
  );
}

type AmountProps = { claim: Claim; amountMinor: number; className?: string };

function Amount({ className, ...amount }: AmountProps) {
  return (
    <td className={cx(cell, "text-right", className)}>
      <AmountMoney {...amount} />
    </td>
  );
}

function AmountMoney({ claim, amountMinor }: Omit<AmountProps, "className">) {
  return (
    <Money
      amountMinor={amountMinor}
      currency={claim.currency}
      showCurrency={false}
      emphasis="none"
      className={amountMinor === 0 ? "text-ink-3" : undefined}
    />
  );
}

type ChargeLineProps = {
  charge: Charge;
  claim: Claim;
  isLater: boolean;
  onReverse?: () => void;
};

function ChargeLine({ charge, claim, isLater, onReverse }: ChargeLineProps) {
  const t = useTranslations("claims");
  const isReversal = charge.reversesId !== null;
  return (
    <li
      className={cx(
        "flex min-h-6 flex-wrap items-center gap-x-2 text-xs",
        isLater ? "text-ink-3" : "text-ink-2",
      )}
    >
      <Day value={charge.valueOn} />
      <span className={cx(charge.isReversed && "line-through")}>
        <Money amountMinor={charge.amountMinor} currency={claim.currency} emphasis="none" />
      </span>
      {charge.isReversed ? <span>{t("onCase.reversed")}</span> : null}
      {isReversal ? <span>{t("onCase.reversal")}</span> : null}
      {charge.reason ? <span className="text-ink-3">{charge.reason}</span> : null}
      {charge.actId ? <span>{t("onCase.lowered")}</span> : null}
      {onReverse && !isReversal && !charge.isReversed && !charge.actId ? (
        <Button size="sm" kind="quiet" icon={Undo2} onClick={onReverse}>
          {t("actions.reverseCharge")}
        </Button>
      ) : null}
    </li>
  );
}
