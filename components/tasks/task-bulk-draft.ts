import type { Day } from "@/server/kernel/days";
import type { BulkRequest } from "../lists/bulk";
import { instantAt } from "../timeline/prague-time";

export type TaskBulkKind = "reassign" | "reschedule" | "snooze" | "wake" | "resolve";

export type TaskBulkDraft = {
  assigneeId: number | null;
  day: Day | null;
  result: string;
};

/** Put off, a task comes back with the beginning of work, not at midnight. */
const MORNING = "07:00";

/** Action and params as the verb takes them; null while something that must be said is missing. */
export function taskBulkRequest(kind: TaskBulkKind, draft: TaskBulkDraft): BulkRequest | null {
  const { assigneeId, day } = draft;
  switch (kind) {
    case "reassign":
      return { action: "reassign", params: { assigneeId } };
    case "reschedule":
      return day === null ? null : { action: "reschedule", params: { dueOn: day } };
    case "snooze":
      if (day === null) return null;
      return { action: "snooze", params: { until: instantAt(day, MORNING).toISOString() } };
    case "wake":
      return { action: "snooze", params: { until: null } };
    case "resolve": {
      const result = draft.result.trim();
      return result === "" ? null : { action: "resolve", params: { result } };
    }
  }
}
