import { addDays, dayOf, wallClock } from "@/server/kernel/days";
import { TIME_ZONE } from "@/server/kernel/locale";

/** Every so many milliseconds, or every day at "HH:MM" on the clock of Prague. */
export type Rhythm = { everyMs: number } | { at: string };

export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => minutes(60 * count);

/** As the database and the page know it: "60000" or "03:00". */
export const rhythmText = (rhythm: Rhythm): string =>
  "at" in rhythm ? rhythm.at : String(rhythm.everyMs);

/**
 * When a job that began at `begun` is due next: by an interval at the next full one of the clock, as
 * its schedule has it. A job that takes longer than its interval is due as soon as it has ended; the
 * ones it slept through are not made up for.
 */
export function nextDue(rhythm: Rhythm, begun: Date): Date {
  if ("everyMs" in rhythm) {
    const { everyMs } = rhythm;
    return new Date((Math.floor(begun.getTime() / everyMs) + 1) * everyMs);
  }
  const today = dayOf(begun, TIME_ZONE);
  const first = instantAt(today, rhythm.at);
  return first > begun ? first : instantAt(addDays(today, 1), rhythm.at);
}

/** When a job that never ran is due: by the interval now, by the clock at its next hour. */
export const firstDue = (rhythm: Rhythm, now: Date): Date =>
  "everyMs" in rhythm ? now : nextDue(rhythm, now);

/** The instant at which Prague's clock shows that time; where it is skipped, an hour later. */
function instantAt(day: string, time: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  let guess = wanted;
  // Twice: the first step may cross the night on which the clock is changed.
  for (let step = 0; step < 2; step += 1) {
    const shown = wallClock(new Date(guess), TIME_ZONE);
    const at = Date.parse(
      `${shown.year}-${shown.month}-${shown.day}T${shown.hour}:${shown.minute}:00Z`,
    );
    guess += wanted - at;
  }
  return new Date(guess);
}
