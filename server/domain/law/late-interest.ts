import { z } from "zod";
import { addDays, type Day, isDay } from "@/server/kernel/days";
import raw from "./data/late-interest.json";
import { parseRate, type Rate } from "./rate";
import {
  DELIVERED_RATES,
  type RateBook,
  rateOn,
  SERIES_CODES,
  type SeriesCode,
} from "./rate-series";
import { REGIMES, type Regime } from "./regimes";

const day = z.string().refine(isDay);
const REFERENCES = ["halfYearStart", "halfYearBefore", "delayStart"] as const;

const packSchema = z.object({
  version: z.string(),
  regimes: z.array(
    z.object({
      code: z.enum(REGIMES),
      jurisdiction: z.enum(["CZ", "SK"]),
      currency: z.enum(["CZK", "EUR"]),
      periods: z
        .array(
          z.object({
            /** Delays that began in these days. */
            from: day,
            to: day.nullable(),
            series: z.enum(SERIES_CODES),
            /** The day whose rate counts. */
            reference: z.enum(REFERENCES),
            /** true: looked up anew each half-year; false: one rate for the whole delay. */
            isFloating: z.boolean(),
            margin: z.string().transform((text) => parseRate(text) ?? 0),
            source: z.string(),
          }),
        )
        .min(1),
    }),
  ),
});

const pack = packSchema.parse(raw);
type Period = (typeof pack.regimes)[number]["periods"][number];

/** Stored with every calculation: which edition of the figures it was made by. */
export const LATE_INTEREST_VERSION = pack.version;

export interface RateBasis {
  /** The paragraph of law, or what was agreed. */
  source: string;
  /** The central bank's rate and the margin on it; null for an agreed rate. */
  reference: { series: SeriesCode; on: Day; rate: Rate; margin: Rate } | null;
}

/** From a day on, this rate. */
export interface RateStep {
  from: Day;
  rate: Rate;
  basis: RateBasis;
}

/** Steps of a rate in order; from `unknownFrom` on nobody knows it yet (null: known for good). */
export interface RatePath {
  steps: RateStep[];
  unknownFrom: Day | null;
}

const halfYearStart = (on: Day): Day =>
  `${on.slice(0, 4)}-${on.slice(5, 7) < "07" ? "01" : "07"}-01`;

function nextHalfYear(start: Day): Day {
  const year = Number(start.slice(0, 4));
  return start.slice(5, 7) === "01" ? `${year}-07-01` : `${year + 1}-01-01`;
}

function referenceDay({ reference }: Period, on: Day): Day {
  if (reference === "delayStart") return on;
  const start = halfYearStart(on);
  return reference === "halfYearStart" ? start : addDays(start, -1);
}

function stepOf(period: Period, from: Day, book: RateBook): RateStep | null {
  const on = referenceDay(period, from);
  const rate = rateOn(book, period.series, on);
  if (rate === null) return null;
  const { series, margin, source } = period;
  return { from, rate: rate + margin, basis: { source, reference: { series, on, rate, margin } } };
}

/**
 * The statutory rate of late interest for a delay that began on a day, up to another day. By the law
 * of the beginning: § 1970 of the Czech civil code with the government decrees since 2005, § 517 of
 * the Slovak civil code, NV 21/2013 Z. z. The path is empty, unknown from the first day, where no
 * period of the regime holds that day or its rate is not known.
 */
export function statutoryRates(
  regime: Regime,
  delayFrom: Day,
  { until, book = DELIVERED_RATES }: { until: Day; book?: RateBook },
): RatePath {
  const period = periodOf(regime, delayFrom);
  const first = period && stepOf(period, delayFrom, book);
  if (!period || !first) return { steps: [], unknownFrom: delayFrom };
  const steps = [first];
  if (!period.isFloating) return { steps, unknownFrom: null };
  for (let at = nextHalfYear(halfYearStart(delayFrom)); at <= until; at = nextHalfYear(at)) {
    const step = stepOf(period, at, book);
    if (!step) return { steps, unknownFrom: at };
    if (step.rate !== steps.at(-1)?.rate) steps.push(step);
  }
  return { steps, unknownFrom: null };
}

function periodOf(regime: Regime, delayFrom: Day): Period | undefined {
  const periods = pack.regimes.find(({ code }) => code === regime)?.periods ?? [];
  return periods.find(({ from, to }) => from <= delayFrom && (to === null || delayFrom <= to));
}

/** The rate of such a delay is one that nobody has told us yet: the table ends before its day. */
export function isRateAhead(regime: Regime, delayFrom: Day, book: RateBook): boolean {
  const period = periodOf(regime, delayFrom);
  const series = book.series.find(({ code }) => code === period?.series);
  return Boolean(period && series && referenceDay(period, delayFrom) > series.knownUntil);
}

/** One rate for good, as the parties agreed. */
export function agreedRate(rate: Rate, from: Day): RatePath {
  return {
    steps: [{ from, rate, basis: { source: "agreed", reference: null } }],
    unknownFrom: null,
  };
}
