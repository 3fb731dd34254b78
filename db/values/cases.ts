/** Rows of a case's timeline; a task with a place is a meeting, a task with a result is resolved. */
export const EVENT_KINDS = [
  "note",
  "task",
  "work",
  "document",
  "message",
  "reply",
  "call_form",
  "system",
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export const TASK_PRIORITIES = ["low", "normal", "high"] as const;
export type TaskPriority = (typeof TASK_PRIORITIES)[number];

/** What a tag on a case forbids while it stands (facts: tags that carry behaviour). */
export const TAG_EFFECTS = [
  "stop_notices",
  "stop_interest",
  "stop_fees",
  "do_not_contact",
] as const;
export type TagEffect = (typeof TAG_EFFECTS)[number];

export const PROCEEDING_KINDS = ["court", "enforcement", "insolvency"] as const;
export type ProceedingKind = (typeof PROCEEDING_KINDS)[number];

export const PROCEEDING_STATES = [
  "prepared",
  "filed",
  "running",
  "decided",
  "final",
  "stayed",
  "closed",
] as const;
export type ProceedingState = (typeof PROCEEDING_STATES)[number];
