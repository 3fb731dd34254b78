import { z } from "zod";
import { TASK_PRIORITIES } from "@/db/values/cases";
import { editEvent, listTimeline, readDocument } from "../timeline";
import { CALL_OUTCOMES, TIMELINE_KINDS } from "../timeline/inputs";
import {
  amountField,
  caseKey,
  currencyField,
  dayField,
  idField,
  instant,
  instantOrNull,
  outId,
  outInstant,
  outInstantOrNull,
  outText,
  outTextOrNull,
  textField,
} from "./fields";
import { CASE_ERRORS, caseIdOf } from "./find-case";
import { noonOf } from "./noon";
import { procedure } from "./procedure";

const event = z
  .object({
    eventId: outId("The event."),
    kind: outText("note, task, work, document, message, call_form, system …"),
    at: outInstant("When."),
    text: outText("What it says."),
    authorName: outTextOrNull("Who wrote it."),
    partyId: z.number().int().nullable().describe("Whom it concerns."),
    dueAt: outInstantOrNull("Of a task: by when."),
    assigneeId: z.number().int().nullable().describe("Of a task: operator who does it."),
    priority: outText("Of a task: how urgent it is."),
    result: outTextOrNull("Of a task: what came of it."),
    resolvedAt: outInstantOrNull("Of a task: when it was resolved."),
    fileId: z.number().int().nullable().describe("Of a document: its file."),
    fileName: outTextOrNull("Of a document: name of its file."),
    version: z.number().int().describe("To be sent back with a change."),
  })
  .describe("One event.");

export const eventsByModule = procedure({
  ...{ method: "GET", path: "events", scope: "cases:read", tag: "work", footing: "job" },
  summary: "Events, tasks and documents of a case, the newest first",
  input: z.strictObject({
    ...caseKey,
    kind: z.enum(TIMELINE_KINDS).optional().describe("Only those of a kind."),
    cursor: z.string().max(8_192).optional().describe("nextCursor of the last answer."),
    limit: z.number().int().min(1).max(100).default(50).describe("At most so many."),
  }),
  output: z.object({
    items: z.array(event).describe("Events."),
    nextCursor: outTextOrNull("To go on from; null: that was all."),
  }),
  errors: { ...CASE_ERRORS, "kernel.bad_cursor": "invalid" },
  example: { refNo: "123/2026", kind: "task" },
  run: async ({ job, input: { kind, cursor, limit, ...key } }) => {
    const caseId = await caseIdOf(job, key);
    const kinds = kind ? { kinds: [kind] } : {};
    const { items, nextCursor } = await listTimeline(job, { caseId, cursor, limit, ...kinds });
    return {
      nextCursor,
      items: items.map(({ id, at, dueAt, resolvedAt, ...row }) => ({
        ...{ ...row, eventId: id, at: instant(at) },
        ...{ dueAt: instantOrNull(dueAt), resolvedAt: instantOrNull(resolvedAt) },
      })),
    };
  },
});

const version = z.number().int().positive().describe("The version that was read.");
const versionOutput = z.object({ version: z.number().int().describe("The version it has now.") });
const CHANGE_ERRORS = {
  "timeline.not_found": "not_found",
  "timeline.changed_meanwhile": "conflict",
  "timeline.not_editable": "precondition",
} as const;

export const updateEventByModule = procedure({
  ...{ method: "PATCH", path: "events/:eventId", scope: "cases:edit", tag: "work" },
  footing: "job",
  summary: "Changes a note, a call or what is said of a document",
  description: "The audit keeps what it said before. A call is told whole.",
  input: z.strictObject({
    eventId: idField("The event."),
    version,
    text: textField("What it says.", 20_000).optional(),
    call: z
      .strictObject({
        partyId: idField("With whom.").optional(),
        phone: textField("Number.", 40).optional(),
        direction: z.enum(["outgoing", "incoming"]).describe("Who called whom."),
        outcome: z.enum(CALL_OUTCOMES).describe("How it ended."),
        promisedMinor: amountField("What was promised.").optional(),
        promisedCurrency: currencyField.default("CZK"),
        promisedOn: dayField("By when it was promised.").optional(),
      })
      .optional()
      .describe("Of a call."),
  }),
  output: versionOutput,
  errors: {
    ...CHANGE_ERRORS,
    ...{ "timeline.task_apart": "precondition", "parties.not_found": "not_found" },
  },
  example: { eventId: 44, version: 1, text: "Client confirmed the income in writing." },
  run: ({ job, input }) => editEvent(job, { ...input, isTask: false }),
});

export const updateTaskByModule = procedure({
  ...{ method: "PATCH", path: "tasks/:taskId", scope: "tasks:edit", tag: "work", footing: "job" },
  summary: "Changes a task that is open",
  input: z.strictObject({
    taskId: idField("The task, by the id of its event."),
    version,
    text: textField("What is to be done.", 20_000).min(1).optional(),
    dueOn: dayField("By when.").optional(),
    assigneeId: idField("Operator.")
      .nullable()
      .optional()
      .describe("Operator who does it; null: nobody yet."),
    priority: z.enum(TASK_PRIORITIES).optional().describe("How urgent it is."),
  }),
  output: versionOutput,
  errors: {
    ...CHANGE_ERRORS,
    ...{ "timeline.not_a_task": "precondition" },
    ...{ "timeline.already_resolved": "precondition", "timeline.assignee_not_found": "not_found" },
  },
  example: { taskId: 44, version: 1, dueOn: "2026-11-27", priority: "high" },
  run: ({ job, input: { taskId, dueOn, ...task } }) => {
    const due = dueOn === undefined ? {} : { dueAt: noonOf(dueOn), isAllDay: true };
    return editEvent(job, { ...task, ...due, eventId: taskId, isTask: true });
  },
});

export const readDocumentByModule = procedure({
  ...{ method: "GET", path: "documents/:fileId", scope: "cases:read", tag: "work" },
  footing: "job",
  summary: "A document of a case",
  input: z.strictObject({ fileId: idField("The file, as its event names it.") }),
  output: z.object({
    name: outText("Name of the file."),
    mediaType: outText("What its bytes say it is."),
    content: outText("The file, base64."),
  }),
  errors: { "files.not_found": "not_found" },
  example: { fileId: 12 },
  run: async ({ job, input }) => {
    const { name, content, shownType } = await readDocument(job, input);
    const mediaType = shownType ?? "application/octet-stream";
    return { name, mediaType, content: content.toString("base64") };
  },
});
