import { type Day, wallClock } from "./calendar";
import { TIME_ZONE } from "./locale";

const DAY_MS = 86_400_000;

/**
 * The instant at which the clock on the wall of `timeZone` shows a day and a time, "14:05" or
 * "14:05:59". Of the hour that comes twice the first; of the one that is left out as if it had come.
 */
export function instantAt(day: Day, time: string, timeZone: string = TIME_ZONE): Date {
  const [hour = 0, minute = 0, second = 0] = time.split(":").map(Number);
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const shown = Date.UTC(year, month - 1, date, hour, minute, second);
  const before = shown - offsetMs(shown - DAY_MS, timeZone);
  const after = shown - offsetMs(shown + DAY_MS, timeZone);
  const shows = (ms: number) => ms + offsetMs(ms, timeZone) === shown;
  if (shows(before)) return new Date(before);
  return new Date(shows(after) ? after : before);
}

/** How far the wall clock is ahead of UTC; whole minutes. */
function offsetMs(ms: number, timeZone: string): number {
  const { year, month, day, hour, minute } = wallClock(new Date(ms), timeZone);
  const shown = Date.UTC(+year, +month - 1, +day, +hour, +minute);
  return shown - Math.floor(ms / 60_000) * 60_000;
}
