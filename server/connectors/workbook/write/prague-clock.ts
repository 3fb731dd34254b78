import { wallClock } from "@/server/kernel/days";
import { TIME_ZONE } from "@/server/kernel/locale";
import { serialOfIso } from "../cells";

const MS_PER_HOUR = 3_600_000;
const MINUTES_PER_DAY = 1440;
const HOURS_MAX = 50_000;

// Asking Intl costs twelve microseconds, a column of a hundred thousand times more than a second.
// The clock of Prague only ever changes on the hour, so one answer serves the whole hour.
const serialByHour = new Map<number, number>();

/** Day and minute of an instant on the Prague clock, as a serial of the 1900 system. */
export function pragueSerial(instant: Date): number {
  const ms = instant.getTime();
  const hour = Math.floor(ms / MS_PER_HOUR);
  const minute = Math.floor((ms - hour * MS_PER_HOUR) / 60_000);
  return (Math.round(serialOfHour(hour) * MINUTES_PER_DAY) + minute) / MINUTES_PER_DAY;
}

function serialOfHour(hour: number): number {
  const known = serialByHour.get(hour);
  if (known !== undefined) return known;
  const clock = wallClock(new Date(hour * MS_PER_HOUR), TIME_ZONE);
  const serial = serialOfIso(`${clock.year}-${clock.month}-${clock.day}T${clock.hour}:00`) ?? 0;
  if (serialByHour.size >= HOURS_MAX) serialByHour.clear();
  serialByHour.set(hour, serial);
  return serial;
}
