import { addDays, dayOf } from "@/server/kernel/days";
import type { Found } from "@/server/kernel/delivery";
import type { CarrierRules } from "../web";
import type { Order } from "./dopisonline-answers";

/** Two clocks differ, and an order may be noted well after its file came. */
const SLACK_MS = 10 * 60_000;

/** Orders of a day as the service lists them, or why it does not. */
export type ListOrders = (day: string) => Promise<Order[] | string>;

/**
 * Looks for a letter whose handing over ended uncertain. Certain is an order that says our key, and
 * that there is none of that time at all. An order of that time without our key may be another's: its
 * number is named, and a person compares.
 */
export async function findLetter(
  list: ListOrders,
  at: { key: string; triedAt: Date; rules: CarrierRules },
): Promise<Found> {
  const { key, triedAt, rules } = at;
  const from = triedAt.getTime() - SLACK_MS;
  const until = triedAt.getTime() + rules.timeoutMs + SLACK_MS;
  const orders: Order[] = [];
  for (const day of daysAround(from, until)) {
    const some = await list(day);
    if (typeof some === "string") return { outcome: "unclear", reason: some };
    orders.push(...some);
  }
  const own = orders.filter(({ words }) => words.includes(key));
  const [first, second] = own;
  if (second && second.id !== first?.id) return { outcome: "unclear", reason: alike(own) };
  if (first) return first.taken;
  const near = orders.filter(({ postedAt }) => {
    const ms = postedAt?.getTime();
    // Without a time it may be of any.
    return ms === undefined || (ms >= from && ms <= until);
  });
  if (near.length > 0) return { outcome: "unclear", reason: alike(near) };
  const isEarly = rules.now().getTime() < until;
  return isEarly ? { outcome: "unclear", reason: "too_early" } : { outcome: "missing" };
}

/** Late in the evening a letter counts for the day after. */
function daysAround(from: number, until: number): Set<string> {
  const last = dayOf(new Date(until));
  return new Set([dayOf(new Date(from)), last, addDays(last, 1)]);
}

const NAMED_MAX = 5;

function alike(orders: readonly Order[]): string {
  const ids = [...new Set(orders.map(({ id }) => id))];
  const rest = ids.length > NAMED_MAX ? ` +${ids.length - NAMED_MAX}` : "";
  return `alike ${ids.slice(0, NAMED_MAX).join(" ")}${rest}`;
}
