import type { CapitalMonths, DayCount } from "@/db/values/claims";
import {
  addDays,
  addMonths,
  type Day,
  daysBetween,
  isLeapYear,
  monthsBetween,
  yearOf,
} from "@/server/kernel/days";
import { roundDivide, toMinor } from "@/server/kernel/money";
import type { Rate, RateBasis, RatePath } from "../law";

/** By what a component grows: from the first day that bears interest to the last (null: no end). */
export interface AccrualTerms {
  path: RatePath;
  dayCount: DayCount;
  from: Day;
  to: Day | null;
  /** Days on which nothing grows, by a tag of the case; they may overlap. */
  pauses?: readonly Pause[];
  /** It grows to no more than this. */
  capMinor?: number | null;
  /**
   * Interest on interest, where agreed (§ 1806 of the Czech civil code): at the end of every so many
   * months since `from` what is unpaid of the component is added to the base.
   */
  capitalMonths?: CapitalMonths | null;
}

export interface Pause {
  from: Day;
  /** The last day, too; null: until further notice. */
  to: Day | null;
}

/** A stretch of days on which nothing changed. Amounts of the lines sum to the total to the minor unit. */
export interface AccrualLine {
  from: Day;
  /** The last day, counted too. */
  to: Day;
  days: number;
  /** What a year is counted by: 365 or 366 days. */
  yearDays: 365 | 366;
  baseMinor: number;
  /** Of the base what was interest once. */
  capitalMinor: number;
  rate: Rate;
  basis: RateBasis;
  amountMinor: number;
  totalMinor: number;
  /** A tag of the case stopped it on these days. */
  isPaused: boolean;
}

/** Ten-thousandths of a percent in one whole. */
const ONE = 1_000_000n;
/** Of a day's interest so that both year lengths divide: minor units times this are integers. */
export const DENOMINATOR = ONE * 365n * 366n;

/** How the total goes on from a day: what is left of rounding, and what each further day adds. */
export interface Outlook {
  /** Of the exact sum what is below a whole minor unit, in parts of `DENOMINATOR`. */
  rest: bigint;
  /** A day's growth, in parts of `DENOMINATOR` of a minor unit. */
  perDay: bigint;
  /** The last day of which this is known; null: for good. Before the first day asked for: of none. */
  until: Day | null;
}

/**
 * Interest on a changing base. The sum is kept exact and only the total is rounded (half up), so
 * neither the number of stretches nor the order in which they became known moves a haléř.
 */
export class Accrual {
  readonly lines: AccrualLine[] = [];
  totalMinor = 0;
  private exact = 0n;
  /** What of it bore interest since the last turn, and what had been taken from it by then. */
  private capital = { addedMinor: 0, reducedMinor: 0 };

  constructor(private readonly terms: AccrualTerms) {}

  /**
   * The base stood at `baseMinor` on all days from..to, and so much had been paid or waived of the
   * component itself. Answers by how much the total grew.
   */
  run(baseMinor: number, [from, to]: readonly [Day, Day], reducedMinor = 0): number {
    const before = this.totalMinor;
    const { terms } = this;
    const end = earlier(to, terms.to, lastKnown(terms.path));
    let at = from < terms.from ? terms.from : from;
    while (at <= end) {
      const upTo = this.stretchEnd(at, end);
      const capitalMinor = this.capitalOf(reducedMinor);
      const bearsMinor = baseMinor + capitalMinor;
      if (bearsMinor > 0) this.add({ baseMinor: bearsMinor, capitalMinor }, at, upTo);
      if (upTo === this.capitalTurn(at)) {
        const addedMinor = Math.max(0, this.totalMinor - reducedMinor);
        this.capital = { addedMinor, reducedMinor };
      }
      // Said by itself: behind the last day of a calendar of four digits none is later.
      if (upTo >= end) break;
      at = addDays(upTo, 1);
    }
    return this.totalMinor - before;
  }

  /** What of the interest is part of the base now: the oldest of it is what gets paid first. */
  capitalOf(reducedMinor: number): number {
    const { addedMinor, reducedMinor: before } = this.capital;
    return Math.max(0, Math.min(addedMinor, addedMinor - (reducedMinor - before)));
  }

  /** The day at whose end unpaid interest is next added to the base, from a day on. */
  private capitalTurn(at: Day): Day | null {
    const { capitalMonths, from } = this.terms;
    if (!capitalMonths || at < from) return null;
    let turns = Math.max(1, Math.floor(monthsBetween(from, at) / capitalMonths));
    while (this.turnOf(turns, capitalMonths) < at) turns += 1;
    return this.turnOf(turns, capitalMonths);
  }

  private readonly turnOf = (turns: number, months: number): Day =>
    addDays(addMonths(this.terms.from, turns * months), -1);

  /** How it grows from a day on, while base and component stay as they are; run to the day before. */
  outlook(principalMinor: number, from: Day, reducedMinor = 0): Outlook {
    const baseMinor = principalMinor + this.capitalOf(reducedMinor);
    const { terms } = this;
    const rest = this.exact % DENOMINATOR;
    const nothing = (until: Day | null): Outlook => ({ rest, perDay: 0n, until });
    if (terms.to !== null && from > terms.to) return nothing(null);
    if (baseMinor <= 0) {
      return nothing(this.totalMinor > reducedMinor ? this.capitalTurn(from) : null);
    }
    if (from < terms.from) return nothing(addDays(terms.from, -1));
    const known = lastKnown(terms.path);
    const step = terms.path.steps.findLast((each) => each.from <= from);
    if (known !== null && from > known) return nothing(known);
    if (!step) return nothing(addDays(from, -1));
    const end = this.stretchEnd(from, earlier(LAST_DAY, terms.to, known));
    const until = end === LAST_DAY ? null : end;
    if (this.isPaused(from)) return nothing(until);
    const perDay = perDayOf(baseMinor, step.rate, this.yearDays(from));
    const uncapped = this.daysBelowCap(perDay);
    if (uncapped === null) return { rest, perDay, until };
    if (this.totalMinor === terms.capMinor) return nothing(null);
    const below = uncapped < 1 ? nothing(addDays(from, -1)) : { rest, perDay, until };
    return { ...below, until: earlier(addDays(from, uncapped - 1), until) };
  }

