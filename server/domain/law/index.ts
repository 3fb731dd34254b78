export {
  type FilingTerm,
  filingTerm,
  type InsolvencyEffects,
  insolvencyEffects,
  type Proceeding,
  proceduresWithout,
} from "./claim-filing";
export {
  agreedRate,
  isRateAhead,
  LATE_INTEREST_VERSION,
  type RateBasis,
  type RatePath,
  type RateStep,
  statutoryRates,
} from "./late-interest";
export { parseRate, RATE_MAX, type Rate, rateText } from "./rate";
export {
  DELIVERED_RATES,
  endingSeries,
  type RateBook,
  type RateEntry,
  type RateSeries,
  rateBook,
  type SeriesCode,
} from "./rate-series";
export type { Regime } from "./regimes";
export {
  type Figure,
  type LawOn,
  type Overrides,
  RULE_PACK_VERSION,
  RULE_VALUES,
  type RuleValue,
  type Ruling,
  ruleFigures,
  ruleOf,
  turningDays,
} from "./rule-packs";
