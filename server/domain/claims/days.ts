import { addDays, addMonths, type Day, formatDay } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Context } from "../context";

/** Nobody collects a debt older than that; an earlier year is a slip. */
const DAY_MIN: Day = "1990-01-01";
const DUE_MONTHS_AHEAD_MAX = 120;
/** A bank may date a movement on the next working day. */
const PAYMENT_DAYS_AHEAD_MAX = 5;

/** A refusal that names days as the reader writes them. */
export function dayError(ctx: Context, code: string, days: Record<string, Day>): DomainError {
  const texts = Object.entries(days).map(([name, day]) => {
    return [name, formatDay(day, ctx.actor.language)] as const;
  });
  return new DomainError("invalid", code, Object.fromEntries(texts));
}

/** Due days and charges: 1990 up to ten years ahead. Throws `claims.day_too_early`, `…_too_late`. */
export function checkDebtDay(ctx: Context, day: Day): void {
  const max = addMonths(ctx.today, DUE_MONTHS_AHEAD_MAX);
  if (day < DAY_MIN) throw dayError(ctx, "claims.day_too_early", { day, min: DAY_MIN });
  if (day > max) throw dayError(ctx, "claims.day_too_late", { day, max });
}

/** Money that came: not in the future. Throws `claims.day_too_early`, `claims.payment_in_future`. */
export function checkPaymentDay(ctx: Context, day: Day): void {
  const max = addDays(ctx.today, PAYMENT_DAYS_AHEAD_MAX);
  if (day < DAY_MIN) throw dayError(ctx, "claims.day_too_early", { day, min: DAY_MIN });
  if (day > max) throw dayError(ctx, "claims.payment_in_future", { day, max });
}

/**
 * From which day a principal counts: the day the debt came to be, where known. Else it exists from
 * its due day at the latest, but from today where that is still ahead: whoever pays early pays it.
 */
export function principalValueOn(claim: { dueOn: Day; arisenOn?: Day | null }, today: Day): Day {
  if (claim.arisenOn) return claim.arisenOn;
  return claim.dueOn < today ? claim.dueOn : today;
}
