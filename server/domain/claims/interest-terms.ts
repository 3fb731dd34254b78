import type { Fragment, Tx } from "@/db/client";
import type { DayCount, InterestRegime } from "@/db/values/claims";
import { addDays, type Day } from "@/server/kernel/days";
import { agreedRate, parseRate, type RateBook, type RatePath, statutoryRates } from "../law";
import type { AccrualTerms } from "./accrual";

/** The newest row of `interest_terms` of a component, as JSON. */
export interface StoredTerms {
  regime: InterestRegime;
  /** Percent a year, "12.5000"; of agreed interest only. */
  ratePercent: string | null;
  dayCount: DayCount;
  delayFrom: Day;
  fromOn: Day;
  toOn: Day | null;
}

/** Of a component `m`; null where it does not grow. Asked for kinds of interest only. */
export const termsSql = ({ sql }: Pick<Tx, "sql">): Fragment => sql`
  case when m.kind in ('interest', 'lateInterest') then (
    select json_build_object('regime', t.regime, 'ratePercent', t.rate_percent::text,
             'dayCount', t.day_count, 'delayFrom', t.delay_from, 'fromOn', t.from_on,
             'toOn', t.to_on)
      from interest_terms t where t.component_id = m.id order by t.id desc limit 1) end`;

/** How far a floating rate is looked up: two years beyond the last day anybody can ask for. */
const LAST_DAY: Day = "2102-12-31";

const paths = new Map<string, RatePath>();
const PATHS_MAX = 10_000;

/** One path serves all claims of one regime and beginning; a portfolio has few of them. */
function pathOf({ regime, ratePercent, delayFrom, fromOn }: StoredTerms, book: RateBook): RatePath {
  const key =
    regime === "agreed"
      ? `agreed ${ratePercent} ${fromOn}`
      : `${regime} ${delayFrom} ${book.edition}`;
  const known = paths.get(key);
  if (known) return known;
  const path =
    regime === "agreed"
      ? agreedRate(parseRate(ratePercent ?? "") ?? 0, fromOn)
      : statutoryRates(regime, delayFrom, { until: LAST_DAY, book });
  if (paths.size >= PATHS_MAX) paths.clear();
  paths.set(key, path);
  return path;
}

/** The stored terms with the rates that they mean. */
export function termsOf(stored: StoredTerms, book: RateBook): AccrualTerms {
  return {
    path: pathOf(stored, book),
    dayCount: stored.dayCount,
    from: stored.fromOn,
    to: stored.toOn,
  };
}

/** Interest of late payment begins on the day after the due day (§ 1968 of the Czech civil code). */
export const delayFromOf = (dueOn: Day): Day => addDays(dueOn, 1);
