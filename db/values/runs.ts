/** gathering: waits for more events; active: runs, sleeps or waits for its turn. */
export const RUN_STATES = ["gathering", "active", "done", "failed", "cancelled"] as const;
export type RunState = (typeof RUN_STATES)[number];

export const STEP_KINDS = ["run", "sleep", "wait", "invoke"] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export const STEP_STATES = ["open", "done", "failed"] as const;
export type StepState = (typeof STEP_STATES)[number];
