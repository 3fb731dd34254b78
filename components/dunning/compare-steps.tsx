"use client";

import { useTranslations } from "next-intl";
import { Money } from "../format/money";
import { cx } from "../ui/cx";
import { Difference, NamedDifference, PlanName } from "./compare-totals";
import type { Simulation } from "./plan";
import { useOffsetText } from "./use-offset-text";

type Step = Simulation["steps"][number];

/** Steps of both plans side by side: the same step under the same line, wherever its day was moved. */
export function CompareSteps({ simulations }: { simulations: readonly Simulation[] }) {
  const t = useTranslations("dunning.sim");
  const isPair = simulations.length > 1;
  return (
    <>
      <ul aria-label={t("steps")} className="grid gap-2 sm:hidden">
        {pairs(simulations).map((steps) => (
          <StepCard key={(steps[0] ?? steps[1])?.seriesId} {...{ steps, simulations }} />
        ))}
      </ul>
      <table
        aria-label={t("steps")}
        className={cx("w-full border-collapse max-sm:hidden", isPair && "table-fixed")}
      >
        <thead>
          <tr className="caption border-rule-strong border-b">
            <th scope="col" className="h-8 w-2/5 text-left font-[550]">
              {t("steps")}
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
          {pairs(simulations).map((steps) => (
            <Row key={(steps[0] ?? steps[1])?.seriesId} steps={steps} isPair={isPair} />
          ))}
        </tbody>
      </table>
    </>
  );
}

type StepCardProps = { steps: readonly (Step | null)[]; simulations: readonly Simulation[] };

/** On a phone a step is a card: its name, and a line for each plan. */
function StepCard({ steps, simulations }: StepCardProps) {
  const t = useTranslations("dunning.sim");
  const offsetText = useOffsetText();
  const known = steps.find((step) => step !== null);
  if (!known) return null;
  const isPair = simulations.length > 1;
  const isMoved = steps.some((step) => step && step.dayOffset !== known.dayOffset);
  return (
    <li className="grid gap-1 rounded-md border border-rule px-3 py-2">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="min-w-0 break-words font-[550]">{known.name}</span>
        {isPair ? (
          <NamedDifference values={steps.map((step) => step?.letters ?? 0)} show={String} />
        ) : null}
      </p>
      {isMoved ? null : <p className="text-ink-2 text-xs">{offsetText(known.dayOffset)}</p>}
      {steps.map((step, index) => (
        <p
          key={simulations[index]?.planId}
          className="figures grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 text-xs"
        >
          <span className="min-w-0 text-ink-2">
            {isPair ? <PlanName index={index} name={simulations[index]?.planName ?? ""} /> : null}
            {step && isMoved ? <span className="block">{offsetText(step.dayOffset)}</span> : null}
          </span>
          {step ? (
            <span className="text-right">
              <Sums step={step} />
            </span>
          ) : (
            <span className="text-ink-3">{t("notHere")}</span>
          )}
        </p>
      ))}
    </li>
  );
}

/** By series: a step keeps it when a draft moves its day or changes its fee. */
function pairs(simulations: readonly Simulation[]): (Step | null)[][] {
  const series = new Map<number, number>();
  for (const { steps } of simulations) {
    for (const step of steps) {
      if (!series.has(step.seriesId)) series.set(step.seriesId, step.dayOffset);
    }
  }
  return [...series]
    .sort(([, a], [, b]) => a - b)
    .map(([seriesId]) =>
      simulations.map(({ steps }) => steps.find((step) => step.seriesId === seriesId) ?? null),
    );
}

function Row({ steps, isPair }: { steps: readonly (Step | null)[]; isPair: boolean }) {
  const t = useTranslations("dunning.sim");
  const offsetText = useOffsetText();
  const known = steps.find((step) => step !== null);
  if (!known) return null;
  const offsets = [...new Set(steps.flatMap((step) => (step ? [step.dayOffset] : [])))];
  const fees = steps.map((step) => step?.feeMinor ?? 0);
  return (
    <tr className="border-rule border-b align-top">
      <th scope="row" className="py-1.5 pr-2 text-left font-normal">
        <span className="block font-[550]">{known.name}</span>
        <span className="text-ink-2 text-xs">{offsets.map(offsetText).join(" → ")}</span>
        {isPair && steps.includes(null) ? (
          <span className="ml-2 text-info text-xs">{t("onlyHere")}</span>
        ) : null}
      </th>
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is the plan.
        <td key={index} className="figures px-2 py-1.5 text-right last:pr-0">
          {step ? <Sums step={step} /> : <span className="text-ink-3">–</span>}
        </td>
      ))}
      {isPair ? (
        <td className="py-1.5 pl-2 text-right">
          <Difference values={steps.map((step) => step?.letters ?? 0)} show={String} />
          {fees[0] !== fees[1] ? (
            <span className="block text-xs">
              <Difference
                values={fees}
                show={(value) => (
                  <Money amountMinor={value} currency={known.currency} emphasis="none" />
                )}
              />
            </span>
          ) : null}
        </td>
      ) : null}
    </tr>
  );
}

function Sums({ step }: { step: Step }) {
  return (
    <>
      <span className="font-[550]">{step.letters}</span>
      {step.feeMinor > 0 ? (
        <span className="block text-ink-2 text-xs">
          <Money amountMinor={step.feeMinor} currency={step.currency} emphasis="none" />
        </span>
      ) : null}
    </>
  );
}
