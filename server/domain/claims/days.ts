import { addDays, addMonths, type Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";

/** Nobody collects a debt older than that; an earlier year is a slip. */
const DAY_MIN: Day = "1990-01-01";
const DUE_MONTHS_AHEAD_MAX = 120;
/** A bank may date a movement on the next working day. */
const PAYMENT_DAYS_AHEAD_MAX = 5;

function refuseOutside(day: Day, { max, code }: { max: Day; code: string }): void {
  if (day < DAY_MIN)
    throw new DomainError("invalid", "claims.day_too_early", { day, min: DAY_MIN });
  if (day > max) throw new DomainError("invalid", code, { day, max });
}

/** Due days and charges: 1990 up to ten years ahead. Throws `claims.day_too_early`, `…_too_late`. */
export function checkDebtDay(day: Day, today: Day): void {
  const max = addMonths(today, DUE_MONTHS_AHEAD_MAX);
  refuseOutside(day, { max, code: "claims.day_too_late" });
}

/** Money that came: not in the future. Throws `claims.day_too_early`, `claims.payment_in_future`. */
export function checkPaymentDay(day: Day, today: Day): void {
  const max = addDays(today, PAYMENT_DAYS_AHEAD_MAX);
  refuseOutside(day, { max, code: "claims.payment_in_future" });
}

/**
 * From which day a principal counts: the day the debt came to be, where known. Else it exists from
 * its due day at the latest, but from today where that is still ahead: whoever pays early pays it.
 */
export function principalValueOn(claim: { dueOn: Day; arisenOn?: Day | null }, today: Day): Day {
  if (claim.arisenOn) return claim.arisenOn;
  return claim.dueOn < today ? claim.dueOn : today;
}
