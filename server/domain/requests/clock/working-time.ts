import { addDays, type Day, dayOf, weekdayOf } from "@/server/kernel/days";
import { isHoliday } from "@/server/kernel/holidays";
import { instantAt } from "@/server/kernel/wall-instant";

/** From Monday, of each day when people work: [["08:00", "12:00"], ["12:30", "16:30"]]. */
export type WorkingWeek = readonly (readonly (readonly [string, string])[])[];

/** When people of a tenant work: their hours on Prague's clock, without the country's holidays. */
export interface WorkingTime {
  /** Milliseconds worked from one instant to a later one; of an earlier one none. */
  between(from: Date, to: Date): number;
  /** The first instant by which so much has been worked; null: not within ten years. */
  after(from: Date, ms: number): Date | null;
}

/** Half-open, in milliseconds. */
type Span = readonly [number, number];

const DAYS_MAX = 3_653;

/** Spans of a day are made once: the clock on the wall is dear to ask. */
export function workingTime(week: WorkingWeek, country: string): WorkingTime {
  const known = new Map<Day, readonly Span[]>();
  const spansOf = (day: Day): readonly Span[] => {
    const made = known.get(day);
    if (made) return made;
    const spans = isHoliday(day, country) ? [] : spansOn(day, week[weekdayOf(day) - 1] ?? []);
    known.set(day, spans);
    return spans;
  };
  return {
    between(from, to) {
      const [begin, end] = [from.getTime(), to.getTime()];
      let worked = 0;
      const last = dayOf(to);
      for (let day = dayOf(from); day <= last; day = addDays(day, 1)) {
        for (const span of spansOf(day)) worked += overlap(span, begin, end);
      }
      return worked;
    },
    after(from, ms) {
      if (ms <= 0) return from;
      const begin = from.getTime();
      let left = ms;
      let day = dayOf(from);
      for (let count = 0; count < DAYS_MAX; count += 1, day = addDays(day, 1)) {
        for (const [opens, closes] of spansOf(day)) {
          const at = Math.max(opens, begin);
          const room = Math.max(0, closes - at);
          if (room >= left) return new Date(at + left);
          left -= room;
        }
      }
      return null;
    },
  };
}

const overlap = ([opens, closes]: Span, begin: number, end: number): number =>
  Math.max(0, Math.min(closes, end) - Math.max(opens, begin));

function spansOn(day: Day, hours: WorkingWeek[number]): Span[] {
  return hours
    .map(([from, to]): Span => [instantAt(day, from).getTime(), instantAt(day, to).getTime()])
    .filter(([opens, closes]) => closes > opens);
}
