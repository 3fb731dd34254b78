import {
  type InstalmentState,
  type PromiseState,
  type ScheduleState,
  SOON_DAYS,
} from "@/db/values/instalments";
import { addDays, type Day } from "@/server/kernel/days";

/** How an instalment stands on a day, by what was paid on it. */
export function instalmentState(
  instalment: { dueOn: Day; amountMinor: number; paidMinor: number },
  { graceDays, today }: { graceDays: number; today: Day },
): InstalmentState {
  const { dueOn, amountMinor, paidMinor } = instalment;
  if (paidMinor >= amountMinor) return "paid";
  if (addDays(dueOn, graceDays) < today) return "overdue";
  if (dueOn < today) return "late";
  if (paidMinor > 0) return "partial";
  return dueOn <= addDays(today, SOON_DAYS) ? "soon" : "planned";
}

/** How a schedule stands as a whole. The list says the same in SQL; a test holds them together. */
export function scheduleState(
  schedule: { isEnded: boolean; nextDueOn: Day | null; graceDays: number },
  today: Day,
): ScheduleState {
  if (schedule.nextDueOn === null) return "paid";
  if (schedule.isEnded) return "ended";
  return addDays(schedule.nextDueOn, schedule.graceDays) < today ? "overdue" : "running";
}

/** Whether a promise is kept: by money of its days, from the day it was given to the end of grace. */
export function promiseState(
  promise: { dueOn: Day; graceDays: number; amountMinor: number; paidMinor: number },
  today: Day,
): Exclude<PromiseState, "cancelled"> {
  if (promise.paidMinor >= promise.amountMinor) return "kept";
  return addDays(promise.dueOn, promise.graceDays) < today ? "broken" : "open";
}
