export const PLAN_STATES = ["draft", "active", "retired"] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/**
 * What becomes of a step that was not sent on its day. catch_up: all go out in their order, with the
 * distance that the plan gives; latest: only the last one that is due, those before it are passed by.
 */
export const SKIP_POLICIES = ["catch_up", "latest"] as const;
export type SkipPolicy = (typeof SKIP_POLICIES)[number];

/** What one letter gathers: the claims of a debtor towards one creditor, or those of one case. */
export const GATHERINGS = ["debtor", "case"] as const;
export type Gathering = (typeof GATHERINGS)[number];

export const RUN_STATES = ["waiting", "running", "done", "cancelled", "failed"] as const;
export type RunState = (typeof RUN_STATES)[number];

/** gone: what was to be sent is not due any more; nobody is told. */
export const RUN_ITEM_STATES = ["waiting", "sent", "stopped", "gone"] as const;
export type RunItemState = (typeof RUN_ITEM_STATES)[number];
