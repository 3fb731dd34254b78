import { addDays, type Day, dayOf, wallClock, weekdayOf } from "@/server/kernel/days";
import { TIME_ZONE } from "@/server/kernel/locale";

const minuteMs = 60_000;

/** Minutes since the epoch as Prague's clock shows them, read as if it were UTC. */
function shownMinutes(instant: Date): number {
  const { year, month, day, hour, minute } = wallClock(instant, TIME_ZONE);
  return Date.UTC(+year, +month - 1, +day, +hour, +minute) / minuteMs;
}

/**
 * The instant at which Prague's clock shows `time` ("14:05") on a day. An hour that spring skips
 * is the one after it; of the two that autumn repeats, the first.
 */
export function instantAt(day: Day, time = "00:00"): Date {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const wanted = Date.parse(`${day}T00:00:00Z`) / minuteMs + hour * 60 + minute;
  const summer = new Date((wanted - 120) * minuteMs);
  const winter = new Date((wanted - 60) * minuteMs);
  return shownMinutes(summer) === wanted ? summer : winter;
}

/** "14:05" on Prague's clock. */
export function clockOf(instant: Date): string {
  const { hour, minute } = wallClock(instant, TIME_ZONE);
  return `${hour}:${minute}`;
}

/** The Monday after a day; of a Monday the one a week later. */
export function nextMonday(day: Day): Day {
  return addDays(day, 8 - weekdayOf(day));
}

export type UsualDay = "tomorrow" | "nextMonday" | "nextWeek";

/** Days that work is put off to, each once, none of them a tomorrow on which nobody works. */
export function usualDays(today: Day): [key: UsualDay, day: Day][] {
  const tomorrow = addDays(today, 1);
  const all: [UsualDay, Day][] = [
    ...(weekdayOf(tomorrow) > 5 ? [] : [["tomorrow", tomorrow] as [UsualDay, Day]]),
    ["nextMonday", nextMonday(today)],
    ["nextWeek", addDays(today, 7)],
  ];
  return all.filter(([, day], i) => all.findIndex(([, other]) => other === day) === i);
}

/** Whether an instant has passed: a day's task only with the end of that day. */
export function isLate(due: { dueAt: Date; isAllDay: boolean }, now: Date): boolean {
  return due.isAllDay ? dayOf(due.dueAt) < dayOf(now) : due.dueAt < now;
}
