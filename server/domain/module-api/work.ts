import { z } from "zod";
import { TASK_PRIORITIES } from "@/db/values/cases";
import { FILE_BYTES_MAX } from "../files";
import { addCallForm, addDocument, addNote, addTask, resolveTask } from "../timeline";
import { CALL_OUTCOMES } from "../timeline/inputs";
import { amountField, caseKey, currencyField, dayField, idField, outId, textField } from "./fields";
import { CASE_ERRORS, caseIdOf } from "./find-case";
import { noonOf } from "./noon";
import { procedure } from "./procedure";

const eventOutput = z.object({ eventId: outId("The event on the case's timeline.") });

export const addNoteByModule = procedure({
  ...{ method: "POST", path: "events/notes", scope: "cases:edit", tag: "work", footing: "job" },
  summary: "Writes a note on a case",
  input: z.strictObject({ ...caseKey, text: textField("The note.", 20_000).min(1) }),
  output: eventOutput,
  errors: CASE_ERRORS,
  example: { refNo: "123/2026", text: "Client confirmed the income by telephone." },
  run: async ({ job, input: { text, ...key } }) =>
    addNote(job, { caseId: await caseIdOf(job, key), text }),
});

export const addCallByModule = procedure({
  ...{ method: "POST", path: "events/calls", scope: "cases:edit", tag: "work", footing: "job" },
  summary: "Writes a telephone call down",
  input: z.strictObject({
    ...caseKey,
    partyId: idField("With whom.").optional(),
    phone: textField("Number.", 40).optional(),
    direction: z.enum(["outgoing", "incoming"]).describe("Who called whom."),
    outcome: z.enum(CALL_OUTCOMES).describe("How it ended."),
    promisedMinor: amountField("What was promised.").optional(),
    promisedCurrency: currencyField.default("CZK"),
    promisedOn: dayField("By when it was promised.").optional(),
    text: textField("What was said.", 20_000).default(""),
  }),
  output: eventOutput,
  errors: { ...CASE_ERRORS, "parties.not_found": "not_found" },
  example: { refNo: "123/2026", direction: "outgoing", outcome: "reached", text: "Will pay." },
  run: async ({ job, input: { caseId, refNo, ...call } }) =>
    addCallForm(job, { ...call, caseId: await caseIdOf(job, { caseId, refNo }) }),
});

export const addTaskByModule = procedure({
  ...{ method: "POST", path: "tasks", scope: "tasks:edit", tag: "work", footing: "job" },
  summary: "Gives a task on a case",
  input: z.strictObject({
    ...caseKey,
    text: textField("What is to be done.", 20_000).min(1),
    dueOn: dayField("By when."),
    assigneeId: idField("Operator who does it; left out: a supervisor gives it out.").optional(),
    priority: z.enum(TASK_PRIORITIES).default("normal").describe("How urgent it is."),
  }),
  output: eventOutput,
  errors: { ...CASE_ERRORS, "timeline.assignee_not_found": "not_found" },
  example: { refNo: "123/2026", text: "Check the identity card", dueOn: "2026-11-25" },
  run: async ({ job, input: { caseId, refNo, dueOn, assigneeId, ...task } }) =>
    addTask(job, {
      ...task,
      caseId: await caseIdOf(job, { caseId, refNo }),
      dueAt: noonOf(dueOn),
      assigneeId: assigneeId ?? null,
    }),
});

export const resolveTaskByModule = procedure({
  ...{ method: "POST", path: "tasks/:taskId/resolution", scope: "tasks:edit", tag: "work" },
  footing: "job",
  summary: "Resolves a task by its result",
  input: z.strictObject({
    taskId: idField("The task, by the id of its event."),
    result: textField("What came of it.", 20_000).min(1),
  }),
  output: z.object({ caseId: outId("The task's case.") }),
  errors: {
    ...{ "timeline.not_found": "not_found", "timeline.not_a_task": "precondition" },
    "timeline.already_resolved": "conflict",
  },
  example: { taskId: 44, result: "The card is valid." },
  run: ({ job, input }) => resolveTask(job, { eventId: input.taskId, result: input.result }),
});

export const addDocumentByModule = procedure({
  ...{ method: "POST", path: "documents", scope: "cases:edit", tag: "work", footing: "job" },
  summary: "Puts a document on a case",
  description: "The body is the file, or a form with one file.",
  fileBytesMax: FILE_BYTES_MAX,
  input: z.strictObject({
    ...caseKey,
    name: textField("Name of the file; left out: the form's.", 200).optional(),
    mediaType: textField("What it is: application/pdf …", 100).default("application/octet-stream"),
    text: textField("A line beside it.", 2_000).optional(),
  }),
  output: z.object({ eventId: outId("Its event on the timeline."), fileId: outId("The file.") }),
  errors: { ...CASE_ERRORS, "files.empty": "invalid", "files.too_large": "invalid" },
  example: { refNo: "123/2026", name: "payslip.pdf", mediaType: "application/pdf" },
  run: async ({ job, file, input: { caseId, refNo, name, mediaType, text } }) =>
    addDocument(job, {
      caseId: await caseIdOf(job, { caseId, refNo }),
      file: { name: name ?? (file.name || "dokument"), mediaType, content: oneOf(file.bytes) },
      ...(text === undefined ? {} : { text }),
    }),
});

async function* oneOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
