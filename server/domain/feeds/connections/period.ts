import { addDays, compareDays, type Day, daysBetween } from "@/server/kernel/days";

/** Banks enter some movements days later under an earlier day; what comes twice is known by its id. */
export const OVERLAP_DAYS = 7;
/** Further back the bank wants the account unlocked by a person. */
export const HISTORY_DAYS = 89;
export const SPAN_DAYS_MAX = 90;

export interface Progress {
  syncedTo: Day | null;
  resumeFrom: Day | null;
  spanDays: number;
}

export interface Period {
  from: Day;
  to: Day;
}

const earlier = (a: Day, b: Day): Day => (compareDays(a, b) < 0 ? a : b);
const later = (a: Day, b: Day): Day => (compareDays(a, b) > 0 ? a : b);

/**
 * The days to ask for next: where a round stopped, else a week before what was reached, else as far
 * back as the bank tells without a person. Never more than `spanDays`, never beyond today.
 */
export function nextPeriod({ syncedTo, resumeFrom, spanDays }: Progress, today: Day): Period {
  const begin = syncedTo ? addDays(syncedTo, -OVERLAP_DAYS) : addDays(today, -HISTORY_DAYS);
  const from = earlier(resumeFrom ?? begin, today);
  return { from, to: earlier(addDays(from, spanDays - 1), today) };
}

/** Where things stand when the bank has answered for a period. */
export function afterPeriod(progress: Progress, { to }: Period, today: Day): Progress {
  const isDone = compareDays(to, today) >= 0;
  return {
    syncedTo: progress.syncedTo ? later(progress.syncedTo, to) : to,
    resumeFrom: isDone ? null : addDays(to, 1),
    // A day with too much in it is behind us; the next round may ask for more again.
    spanDays: isDone ? SPAN_DAYS_MAX : progress.spanDays,
  };
}

/** Half of the days, from the same one; null where a single day is already too much. */
export function halved(progress: Progress, { from, to }: Period): Progress | null {
  const days = daysBetween(from, to) + 1;
  return days > 1 ? { ...progress, resumeFrom: from, spanDays: Math.ceil(days / 2) } : null;
}
