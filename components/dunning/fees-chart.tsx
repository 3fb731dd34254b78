"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { formatDay } from "@/server/kernel/days";
import { type Currency, formatMoney } from "@/server/kernel/money";
import { cx } from "../ui/cx";
import { ChartAxis, PLOT } from "./chart-axis";
import { niceCeil } from "./chart-scale";
import type { Simulation } from "./plan";

const MINOR = 100;

type FeesChartProps = { simulations: readonly Simulation[]; currency: Currency };

/** Fees that have come together by each day, a line for each plan. */
export function FeesChart({ simulations, currency }: FeesChartProps) {
  const t = useTranslations("dunning.sim");
  const locale = useLocale();
  const format = useFormatter();
  const sums = simulations.map(({ days }) => runningSums(days.map(({ fees }) => fees[currency])));
  const top = niceCeil(Math.max(1, ...sums.map((each) => (each.at(-1) ?? 0) / MINOR)));
  const days = simulations[0]?.days ?? [];
  const lastDay = formatDay(days.at(-1)?.day ?? "2000-01-01", locale);
  const told = simulations.map(({ planName: name, totals }) =>
    t("feesText", {
      ...{ name, day: lastDay },
      amount: formatMoney(totals.fees[currency], currency, locale),
    }),
  );
  const label = (value: number) => format.number(value, { notation: "compact" });
  return (
    <svg
      viewBox={`0 0 ${PLOT.left + PLOT.width} ${PLOT.height + PLOT.foot}`}
      className="block w-full min-w-150"
      role="img"
      aria-label={told.join("; ")}
    >
      <ChartAxis days={days.map(({ day }) => day)} top={top} label={label} />
      {sums.map((each, index) => (
        <path
          key={simulations[index]?.planId}
          d={stairs(
            each.map((minor) => minor / MINOR),
            top,
          )}
          strokeWidth={2}
          strokeLinejoin="round"
          strokeDasharray={index > 0 ? "5 3" : undefined}
          className={cx("fill-transparent", index > 0 ? "stroke-violet" : "stroke-accent")}
        />
      ))}
    </svg>
  );
}

function runningSums(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}

/** Fees come on their days at once: stairs, not slopes. */
function stairs(values: readonly number[], top: number): string {
  const slot = PLOT.width / Math.max(1, values.length);
  const y = (value: number) => PLOT.height - (value / top) * (PLOT.height - PLOT.head);
  const steps = values.map(
    (value, index) => `V${y(value).toFixed(1)}H${(PLOT.left + (index + 1) * slot).toFixed(1)}`,
  );
  return `M${PLOT.left} ${PLOT.height}${steps.join("")}`;
}
