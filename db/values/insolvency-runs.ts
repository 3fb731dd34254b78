/** A bulk check that somebody started, or the watch of a working day. */
export const RUN_KINDS = ["bulk", "watch"] as const;
export type InsolvencyRunKind = (typeof RUN_KINDS)[number];

/** Whom a run asks for: who answers for open cases, or people who were chosen. */
export const RUN_SCOPES = ["open_cases", "chosen"] as const;
export type InsolvencyRunScope = (typeof RUN_SCOPES)[number];

/** paused: a register may not be asked for a while; it goes on by itself. */
export const RUN_STATES = ["running", "paused", "done", "cancelled", "failed"] as const;
export type InsolvencyRunState = (typeof RUN_STATES)[number];

/**
 * What became of a party in a run. Not asked: they were lately (fresh), nothing to ask by, the
 * register has no address, or merged away meanwhile (gone).
 */
export const RUN_OUTCOMES = [
  "found",
  "clear",
  "unavailable",
  "fresh",
  "no_identifier",
  "unconfigured",
  "gone",
] as const;
export type InsolvencyRunOutcome = (typeof RUN_OUTCOMES)[number];

/** Insolvent; perhaps; named in somebody else's proceeding as a joint debtor. */
export const CASE_INSOLVENCY_KINDS = ["insolvent", "suspected", "named"] as const;
export type CaseInsolvencyKind = (typeof CASE_INSOLVENCY_KINDS)[number];
