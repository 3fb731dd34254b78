export const JURISDICTIONS = ["CZ", "SK"] as const;
export type Jurisdiction = (typeof JURISDICTIONS)[number];

/** consumer: a natural person who owes outside of any trade. */
export const DEBTOR_TYPES = ["consumer", "business"] as const;
export type DebtorType = (typeof DEBTOR_TYPES)[number];

export const LAW_STAGES = ["beforeCourt", "afterJudgment", "inEnforcement"] as const;
export type LawStage = (typeof LAW_STAGES)[number];

/** What a person may say of a case against what is derived of it. */
export const LAW_ASPECTS = ["jurisdiction", "debtor", "stage"] as const;
export type LawAspect = (typeof LAW_ASPECTS)[number];

/** What a rule pack gives figures of. */
export const RULE_TOPICS = [
  "order",
  "lateInterest",
  "dayCount",
  "penaltyDayPercent",
  "penaltyCreditPercent",
  "penaltyTotalMinor",
  "flatCostsMinor",
  "creditLimitDays",
] as const;
export type RuleTopic = (typeof RULE_TOPICS)[number];

/** Published rates of central banks that statutory interest refers to. */
export const SERIES_CODES = ["cnb-repo", "ecb-mro"] as const;
export type SeriesCode = (typeof SERIES_CODES)[number];
