import type { Fragment, Tx } from "@/db/client";
import type { CapitalMonths, DayCount, InterestRegime, RatePeriod } from "@/db/values/claims";
import { addDays, type Day } from "@/server/kernel/days";
import { agreedRate, parseRate, type RateBook, type RatePath, statutoryRates } from "../law";
import type { AccrualTerms, Pause } from "./accrual";

/** The newest row of `interest_terms` of a component, as JSON. */
export interface StoredTerms {
  regime: InterestRegime;
  /** Percent a year, "12.5000"; of agreed interest only. */
  ratePercent: string | null;
  dayCount: DayCount;
  delayFrom: Day;
  fromOn: Day;
  toOn: Day | null;
  ratePer: RatePeriod;
  capMinor: number | null;
  /** From this day on no more than the law's rate. */
  limitFrom: Day | null;
  capitalMonths: CapitalMonths | null;
  pauses: Pause[] | null;
}

/**
 * Pauses of a case `c.case_id`, as JSON; null where there are none: from the day on which a tag is put,
 * or the one that it names, to the day before it is taken off, or its last day, as far as the tag stops
 * interest on those days.
 */
export const pausesSql = ({ sql }: Pick<Tx, "sql">): Fragment => sql`
  (select json_agg(json_build_object('from', lower(p.days), 'to', upper(p.days) - 1)
                   order by lower(p.days), upper(p.days))
     from case_tags ct
     join tags t on t.id = ct.tag_id and t.stops_on <> '{}'
    cross join lateral (
      select coalesce(ct.rests_from, (ct.added_at at time zone 'Europe/Prague')::date) as from_on,
             least(ct.ends_on + 1, (ct.removed_at at time zone 'Europe/Prague')::date) as end_on) b
    cross join lateral unnest(t.stops_on * datemultirange(daterange(b.from_on,
      case when b.end_on is not null then greatest(b.from_on, b.end_on) end))) p (days)
    where ct.case_id = c.case_id and not ct.is_interest_kept)`;

/** Of a component `m` of a claim `c`; null where it does not grow. Asked for growing kinds only. */
export const termsSql = ({ sql }: Pick<Tx, "sql">): Fragment => sql`
  case when m.kind in ('interest', 'lateInterest', 'contractualPenalty') then (
    select json_build_object('regime', t.regime, 'ratePercent', t.rate_percent::text,
             'dayCount', t.day_count, 'delayFrom', t.delay_from, 'fromOn', t.from_on,
             'toOn', t.to_on, 'ratePer', t.rate_per, 'capMinor', t.cap_minor,
             'limitFrom', t.limit_from, 'capitalMonths', t.capital_months,
             'pauses', ${pausesSql({ sql })})
      from interest_terms t where t.component_id = m.id order by t.id desc limit 1) end`;

/** How far a floating rate is looked up: two years beyond the last day anybody can ask for. */
const LAST_DAY: Day = "2102-12-31";

const paths = new Map<string, RatePath>();
const PATHS_MAX = 10_000;

/** One path serves all claims of one regime and beginning; a portfolio has few of them. */
function pathOf(stored: StoredTerms, book: RateBook): RatePath {
  const { regime, ratePercent, delayFrom, fromOn, ratePer, limitFrom } = stored;
  const limit = limitFrom && `${limitFrom} ${delayFrom} ${book.edition}`;
  const key =
    regime === "agreed"
      ? `agreed ${ratePercent} ${ratePer} ${fromOn} ${limit}`
      : `${regime} ${delayFrom} ${book.edition}`;
  const known = paths.get(key);
  if (known) return known;
  const path =
    regime === "agreed"
      ? limited(agreedRate(yearlyRate(stored), fromOn), stored, book)
      : statutoryRates(regime, delayFrom, { until: LAST_DAY, book });
  if (paths.size >= PATHS_MAX) paths.clear();
  paths.set(key, path);
  return path;
}

/** A penalty of percent a day is as much a year as 365 days make; it is counted by 365. */
const yearlyRate = ({ ratePercent, ratePer }: StoredTerms): number =>
  (parseRate(ratePercent ?? "") ?? 0) * (ratePer === "day" ? 365 : 1);

/** Consumer credit more than 90 days in delay bears no more than the law's rate (§ 122 (4)). */
function limited(
  path: RatePath,
  { limitFrom, delayFrom, fromOn }: StoredTerms,
  book: RateBook,
): RatePath {
  const [agreed] = path.steps;
  if (!limitFrom || !agreed) return path;
  const lawful = statutoryRates("cz-statutory", delayFrom, { until: LAST_DAY, book });
  const from = limitFrom > fromOn ? limitFrom : fromOn;
  // Nobody knows how much may be asked from then on; more than known is not.
  if (lawful.unknownFrom !== null) return { ...path, unknownFrom: from };
  const [law] = lawful.steps;
  if (!law || law.rate >= agreed.rate) return path;
  const later = { ...law, from };
  return { ...path, steps: from === fromOn ? [later] : [agreed, later] };
}

/** The stored terms with the rates that they mean. */
export function termsOf(stored: StoredTerms, book: RateBook): AccrualTerms {
  return {
    path: pathOf(stored, book),
    dayCount: stored.dayCount,
    from: stored.fromOn,
    to: stored.toOn,
    pauses: stored.pauses ?? [],
    capMinor: stored.capMinor,
    capitalMonths: stored.capitalMonths,
  };
}

/** Interest of late payment begins on the day after the due day (§ 1968 of the Czech civil code). */
export const delayFromOf = (dueOn: Day): Day => addDays(dueOn, 1);
