"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatDay } from "@/server/kernel/days";
import { ChartAxis, PLOT } from "./chart-axis";
import { niceCeil } from "./chart-scale";
import type { Simulation } from "./plan";
import { fillOf } from "./series-colours";

type LettersChartProps = {
  simulation: Simulation;
  /** Counts of a day in the order of the legend. */
  stackOf: (day: Simulation["days"][number]) => readonly number[];
  labels: readonly string[];
  /** The highest day of all charts that stand together: they share one scale. */
  most: number;
};

/** Letters of each day as stacked bars. What the picture shows is told in words beside it. */
export function LettersChart({ simulation, stackOf, labels, most }: LettersChartProps) {
  const t = useTranslations("dunning.sim");
  const locale = useLocale();
  const { days, totals, planName } = simulation;
  const top = niceCeil(most);
  const slot = PLOT.width / Math.max(1, days.length);
  const busiest = days.reduce((a, b) => (b.letters > a.letters ? b : a), days[0] ?? NO_DAY);
  return (
    <svg
      viewBox={`0 0 ${PLOT.left + PLOT.width} ${PLOT.height + PLOT.foot}`}
      className="block w-full min-w-150"
      role="img"
      aria-label={t("chartText", {
        ...{ name: planName, count: totals.letters, most: busiest.letters },
        day: formatDay(busiest.day, locale),
      })}
    >
      <ChartAxis days={days.map(({ day }) => day)} top={top} label={String} />
      {days.map((day, index) => {
        let base = PLOT.height;
        const x = PLOT.left + index * slot;
        return (
          <g key={day.day}>
            {stackOf(day).map((count, place) => {
              if (count === 0) return null;
              const height = (count / top) * (PLOT.height - PLOT.head);
              base -= height;
              return (
                <rect
                  key={labels[place]}
                  x={x + slot * 0.12}
                  y={base}
                  width={slot * 0.76}
                  height={height}
                  className={fillOf(place)}
                />
              );
            })}
            <rect x={x} y={0} width={slot} height={PLOT.height} className="fill-transparent">
              <title>{titleOf(day, stackOf(day), { labels, locale })}</title>
            </rect>
          </g>
        );
      })}
    </svg>
  );
}

const NO_DAY = { day: "2000-01-01", letters: 0 };

function titleOf(
  day: Simulation["days"][number],
  stack: readonly number[],
  { labels, locale }: { labels: readonly string[]; locale: ReturnType<typeof useLocale> },
): string {
  const parts = stack.flatMap((count, place) => (count ? [`${labels[place]}: ${count}`] : []));
  return [`${formatDay(day.day, locale)}: ${day.letters}`, ...parts].join("\n");
}
