import type { RouterInput, RouterOutput } from "../api/crm";
import type { ListQuery } from "../table/list-query";

/** A task as the inbox lists it. */
export type TaskRow = RouterOutput["timeline"]["tasks"]["items"][number];
export type TaskListInput = RouterInput["timeline"]["tasks"];
export type Whose = NonNullable<TaskListInput["assignee"]>;

/** Keys of the inbox in the URL: `?bucket=today&who=12`. */
export const taskFilterKeys = ["bucket", "who"] as const;

export const buckets = ["all", "overdue", "today", "upcoming", "snoozed", "resolved"] as const;
export type Bucket = (typeof buckets)[number];

/** What the server is asked for by what stands in the URL; nonsense falls back to my open tasks. */
export function taskListInput(query: Pick<ListQuery, "q" | "filters">): {
  bucket: Bucket;
  assignee: Whose;
  text?: string;
} {
  const { bucket, who } = query.filters;
  const text = query.q.trim();
  return {
    bucket: buckets.find((each) => each === bucket) ?? "all",
    assignee: whoseOf(who),
    ...(text ? { text } : {}),
  };
}

export function whoseOf(text: string | undefined): Whose {
  if (text === "none" || text === "anyone") return text;
  const id = Number(text);
  return Number.isSafeInteger(id) && id > 0 ? id : "me";
}
