export const CURRENCIES = ["CZK", "EUR"] as const;

export const COMPONENT_KINDS = [
  "principal",
  "interest",
  "lateInterest",
  "contractualPenalty",
  "costs",
  "fee",
] as const;
export type ComponentKind = (typeof COMPONENT_KINDS)[number];

export const PAYMENT_SOURCES = ["hand", "import", "bank", "opening"] as const;
export type PaymentSource = (typeof PAYMENT_SOURCES)[number];

/** correction: it never happened, every balance forgets it; bounce: it happened and was taken back later. */
export const REVERSAL_KINDS = ["correction", "bounce"] as const;
export type ReversalKind = (typeof REVERSAL_KINDS)[number];

/** By which law a claim bears interest; agreed: by its own contract. */
export const INTEREST_REGIMES = [
  "cz-statutory",
  "sk-civil",
  "sk-commercial-half-year",
  "sk-commercial-fixed",
  "agreed",
] as const;
export type InterestRegime = (typeof INTEREST_REGIMES)[number];

/** act365: days by 365; actAct: days of a leap year by 366. */
export const DAY_COUNTS = ["act365", "actAct"] as const;
export type DayCount = (typeof DAY_COUNTS)[number];

/** Components that grow by themselves. */
export const INTEREST_KINDS = ["interest", "lateInterest", "contractualPenalty"] as const;

/** What a rate is of: agreed interest a year, a contractual penalty a day. */
export const RATE_PERIODS = ["year", "day"] as const;
export type RatePeriod = (typeof RATE_PERIODS)[number];

/** After how many months agreed interest that is unpaid bears interest itself. */
export const CAPITAL_MONTHS = [1, 3, 6, 12] as const;
export type CapitalMonths = (typeof CAPITAL_MONTHS)[number];

/** Whether new claims bear late interest: by the pack, by a regime; of a group also as the company. */
export const INTEREST_RULES = [
  "inherit",
  "none",
  "pack",
  "cz-statutory",
  "sk-civil",
  "sk-commercial-half-year",
  "sk-commercial-fixed",
] as const;
export type InterestRule = (typeof INTEREST_RULES)[number];

/** What lowers a debt without money; settlement: the rest, once the agreed part is paid. */
export const ACT_KINDS = ["waiver", "writeOff", "settlement"] as const;
export type ActKind = (typeof ACT_KINDS)[number];

export const SETTLEMENT_OUTCOMES = ["kept", "lapsed", "withdrawn"] as const;
export type SettlementOutcome = (typeof SETTLEMENT_OUTCOMES)[number];

/** What became of an overpayment: sent back, or moved to another case. */
export const SURPLUS_KINDS = ["return", "move"] as const;
export type SurplusKind = (typeof SURPLUS_KINDS)[number];
