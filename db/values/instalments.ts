export const RHYTHMS = ["weekly", "fortnightly", "monthly", "quarterly"] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** How a schedule ends before it is paid. */
export const SCHEDULE_ENDS = ["cancelled", "replaced"] as const;
export type ScheduleEnd = (typeof SCHEDULE_ENDS)[number];

/** By which way a promise came; "portal": the client made it there themselves. */
export const PROMISE_CHANNELS = ["call", "email", "letter", "visit", "portal"] as const;
export type PromiseChannel = (typeof PROMISE_CHANNELS)[number];

export const PROMISE_STATES = ["open", "kept", "broken", "cancelled"] as const;
export type PromiseState = (typeof PROMISE_STATES)[number];

/** paid: green. overdue: red. late (within grace), soon and partial: amber. planned: not yet. */
export const INSTALMENT_STATES = ["paid", "overdue", "late", "partial", "soon", "planned"] as const;
export type InstalmentState = (typeof INSTALMENT_STATES)[number];

/** overdue: an instalment is unpaid beyond its days of grace. */
export const SCHEDULE_STATES = ["overdue", "running", "paid", "ended"] as const;
export type ScheduleState = (typeof SCHEDULE_STATES)[number];

export const GRACE_DAYS_DEFAULT = 3;
export const GRACE_DAYS_MAX = 90;
/** So many days ahead an instalment asks to be looked at. */
export const SOON_DAYS = 7;
