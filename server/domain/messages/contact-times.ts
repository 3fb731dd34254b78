import type { Channel } from "@/db/values/messages";
import { addDays, type Day, wallClock, weekdayOf } from "@/server/kernel/days";
import { isHoliday } from "@/server/kernel/holidays";

/** When and how often people may be written to. Times are on the wall of the recipient's country. */
export interface ContactRules {
  /** "HH:MM": from when in the evening until when in the morning nothing rings or blinks. */
  quietFrom: string;
  quietTo: string;
  restsOnSundays: boolean;
  restsOnHolidays: boolean;
  /** At most so many within so many days, the day of sending included; null: as many as there are. */
  caps: Record<Channel, { count: number; days: number } | null>;
}

/** As shipped: nobody is woken, a Sunday is a Sunday, and nobody gets two SMS a day. */
export const DEFAULT_RULES: ContactRules = {
  ...{ quietFrom: "20:00", quietTo: "07:00", restsOnSundays: true, restsOnHolidays: true },
  caps: {
    email: { count: 3, days: 7 },
    sms: { count: 1, days: 1 },
    letter: { count: 2, days: 7 },
    data_box: { count: 2, days: 7 },
  },
};

/** Channels that reach a person at once. A letter comes by day, a data box is opened at will. */
const AT_ONCE: readonly Channel[] = ["email", "sms"];

const ZONES: Readonly<Record<string, string>> = {
  ...{ CZ: "Europe/Prague", SK: "Europe/Bratislava", PL: "Europe/Warsaw", DE: "Europe/Berlin" },
  ...{ AT: "Europe/Vienna", HU: "Europe/Budapest", UA: "Europe/Kyiv", GB: "Europe/London" },
  ...{ IE: "Europe/Dublin", RO: "Europe/Bucharest", BG: "Europe/Sofia", IT: "Europe/Rome" },
  ...{ FR: "Europe/Paris", ES: "Europe/Madrid", NL: "Europe/Amsterdam", HR: "Europe/Zagreb" },
};
const DAYS_AHEAD_MAX = 14;
const QUARTER_MS = 15 * 60_000;

/** The wall of the recipient; of a country that is not known, ours. */
export const zoneOf = (country: string): string => ZONES[country] ?? "Europe/Prague";

/** The first instant, not before `from`, at which a message may reach a person of that country. */
export function firstAllowed(
  from: Date,
  { channel, country, rules }: { channel: Channel; country: string; rules: ContactRules },
): Date {
  if (!AT_ONCE.includes(channel)) return from;
  const isAllowed = (at: Date): boolean => whyNotAt(at, { channel, country, rules }) === null;
  if (isAllowed(from)) return from;
  // Quarters of an hour are the finest at which offsets and quiet hours begin.
  let at = new Date(Math.floor(from.getTime() / QUARTER_MS) * QUARTER_MS);
  const end = from.getTime() + DAYS_AHEAD_MAX * 86_400_000;
  while (at.getTime() < end) {
    at = new Date(at.getTime() + QUARTER_MS);
    if (isAllowed(at)) return at;
  }
  return from;
}

/** What keeps a message of the channel from a person of that country at an instant; null: nothing. */
export function whyNotAt(
  at: Date,
  { channel, country, rules }: { channel: Channel; country: string; rules: ContactRules },
): "quiet" | "sunday" | "holiday" | null {
  if (!AT_ONCE.includes(channel)) return null;
  const { year, month, day, hour, minute } = wallClock(at, zoneOf(country));
  const today = `${year}-${month}-${day}`;
  if (rules.restsOnHolidays && isHoliday(today, country)) return "holiday";
  if (rules.restsOnSundays && weekdayOf(today) === 7) return "sunday";
  return isQuiet(`${hour}:${minute}`, rules) ? "quiet" : null;
}

/** The same for many recipients: worked out once for each country. */
export function firstAllowedBy(
  from: Date,
  given: { channel: Channel; rules: ContactRules },
): (country: string) => Date {
  const known = new Map<string, Date>();
  return (country) => {
    const at = known.get(country) ?? firstAllowed(from, { ...given, country });
    known.set(country, at);
    return at;
  };
}

function isQuiet(time: string, { quietFrom, quietTo }: ContactRules): boolean {
  if (quietFrom === quietTo) return false;
  return quietFrom < quietTo
    ? time >= quietFrom && time < quietTo
    : time >= quietFrom || time < quietTo;
}

/** The first day from which messages count towards a cap on `today`; null: there is none. */
export function capFrom(rules: ContactRules, channel: Channel, today: Day): Day | null {
  const cap = rules.caps[channel];
  return cap ? addDays(today, 1 - cap.days) : null;
}
