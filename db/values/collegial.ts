/** What colleagues can be asked to do together on any case. */
export const COLLEGIAL_ACTIONS = ["vote", "approve", "sign", "acknowledge"] as const;
export type CollegialKind = (typeof COLLEGIAL_ACTIONS)[number];

/** For a vote or an approval, or against it; a signing may be refused. */
export const COLLEGIAL_OUTCOMES = ["positive", "negative"] as const;
export type CollegialOutcome = (typeof COLLEGIAL_OUTCOMES)[number];

/** Whether those asked together act at the same time, or each after the one before. */
export const COLLEGIAL_SEQUENCES = ["parallel", "inTurn"] as const;
export type CollegialSequence = (typeof COLLEGIAL_SEQUENCES)[number];

/** What somebody is told by mail: it is theirs to do, it is nearly due, it is late. */
export const COLLEGIAL_STAGES = ["asked", "soon", "late"] as const;
export type CollegialStage = (typeof COLLEGIAL_STAGES)[number];

/** Why the clock has spoken up about an action: it is due, or nobody can do it. */
export const COLLEGIAL_ALARMS = ["due", "nobody"] as const;
export type CollegialAlarm = (typeof COLLEGIAL_ALARMS)[number];
