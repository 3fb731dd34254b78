export const SWEEP_OUTCOMES = ["done", "failed"] as const;
export type SweepOutcome = (typeof SWEEP_OUTCOMES)[number];