  /** On so many further days it certainly stays below its cap; null: there is none within reach. */
  private daysBelowCap(perDay: bigint): number | null {
    const { capMinor } = this.terms;
    if (capMinor === null || capMinor === undefined || perDay === 0n) return null;
    const left = BigInt(capMinor) * DENOMINATOR - DENOMINATOR / 2n - this.exact;
    const days = left > 0n ? left / perDay : 0n;
    return days > CALENDAR_DAYS ? null : Number(days);
  }

  private yearDays(on: Day): 365 | 366 {
    return this.terms.dayCount === "actAct" && isLeapYear(yearOf(on)) ? 366 : 365;
  }

  /** Until when rate and length of the year stay what they are on a day. */
  private stretchEnd(at: Day, end: Day): Day {
    const next = this.terms.path.steps.find(({ from }) => from > at);
    const untilStep = next ? addDays(next.from, -1) : end;
    const untilYear = this.terms.dayCount === "actAct" ? lastAlike(at, end) : end;
    return earlier(end, untilStep, untilYear, this.pauseTurns(at), this.capitalTurn(at));
  }

  /** The last day before a pause begins, or on which one ends; null where none does. */
  private pauseTurns(at: Day): Day | null {
    let turn: Day | null = null;
    for (const { from, to } of this.terms.pauses ?? []) {
      const next = from > at ? addDays(from, -1) : to !== null && to >= at ? to : null;
      if (next !== null && (turn === null || next < turn)) turn = next;
    }
    return turn;
  }

  private isPaused(on: Day): boolean {
    return (this.terms.pauses ?? []).some(
      ({ from, to }) => from <= on && (to === null || on <= to),
    );
  }

  private add(base: { baseMinor: number; capitalMinor: number }, from: Day, to: Day): void {
    const { baseMinor, capitalMinor } = base;
    const step = this.terms.path.steps.findLast((each) => each.from <= from);
    if (!step) return;
    const days = daysBetween(from, to) + 1;
    const yearDays = this.yearDays(from);
    const isPaused = this.isPaused(from);
    if (!isPaused) this.exact += perDayOf(baseMinor, step.rate, yearDays) * BigInt(days);
    const before = this.totalMinor;
    this.totalMinor = this.capped(toMinor(roundDivide(this.exact, DENOMINATOR, "half_up")));
    const amountMinor = this.totalMinor - before;
    const last = this.lines.at(-1);
    const isSame =
      last?.baseMinor === baseMinor &&
      last.capitalMinor === capitalMinor &&
      last.rate === step.rate &&
      last.yearDays === yearDays &&
      last.isPaused === isPaused &&
      addDays(last.to, 1) === from;
    if (last && isSame) {
      last.to = to;
      last.days += days;
      last.amountMinor += amountMinor;
      last.totalMinor = this.totalMinor;
      return;
    }
    const { rate, basis } = step;
    const { totalMinor } = this;
    const stretch = { from, to, days, ...base, rate, basis, amountMinor, totalMinor };
    this.lines.push({ ...stretch, yearDays, isPaused });
  }

  private capped(totalMinor: number): number {
    const { capMinor } = this.terms;
    return capMinor === null || capMinor === undefined
      ? totalMinor
      : Math.min(totalMinor, capMinor);
  }
}

/** The last day that is ever asked about. */
const LAST_DAY: Day = "9999-12-31";
/** Fewer days than any calendar of ours has left. */
const CALENDAR_DAYS = 1_000_000n;

const perDayOf = (baseMinor: number, rate: Rate, yearDays: 365 | 366): bigint =>
  BigInt(baseMinor) * BigInt(rate) * (yearDays === 366 ? 365n : 366n);

/** The last day up to `end` whose year is as long as that of `at`, without a gap. */
function lastAlike(at: Day, end: Day): Day {
  let year = yearOf(at);
  const isLeap = isLeapYear(year);
  while (year < yearOf(end) && isLeapYear(year + 1) === isLeap) year += 1;
  return earlier(end, `${year}-12-31`);
}

function earlier(first: Day, ...others: (Day | null)[]): Day {
  return others.reduce<Day>((min, day) => (day !== null && day < min ? day : min), first);
}

const lastKnown = ({ unknownFrom }: RatePath): Day | null =>
  unknownFrom === null ? null : addDays(unknownFrom, -1);

/**
 * What one more day costs at this base and rate, rounded; for "and so much for each further day".
 * Nothing on a day of a pause, nor where `grownMinor` has reached the cap.
 */
export function perDayMinor(
  terms: AccrualTerms,
  baseMinor: number,
  { on, grownMinor }: { on: Day; grownMinor: number },
): number {
  const { capMinor = null } = terms;
  if (capMinor !== null && grownMinor >= capMinor) return 0;
  const daily = new Accrual(terms);
  return daily.run(baseMinor, [on, on]);
}
