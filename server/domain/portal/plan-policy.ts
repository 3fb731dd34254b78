import type { Tx } from "@/db/client";
import { CURRENCIES, type Currency } from "@/server/kernel/money";

/** What the tenant lets clients agree by themselves. */
export interface PlanPolicy {
  countMax: number;
  leastMinor: number;
}

export interface PlanOffer {
  currency: Currency;
  totalMinor: number;
  /** From two up to so many instalments. */
  countMax: number;
}

export async function readPlanPolicy({ sql }: Tx): Promise<PlanPolicy> {
  const [row] = await sql<PlanPolicy[]>`
    select plan_count_max as "countMax", plan_least_minor as "leastMinor"
      from portal_sites where is_open`;
  return row ?? { countMax: 0, leastMinor: 1 };
}

interface Standing {
  isOpen: boolean;
  isOwing: boolean;
  totals: readonly { currency: Currency; balanceMinor: number }[];
  schedules: readonly { isRunning: boolean }[];
}

/** Whether, and into how many at most, what is owed may be split; a plan that runs is not doubled. */
export function planOffer(
  { countMax, leastMinor }: PlanPolicy,
  { isOpen, isOwing, totals, schedules }: Standing,
): PlanOffer | null {
  if (!isOpen || !isOwing || schedules.some(({ isRunning }) => isRunning)) return null;
  const owed = CURRENCIES.flatMap((currency) =>
    totals.filter((total) => total.currency === currency && total.balanceMinor > 0),
  );
  const [only] = owed;
  // Two currencies are two debts: somebody of ours agrees those.
  if (!only || owed.length > 1) return null;
  const most = Math.min(countMax, Math.floor(only.balanceMinor / leastMinor));
  if (most < 2) return null;
  return { currency: only.currency, totalMinor: only.balanceMinor, countMax: most };
}
