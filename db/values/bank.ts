/**
 * open: somebody must decide; parked: a person put it off; matched: it is a payment of one case or
 * of several; ignored: it is none of ours.
 */
export const MOVEMENT_STATES = ["open", "parked", "matched", "ignored"] as const;
export type MovementState = (typeof MOVEMENT_STATES)[number];

/** Why a movement stands where it stands. */
export const MOVEMENT_REASONS = [
  "new",
  // Open: what the machine could not be certain of.
  "no_symbol",
  "no_claim",
  "several_cases",
  "nothing_owed",
  "other_currency",
  "near_symbol",
  "name_amount",
  "refused",
  "unknown_counterparty",
  "reversal",
  // Open or parked: what a person has decided.
  "taken_back",
  "part_taken_back",
  "parked",
  // Matched; the first four also open, where the tenant's rules only offer them.
  "exact_symbol",
  "equal_symbol",
  "symbol_in_text",
  "instalment_amount",
  "known_account",
  "by_person",
  "counterparty",
  "split",
  // Ignored.
  "outgoing",
  "not_ours",
] as const;
export type MovementReason = (typeof MOVEMENT_REASONS)[number];

/** Steps of matching, in their order. */
export const MATCH_STEPS = [
  "exact_symbol",
  "equal_symbol",
  "symbol_in_text",
  "instalment_amount",
  "known_account",
  "name_amount",
  "near_symbol",
] as const;
export type MatchStep = (typeof MATCH_STEPS)[number];

/** book: by itself; offer: to a person; off: not looked for. */
export const MATCH_MODES = ["book", "offer", "off"] as const;
export type MatchMode = (typeof MATCH_MODES)[number];

/** What likeness finds is never booked by itself. */
export const LIKENESS_STEPS: readonly MatchStep[] = ["name_amount", "near_symbol"];

/** Reasons of open movements that a person has brought about: the machine leaves them alone. */
export const DECIDED_REASONS: readonly MovementReason[] = ["taken_back", "part_taken_back"];

/** Open movements for which somebody in particular is offered. */
export const CANDIDATE_REASONS: readonly MovementReason[] = [
  "several_cases",
  "nothing_owed",
  "exact_symbol",
  "equal_symbol",
  "symbol_in_text",
  "instalment_amount",
  "known_account",
  "name_amount",
  "near_symbol",
];

export const DECISION_KINDS = [
  "assign",
  "split",
  "park",
  "ignore",
  "release",
  "symbol",
  "refuse",
] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];
