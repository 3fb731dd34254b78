"use client";

import { useTranslations } from "next-intl";
import { CURRENCIES } from "@/db/values/claims";
import { CHANNELS } from "@/db/values/messages";
import { cx } from "../ui/cx";
import { Section } from "../ui/section";
import { Segmented } from "../ui/segmented";
import { PlanName } from "./compare-totals";
import { FeesChart } from "./fees-chart";
import { LettersChart } from "./letters-chart";
import type { Simulation } from "./plan";
import { ScrollBox } from "./scroll-box";
import { groundOf } from "./series-colours";
import { type SimulationQuery, STACKS } from "./use-simulation-query";

type ChartsProps = { simulations: readonly Simulation[]; query: SimulationQuery };

/** Letters by day, one picture a plan on one scale, and fees as they come together. */
export function SimulationCharts({ simulations, query }: ChartsProps) {
  const t = useTranslations("dunning.sim");
  const most = Math.max(1, ...simulations.flatMap(({ days }) => days.map((day) => day.letters)));
  const charged = CURRENCIES.filter((currency) =>
    simulations.some(({ totals }) => totals.fees[currency] > 0),
  );
  const labels = useLabels(simulations, query.stack);
  return (
    <>
      <Section
        title={t("lettersChart")}
        actions={
          <Segmented
            label={t("stack")}
            value={query.stack}
            onChange={(stack) => void query.set({ stack })}
            options={STACKS.map((value) => ({
              value,
              label: t(value === "step" ? "byStep" : "byChannel"),
            }))}
          />
        }
      >
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <Legend labels={labels} />
          {simulations.map((simulation, index) => (
            <figure key={simulation.planId} className="grid grid-cols-[minmax(0,1fr)] gap-1">
              {simulations.length > 1 ? (
                <figcaption className="font-[550] text-xs">
                  <PlanName index={index} name={simulation.planName} />
                </figcaption>
              ) : null}
              <ScrollBox>
                <LettersChart
                  simulation={simulation}
                  labels={labels.map(({ label }) => label)}
                  stackOf={(day) => stackOf(day, { simulation, labels, stack: query.stack })}
                  most={most}
                />
              </ScrollBox>
            </figure>
          ))}
        </div>
      </Section>
      {charged.map((currency) => (
        <Section key={currency} title={t("feesChart", { currency })}>
          <ScrollBox>
            <FeesChart simulations={simulations} currency={currency} />
          </ScrollBox>
        </Section>
      ))}
    </>
  );
}

type Label = { key: string | number; label: string };

/** Series of steps that any of the plans has, or the channels that any of them uses. */
function useLabels(simulations: readonly Simulation[], stack: SimulationQuery["stack"]): Label[] {
  const channels = useTranslations("messages.channels");
  if (stack === "channel") {
    return CHANNELS.filter((channel) =>
      simulations.some(({ steps }) => steps.some(({ byChannel }) => byChannel[channel] > 0)),
    ).map((key) => ({ key, label: channels(key) }));
  }
  const steps = simulations.flatMap((simulation) => simulation.steps);
  const seen = new Map(steps.map(({ seriesId, name }) => [seriesId, name]));
  return [...seen].map(([key, label]) => ({ key, label }));
}

function stackOf(
  day: Simulation["days"][number],
  given: { simulation: Simulation; labels: readonly Label[]; stack: SimulationQuery["stack"] },
): number[] {
  const { simulation, labels, stack } = given;
  if (stack === "channel") return labels.map(({ key }) => day.byChannel[key as "email"] ?? 0);
  return labels.map(({ key }) => {
    const place = simulation.steps.findIndex(({ seriesId }) => seriesId === key);
    return day.bySteps[place] ?? 0;
  });
}

function Legend({ labels }: { labels: readonly Label[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-ink-2 text-xs">
      {labels.map(({ key, label }, index) => (
        <li key={key} className="flex items-center gap-1.5">
          <span aria-hidden className={cx("size-2.5 rounded-xs", groundOf(index))} />
          {label}
        </li>
      ))}
    </ul>
  );
}
