"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import { CURRENCIES } from "@/db/values/claims";
import { Money } from "../format/money";
import { cx } from "../ui/cx";
import type { Simulation } from "./plan";

type Line = { key: string; label: string; values: number[]; show: (value: number) => ReactNode };

/** Totals of one or two plans, one beside another, with the difference. */
export function CompareTotals({ simulations }: { simulations: readonly Simulation[] }) {
  const t = useTranslations("dunning.sim");
  const lines = useLines(simulations);
  const isPair = simulations.length > 1;
  return (
    <>
      <TotalCards lines={lines} simulations={simulations} />
      <table aria-label={t("totals")} className="w-full border-collapse max-sm:hidden">
        <thead>
          <tr className="caption h-8 border-rule-strong border-b">
            <th scope="col">
              <span className="sr-only">{t("totals")}</span>
            </th>
            {simulations.map(({ planId, planName }, index) => (
              <th key={planId} scope="col" className="px-2 text-right font-[550] last:pr-0">
                <PlanName index={index} name={planName} />
              </th>
            ))}
            {isPair ? (
              <th scope="col" className="pl-2 text-right font-[550]">
                {t("difference")}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key} className="h-8 border-rule border-b">
              <th scope="row" className="pr-2 text-left font-normal text-ink-2">
                {line.label}
              </th>
              {line.values.map((value, index) => (
                <td
                  key={simulations[index]?.planId}
                  className="figures px-2 text-right font-[550] last:pr-0"
                >
                  {line.show(value)}
                </td>
              ))}
              {isPair ? (
                <td className="pl-2 text-right">
                  <Difference values={line.values} show={line.show} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

type TotalCardsProps = { lines: readonly Line[]; simulations: readonly Simulation[] };

/** On a phone each line is a block: what it is and how far apart, under it the plans. */
function TotalCards({ lines, simulations }: TotalCardsProps) {
  const t = useTranslations("dunning.sim");
  const isPair = simulations.length > 1;
  return (
    <ul aria-label={t("totals")} className="grid sm:hidden">
      {lines.map(({ key, label, values, show }) => (
        <li
          key={key}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 gap-y-0.5 border-rule border-b py-1.5"
        >
          <span className="text-ink-2">{label}</span>
          {isPair ? (
            <NamedDifference values={values} show={show} />
          ) : (
            <span className="figures font-[550]">{show(values[0] ?? 0)}</span>
          )}
          {isPair
            ? simulations.map(({ planId, planName }, index) => (
                <Fragment key={planId}>
                  <span className="min-w-0 text-xs">
                    <PlanName index={index} name={planName} />
                  </span>
                  <span className="figures text-right font-[550]">{show(values[index] ?? 0)}</span>
                </Fragment>
              ))
            : null}
        </li>
      ))}
    </ul>
  );
}

/** The plan's name with the sign by which charts know it: full for the first, hollow for the other. */
export function PlanName({ index, name }: { index: number; name: string }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1.5">
      <span
        aria-hidden
        className={cx(
          "h-0 w-4 shrink-0 border-accent border-t-2",
          index > 0 && "border-violet border-dashed",
        )}
      />
      <span className="min-w-0 truncate" title={name}>
        {name}
      </span>
    </span>
  );
}

function useLines(simulations: readonly Simulation[]): Line[] {
  const t = useTranslations("dunning.sim");
  const format = useFormatter();
  const number = (value: number) => format.number(value);
  const used = CURRENCIES.filter((currency) =>
    simulations.some(({ totals }) => totals.fees[currency] > 0),
  );
  const valuesOf = (of: (simulation: Simulation) => number) => simulations.map(of);
  return [
    { key: "letters", label: t("letters"), values: valuesOf(lettersOf), show: number },
    ...(used.length > 0 ? used : (["CZK"] as const)).map((currency) => ({
      key: `fees-${currency}`,
      label: used.length > 1 ? t("feesIn", { currency }) : t("fees"),
      values: valuesOf(({ totals }) => totals.fees[currency]),
      show: (value: number) => <Money amountMinor={value} currency={currency} emphasis="none" />,
    })),
    {
      key: "cost",
      label: t("cost"),
      values: valuesOf(({ totals }) => totals.costMinor),
      show: (value) => <Money amountMinor={value} currency="CZK" emphasis="none" />,
    },
    { key: "stops", label: t("stops"), values: valuesOf(stopsOf), show: number },
  ];
}

const lettersOf = ({ totals }: Simulation) => totals.letters;
const stopsOf = ({ stops }: Simulation) => stops.reduce((sum, { count }) => sum + count, 0);

/** On a phone no head of a column says what the figure is. */
export function NamedDifference(props: DifferenceProps) {
  const t = useTranslations("dunning.sim");
  return (
    <span className="text-right text-xs">
      <span className="text-ink-2">{t("difference")}</span> <Difference {...props} />
    </span>
  );
}

type DifferenceProps = { values: readonly number[]; show: (value: number) => ReactNode };

/** How far the second is from the first; none is muted. */
export function Difference({ values: [first = 0, second = 0], show }: DifferenceProps) {
  const by = second - first;
  if (by === 0) return <span className="figures text-ink-3">0</span>;
  return (
    <span className="figures whitespace-nowrap font-[550]">
      {by > 0 ? "+" : "−"}
      {show(Math.abs(by))}
    </span>
  );
}
