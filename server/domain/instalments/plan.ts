import type { Rhythm } from "@/db/values/instalments";
import { addDays, addMonths, type Day, isKnownDay } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";

export interface PlannedInstalment {
  dueOn: Day;
  amountMinor: number;
}

export interface Plan {
  totalMinor: number;
  firstOn: Day;
  rhythm: Rhythm;
  /** So many instalments, or instalments of this amount. Exactly one of the two. */
  count?: number | undefined;
  amountMinor?: number | undefined;
  /** By count only: instalments in whole crowns or euros, what is left over on the last. */
  isWhole?: boolean | undefined;
}

/** Fifty years by the month; more is a slip of the finger. */
export const INSTALMENTS_MAX = 600;
const WHOLE_MINOR = 100;

/**
 * Splits an amount into instalments; whatever does not divide is on the last. Amounts in minor units,
 * their sum is the total. Throws invalid `instalments.too_many`, `instalments.too_small`,
 * `instalments.day_range`.
 */
export function planInstalments(plan: Plan): PlannedInstalment[] {
  const amounts = amountsOf(plan);
  return amounts.map((amountMinor, index) => {
    const dueOn = dueDay(plan, index);
    if (!isKnownDay(dueOn)) throw new DomainError("invalid", "instalments.day_range");
    return { dueOn, amountMinor };
  });
}

function amountsOf({ totalMinor, count, amountMinor, isWhole }: Plan): number[] {
  const parts = count ?? Math.ceil(totalMinor / (amountMinor ?? totalMinor));
  if (parts > INSTALMENTS_MAX) {
    throw new DomainError("invalid", "instalments.too_many", { max: INSTALMENTS_MAX });
  }
  const unit = isWhole && count !== undefined ? WHOLE_MINOR : 1;
  const each = amountMinor ?? Math.floor(totalMinor / parts / unit) * unit;
  if (each === 0) throw new DomainError("invalid", "instalments.too_small");
  return Array.from({ length: parts }, (_, index) =>
    index < parts - 1 ? each : totalMinor - each * (parts - 1),
  );
}

/** Months keep the day of the first one, or the last day of a month that has no such day. */
function dueDay({ firstOn, rhythm }: Plan, index: number): Day {
  switch (rhythm) {
    case "weekly":
      return addDays(firstOn, 7 * index);
    case "fortnightly":
      return addDays(firstOn, 14 * index);
    case "monthly":
      return addMonths(firstOn, index);
    case "quarterly":
      return addMonths(firstOn, 3 * index);
  }
}
