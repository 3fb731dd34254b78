import { z } from "zod";
import { TASK_PRIORITIES } from "@/db/values/cases";
import { CURRENCIES } from "@/db/values/claims";
import { isDay } from "@/server/kernel/days";
import { PAGE_LIMIT_MAX } from "@/server/kernel/page";

const id = z.number().int().positive();
const day = z.string().refine(isDay, "kernel.day_not_a_day");
const text = z.string().trim().max(20_000);
const page = {
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
};

/** Kinds a person can filter a timeline by. */
export const TIMELINE_KINDS = [
  "note",
  "task",
  "work",
  "document",
  "message",
  "call_form",
  "system",
] as const;

export const timelineInput = z.object({
  caseId: id,
  kinds: z.array(z.enum(TIMELINE_KINDS)).optional(),
  /** Without tasks that are still open: a page shows those apart. */
  isHistory: z.boolean().default(false),
  ...page,
});
export const openTasksInput = z.object({ caseId: id });

export const addNoteInput = z.object({ caseId: id, text: text.min(1) });

export const addTaskInput = z.object({
  caseId: id,
  text: text.min(1),
  dueAt: z.date(),
  isAllDay: z.boolean().default(true),
  /** null: nobody's yet, a supervisor gives it out. */
  assigneeId: id.nullable(),
  /** Filled: the task is a meeting. */
  place: z.string().trim().max(300).nullish(),
  priority: z.enum(TASK_PRIORITIES).default("normal"),
});

const work = {
  /** A decimal with at most four places, e.g. "1.5". */
  quantity: z.string().regex(/^\d{1,8}(\.\d{1,4})?$/, "timeline.bad_quantity"),
  unit: z.string().trim().min(1).max(30),
  unitPriceMinor: z.number().int().min(0).max(1_000_000_000_000).nullish(),
  currency: z.enum(CURRENCIES).default("CZK"),
  workOn: day,
};
export const addWorkInput = z.object({ caseId: id, text: text.min(1), ...work });

export const CALL_OUTCOMES = [
  "reached",
  "not_reached",
  "wrong_number",
  "promise",
  "refusal",
  "call_back",
] as const;

const call = {
  partyId: id.nullish(),
  phone: z.string().trim().max(40).nullish(),
  direction: z.enum(["outgoing", "incoming"]),
  outcome: z.enum(CALL_OUTCOMES),
  promisedMinor: z.number().int().min(0).max(1_000_000_000_000).nullish(),
  promisedCurrency: z.enum(CURRENCIES).default("CZK"),
  promisedOn: day.nullish(),
};
export const addCallFormInput = z.object({ caseId: id, ...call, text });

export const editEventInput = z.object({
  eventId: id,
  version: z.number().int().positive(),
  /** Refused where it is one and should not be, or the other way round. */
  isTask: z.boolean().optional(),
  /** Empty where the kind allows it: a document, a call. */
  text: text.optional(),
  dueAt: z.date().optional(),
  isAllDay: z.boolean().optional(),
  assigneeId: id.nullable().optional(),
  place: z.string().trim().max(300).nullable().optional(),
  priority: z.enum(TASK_PRIORITIES).optional(),
  work: z.object(work).optional(),
  call: z.object(call).optional(),
});
/** null: the document is no proof after all. */
export const markDispatchProofInput = z.object({
  eventId: id,
  version: z.number().int().positive(),
  postedOn: day.nullable(),
});
export const deleteEventInput = z.object({ eventId: id, version: z.number().int().positive() });
export const resolveTaskInput = z.object({ eventId: id, result: text.min(1) });
export const snoozeTaskInput = z.object({ eventId: id, until: z.date().nullable() });

const tasks = z.array(id).min(1).max(1_000);
export const resolveTasksInput = z.object({ eventIds: tasks, result: text.min(1) });
export const snoozeTasksInput = z.object({ eventIds: tasks, until: z.date().nullable() });
export const rescheduleTasksInput = z.object({ eventIds: tasks, dueOn: day });

export const TASK_BUCKETS = ["overdue", "today", "upcoming", "snoozed", "resolved", "all"] as const;
const assignee = z.union([z.literal("me"), z.literal("none"), z.literal("anyone"), id]);
export const countTasksInput = z.object({ assignee: assignee.default("me") }).default({
  assignee: "me",
});
/** What narrows a list of tasks; the same shape serves list, export and bulk actions. */
export const taskFilter = z.object({
  bucket: z.enum(TASK_BUCKETS).default("all"),
  assignee: assignee.default("me"),
  text: z.string().max(200).optional(),
  caseId: id.optional(),
});
export type TaskFilter = z.infer<typeof taskFilter>;
export const TASK_SORTS = ["due", "priority", "refNo", "created", "resolved"] as const;
export type TaskSort = (typeof TASK_SORTS)[number];
/** Without a sort the list's own: the next due first, of resolved ones the last resolved. */
export const taskOrderInput = z.object({
  sort: z.enum(TASK_SORTS).optional(),
  order: z.enum(["asc", "desc"]).default("asc"),
});
export const taskQuery = taskFilter.extend(taskOrderInput.shape);
export type TaskQuery = z.infer<typeof taskQuery>;
export const listTasksInput = taskQuery.extend(page);

export const officeTasksInput = z.object({ isResolved: z.boolean().default(false) });

export const reassignTasksInput = z.object({
  eventIds: tasks,
  assigneeId: id.nullable(),
});
/** Without operators named, everybody who is present. */
export const distributeTasksInput = z.object({
  eventIds: z.array(id).max(5_000).optional(),
  operatorIds: z.array(id).max(500).optional(),
});
export const markPresenceInput = z.object({ operatorId: id, isPresent: z.boolean() });
