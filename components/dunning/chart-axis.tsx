"use client";

import { useLocale } from "next-intl";
import { formatDay } from "@/server/kernel/days";
import { monthTicks } from "./chart-scale";

/** Measures of a chart in its own units; the picture stretches with its column. */
export const PLOT = { left: 44, width: 676, head: 10, height: 150, foot: 20 } as const;

/** Days nearer to each other than this would write over each other. */
const TICK_DAYS_MIN = 12;

type ChartAxisProps = { days: readonly string[]; top: number; label: (value: number) => string };

/** Hairlines with their values, and months under them. */
export function ChartAxis({ days, top, label }: ChartAxisProps) {
  const locale = useLocale();
  const slot = PLOT.width / Math.max(1, days.length);
  const lines = top >= 2 ? [0, top / 2, top] : [0, top];
  return (
    <g aria-hidden className="figures">
      {lines.map((value) => {
        const y = PLOT.height - (value / top) * (PLOT.height - PLOT.head);
        return (
          <g key={value}>
            <line
              x1={PLOT.left}
              x2={PLOT.left + PLOT.width}
              y1={y}
              y2={y}
              className={value === 0 ? "stroke-rule-strong" : "stroke-rule"}
            />
            <text
              x={PLOT.left - 6}
              y={y + 3.5}
              textAnchor="end"
              className="fill-ink-3 text-[10.5px]"
            >
              {Number.isInteger(value) ? label(value) : ""}
            </text>
          </g>
        );
      })}
      {monthTicks(days, TICK_DAYS_MIN).map((index) => (
        <text
          key={index}
          x={PLOT.left + index * slot}
          y={PLOT.height + 15}
          className="fill-ink-3 text-[10.5px]"
        >
          {formatDay(days[index] ?? "2000-01-01", locale)}
        </text>
      ))}
    </g>
  );
}
