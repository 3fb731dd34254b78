import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";

/** One thing that money is awaited for. */
export interface Awaited {
  key: number;
  dueOn: Day;
  /** More than zero. */
  amountMinor: number;
}

/** A schedule or a promise: what it waits for, and which money may be meant for it. */
export interface Taker {
  key: number;
  /** Of one claim; null: of the whole case. */
  claimId: number | null;
  /** Its own symbol, where it has one. */
  variableSymbol: string | null;
  currency: Currency;
  /** Money of earlier days is none of its own. */
  fromOn: Day;
  /** Of that first day only money booked since then; left out: all of it. */
  sinceMs?: number;
  /** Nor is money from this day on; null: without an end. */
  beforeOn: Day | null;
  /** Of that day money booked earlier than then is its own still; left out: none of it. */
  untilMs?: number;
  awaited: readonly Awaited[];
}

/** Money that stands: what was reversed is not here. */
export interface Incoming {
  paymentId: number;
  /** The claim that the payer named, by itself or by its symbol. */
  claimId: number | null;
  variableSymbol: string | null;
  currency: Currency;
  valueOn: Day;
  /** When it was entered, in milliseconds. */
  bookedMs: number;
  /** More than zero. */
  amountMinor: number;
}

export interface Drawn {
  takerKey: number;
  awaitedKey: number;
  paymentId: number;
  valueOn: Day;
  amountMinor: number;
}

/**
 * Which part of which payment pays what. Payments go by their days; each pays the oldest of what the
 * taker waits for that it is meant for: by the taker's own symbol, else by its claim, else whoever
 * waits on the case, the earliest first. What one taker does not need goes on to the next. A payment
 * that names another claim is not drawn on a taker of one claim (§ 1933 of the Czech civil code: the
 * debtor says what is paid). The order in which rows are given does not matter.
 */
export function drawPayments(takers: readonly Taker[], payments: readonly Incoming[]): Drawn[] {
  const open = takers.map((taker) => ({ taker, lines: linesOf(taker), next: 0 }));
  const drawn: Drawn[] = [];
  for (const payment of payments.toSorted(byDay)) {
    const meant = open
      .map((each) => ({ ...each, each, rank: rankOf(each.taker, payment) }))
      .filter(({ rank }) => rank !== null)
      .sort((a, b) => Number(a.rank) - Number(b.rank) || byAge(a.taker, b.taker));
    let leftMinor = payment.amountMinor;
    for (const { each } of meant) {
      while (leftMinor > 0) {
        const line = each.lines[each.next];
        if (!line) break;
        const amountMinor = Math.min(leftMinor, line.openMinor);
        const { paymentId, valueOn } = payment;
        drawn.push({
          ...{ takerKey: each.taker.key, awaitedKey: line.key, paymentId, valueOn, amountMinor },
        });
        leftMinor -= amountMinor;
        line.openMinor -= amountMinor;
        if (line.openMinor === 0) each.next += 1;
      }
    }
  }
  return drawn;
}

const linesOf = ({ awaited }: Taker) =>
  awaited
    .toSorted((a, b) => (a.dueOn === b.dueOn ? a.key - b.key : a.dueOn < b.dueOn ? -1 : 1))
    .map(({ key, amountMinor }) => ({ key, openMinor: amountMinor }));

const byDay = (a: Incoming, b: Incoming): number =>
  a.valueOn === b.valueOn ? a.paymentId - b.paymentId : a.valueOn < b.valueOn ? -1 : 1;

const byAge = (a: Taker, b: Taker): number =>
  a.fromOn === b.fromOn ? a.key - b.key : a.fromOn < b.fromOn ? -1 : 1;

/** How near a payment is to a taker, 0 the nearest; null: it is none of its own. */
function rankOf(taker: Taker, payment: Incoming): number | null {
  if (taker.currency !== payment.currency || payment.valueOn < taker.fromOn) return null;
  const isKnownBefore = taker.sinceMs !== undefined && payment.bookedMs < taker.sinceMs;
  if (isKnownBefore && payment.valueOn === taker.fromOn) return null;
  if (taker.beforeOn !== null && payment.valueOn >= taker.beforeOn) {
    const isHeld = taker.untilMs !== undefined && payment.bookedMs < taker.untilMs;
    if (!isHeld || payment.valueOn !== taker.beforeOn) return null;
  }
  if (isSameSymbol(taker.variableSymbol, payment.variableSymbol)) return 0;
  if (taker.claimId === null || payment.claimId === null) return 2;
  return taker.claimId === payment.claimId ? 1 : null;
}

/** Banks drop and add leading zeros. */
export function isSameSymbol(one: string | null, other: string | null): boolean {
  const [a, b] = [one, other].map((symbol) => (symbol ?? "").replace(/^0+/, ""));
  return a !== "" && a === b;
}
