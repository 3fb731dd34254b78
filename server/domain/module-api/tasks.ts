import { z } from "zod";
import { listOpenTasks } from "../timeline";
import {
  caseKey,
  instant,
  instantOrNull,
  outId,
  outInstant,
  outInstantOrNull,
  outText,
} from "./fields";
import { CASE_ERRORS, caseIdOf } from "./find-case";
import { procedure } from "./procedure";

const task = z
  .object({
    taskId: outId("The task, by the id of its event."),
    text: outText("What is to be done."),
    dueAt: outInstantOrNull("By when."),
    priority: outText("How urgent it is."),
    assigneeId: z.number().int().nullable().describe("Operator who does it; null: nobody yet."),
    givenAt: outInstant("When it was given."),
  })
  .describe("One task.");

export const openTasksOfCase = procedure({
  ...{ method: "GET", path: "tasks", scope: "cases:read", tag: "work", footing: "job" },
  summary: "Open tasks of a case",
  description: "Before a move that wants them done; the process gives some of them itself.",
  input: z.strictObject(caseKey),
  output: z.object({
    tasks: z.array(task).describe("Open tasks, by the day on which they are due."),
  }),
  errors: CASE_ERRORS,
  example: { refNo: "123/2026" },
  run: async ({ job, input }) => {
    const rows = await listOpenTasks(job, { caseId: await caseIdOf(job, input) });
    return {
      tasks: rows.map(({ id, text, dueAt, priority, assigneeId, at }) => {
        return {
          ...{ taskId: id, text, priority, assigneeId },
          ...{ dueAt: instantOrNull(dueAt), givenAt: instant(at) },
        };
      }),
    };
  },
});
