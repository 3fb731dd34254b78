/** open: somebody must decide; matched: it is a payment of a case; ignored: it is none of ours. */
export const MOVEMENT_STATES = ["open", "matched", "ignored"] as const;
export type MovementState = (typeof MOVEMENT_STATES)[number];

/** Why a movement stands where it stands. */
export const MOVEMENT_REASONS = [
  "new",
  // Open: what the machine could not be certain of.
  "no_symbol",
  "no_claim",
  "several_cases",
  "nothing_owed",
  "reversal",
  "taken_back",
  "unknown_counterparty",
  // Matched.
  "exact_symbol",
  "by_person",
  "counterparty",
  // Ignored.
  "outgoing",
  "not_ours",
] as const;
export type MovementReason = (typeof MOVEMENT_REASONS)[number];
