import { TASK_SORTS, type TaskSort } from "@/server/domain/timeline/inputs";
import type { RouterInput, RouterOutput } from "../api/crm";
import { type ListQuery, sortOf } from "../table/list-query";

/** A task as the inbox lists it. */
export type TaskRow = RouterOutput["timeline"]["tasks"]["items"][number];
export type TaskListInput = RouterInput["timeline"]["tasks"];
export type Whose = NonNullable<TaskListInput["assignee"]>;

/** Keys of the inbox in the URL: `?bucket=today&who=12`. */
export const taskFilterKeys = ["bucket", "who"] as const;

export const buckets = ["all", "overdue", "today", "upcoming", "snoozed", "resolved"] as const;
export type Bucket = (typeof buckets)[number];

export type TaskFilter = { bucket: Bucket; assignee: Whose; text?: string };
export type TaskOrder = { sort?: TaskSort; order?: "asc" | "desc" };

type Asked = Pick<ListQuery, "q" | "filters" | "sort">;

/** Which tasks are asked for by what stands in the URL; nonsense falls back to my open tasks. */
export function taskFilterOf(query: Asked): TaskFilter {
  const { bucket, who } = query.filters;
  const text = query.q.trim();
  return {
    bucket: buckets.find((each) => each === bucket) ?? "all",
    assignee: whoseOf(who),
    ...(text ? { text } : {}),
  };
}

/** The same with their order; without one the server has its own. */
export function taskListInput(query: Asked): TaskFilter & TaskOrder {
  const sort = sortOf(query.sort);
  const key = TASK_SORTS.find((each) => each === sort?.key);
  const order: TaskOrder = key ? { sort: key, order: sort?.isDescending ? "desc" : "asc" } : {};
  return { ...taskFilterOf(query), ...order };
}

export function whoseOf(text: string | undefined): Whose {
  if (text === "none" || text === "anyone") return text;
  const id = Number(text);
  return Number.isSafeInteger(id) && id > 0 ? id : "me";
}
