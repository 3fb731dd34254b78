import type { Currency } from "@/server/kernel/money";
import type { RouterOutput } from "../api/crm";

export type Plan = NonNullable<RouterOutput["dunning"]["plan"]>;
export type PlanStep = Plan["steps"][number];
export type PlanItem = RouterOutput["dunning"]["plans"][number];
export type DayPlan = RouterOutput["dunning"]["ofDay"];
export type StepSum = DayPlan["steps"][number];
export type LetterRow = RouterOutput["dunning"]["rows"]["items"][number];
export type Run = RouterOutput["dunning"]["runs"][number];
export type Simulation = RouterOutput["dunning"]["simulate"][number];
export type Notice = RouterOutput["dunning"]["noticesOfCase"][number];

/** What a run would take: all letters of a day, those of a step, or one. */
export type Sending = { step?: PlanStep; letter?: LetterRow };

/** Amounts by currency, with those that are none left out. */
export type Amounts = { currency: Currency; amountMinor: number }[];

export const isRunning = ({ state }: Pick<Run, "state">): boolean =>
  state === "waiting" || state === "running";

export function stoppedOf({ stops }: Pick<StepSum, "stops">): number {
  return stops.reduce((sum, { count }) => sum + count, 0);
}

type Unreached = RouterOutput["dunning"]["unreached"];

/** The day with letters that have nobody to go to told as stopped. */
export function withUnreached(day: DayPlan, unreached: Unreached | undefined): DayPlan {
  if (!unreached?.length || !day.plan) return day;
  const { plan } = day;
  const steps = day.steps.map((sum) => {
    const found = unreached.find(({ seriesId }) => seriesId === sum.seriesId);
    const fee = plan.steps.find(({ seriesId }) => seriesId === sum.seriesId)?.feeMinor ?? 0;
    if (!found || found.letterCount > sum.letterCount) return sum;
    return {
      ...sum,
      letterCount: sum.letterCount - found.letterCount,
      claimCount: sum.claimCount - found.claimCount,
      balanceMinor: sum.balanceMinor - found.balanceMinor,
      feeMinor: sum.feeMinor - fee * found.claimCount,
      stops: [...sum.stops, { reason: "no_address" as const, count: found.letterCount }],
    };
  });
  return { ...day, steps };
}

/** Adds up amounts of steps; two currencies stay two. */
export function sumBy(
  steps: readonly PlanStep[],
  amountOf: (step: PlanStep, index: number) => number,
): Amounts {
  const sums = new Map<Currency, number>();
  for (const [index, step] of steps.entries()) {
    const amountMinor = amountOf(step, index);
    if (amountMinor !== 0) sums.set(step.currency, (sums.get(step.currency) ?? 0) + amountMinor);
  }
  return [...sums].map(([currency, amountMinor]) => ({ currency, amountMinor }));
}
