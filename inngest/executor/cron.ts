import { wallClock } from "@/server/kernel/days";

const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;
const HOURS_MAX = 5 * 366 * 24;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

interface Cron {
  timeZone: string;
  minutes: Set<number>;
  hours: Set<number>;
  days: Set<number>;
  months: Set<number>;
  weekdays: Set<number>;
  /** As cron has it: where both are given, either day will do. */
  isEitherDay: boolean;
}

function fieldOf(text: string, [low, high]: readonly [number, number]): Set<number> {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const found = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (!found) throw new SyntaxError(`no field of a schedule: ${text}`);
    const [, first, last, every] = found;
    const step = every === undefined ? 1 : Number(every);
    const from = first === undefined ? low : Number(first);
    const isOpen = first === undefined || (last === undefined && every !== undefined);
    const to = isOpen ? high : Number(last ?? first);
    if (from < low || to > high || from > to || step < 1) {
      throw new SyntaxError(`no field of a schedule: ${text}`);
    }
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return values;
}

/** Reads "0 3 * * *" or "TZ=Europe/Prague 0 3 * * *". Throws SyntaxError. */
export function readCron(text: string): Cron {
  const fields = text.trim().split(/\s+/);
  const zone = /^(?:CRON_)?TZ=(.+)$/.exec(fields[0] ?? "");
  if (zone) fields.shift();
  if (fields.length !== 5) throw new SyntaxError(`no schedule: ${text}`);
  const [minutes, hours, days, months, weekdays] = fields.map((field, index) =>
    fieldOf(field, RANGES[index] ?? [0, 0]),
  ) as [Set<number>, Set<number>, Set<number>, Set<number>, Set<number>];
  // Sunday has two numbers.
  if (weekdays.has(7)) weekdays.add(0);
  const isEitherDay = !fields[2]?.startsWith("*") && !fields[4]?.startsWith("*");
  return { timeZone: zone?.[1] ?? "UTC", minutes, hours, days, months, weekdays, isEitherDay };
}

function isDay(
  cron: Cron,
  { year, month, day }: Record<"year" | "month" | "day", string>,
): boolean {
  if (!cron.months.has(Number(month))) return false;
  const weekday = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDay();
  const [isOfMonth, isOfWeek] = [cron.days.has(Number(day)), cron.weekdays.has(weekday)];
  return cron.isEitherDay ? isOfMonth || isOfWeek : isOfMonth && isOfWeek;
}

/**
 * The first instant after `after` at which the schedule's clock shows one of its times. A time that
 * the clock skips in spring does not come that day; one that it shows twice in autumn comes twice.
 * Throws RangeError for a schedule that never comes.
 */
export function nextSlot(text: string, after: Date): Date {
  const cron = readCron(text);
  let at = (Math.floor(after.getTime() / MINUTE_MS) + 1) * MINUTE_MS;
  for (let step = 0; step < HOURS_MAX; step += 1) {
    const shown = wallClock(new Date(at), cron.timeZone);
    const minute = Number(shown.minute);
    if (isDay(cron, shown) && cron.hours.has(Number(shown.hour))) {
      for (let ahead = minute; ahead < 60; ahead += 1) {
        if (cron.minutes.has(ahead)) return new Date(at + (ahead - minute) * MINUTE_MS);
      }
    }
    at += HOUR_MS - minute * MINUTE_MS;
  }
  throw new RangeError(`a schedule that never comes: ${text}`);
}
