import type { RouterOutput } from "../api/crm";

/** An event as the timeline of a case shows it. */
export type TimelineEvent = RouterOutput["timeline"]["list"]["items"][number];

/** What a task needs to be resolved, put off or handed over, wherever it is shown. */
export type TaskRef = Pick<
  TimelineEvent,
  "id" | "text" | "dueAt" | "assigneeId" | "snoozedUntil" | "version"
>;
