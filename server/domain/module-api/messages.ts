import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { type Context, reading } from "../context";
import { sendForModule } from "../messages";
import { previewTemplate } from "../templates";
import { caseKey, instant, outInstant, outText, textField } from "./fields";
import { CASE_ERRORS, caseIdOf } from "./find-case";
import { procedure } from "./procedure";

const queued = z
  .object({
    outcome: z.literal("queued").describe("It waits to be sent."),
    messageIds: z.array(z.number().int()).describe("The messages."),
    notBefore: outInstant("Before that it does not leave."),
  })
  .describe("It will be sent.");
const stopped = z
  .object({
    outcome: z.literal("stopped").describe("The policy of contact forbids it."),
    reasons: z.array(z.string()).describe("By what it is forbidden."),
  })
  .describe("It will not be sent; a machine overrules nothing.");

export const sendMessageByModule = procedure({
  ...{ method: "POST", path: "messages", scope: "messages:send", tag: "messages" },
  ...{ footing: "alone", isKeyOptional: true },
  summary: "Sends an e-mail or an SMS to the applicant of a case, or to whoever owes on it",
  description: "By a template or as text, under the same policy of contact as people.",
  input: z.strictObject({
    refNo: textField('Reference number of the case, "123/2026".', 40).min(1),
    channel: z.enum(["email", "sms"]).describe("By which it leaves."),
    role: textField("Whose holder is written to; left out: the applicant, or who owes.", 60)
      .min(1)
      .optional(),
    template: textField("Code of a template; left out: the text.", 40).min(1).optional(),
    text: z.string().max(20_000).default("").describe("The text itself."),
    subject: textField("Subject of an e-mail.", 500).optional(),
  }),
  output: z.discriminatedUnion("outcome", [queued, stopped]),
  errors: {
    ...{ "cases.not_found": "not_found", "parties.not_found": "not_found" },
    ...{ "templates.not_found": "not_found", "messages.subject_missing": "invalid" },
    "messages.unresolved": "precondition",
  },
  example: { refNo: "123/2026", channel: "sms", text: "Your application is approved." },
  run: async ({ module, input, idempotencyKey }) => {
    const sent = await sendForModule(module, input, idempotencyKey);
    if (sent.outcome === "stopped") return { outcome: sent.outcome, reasons: sent.reasons };
    const { outcome, messageIds, notBefore } = sent;
    return { outcome, messageIds, notBefore: instant(notBefore) };
  },
});

export const renderTemplate = procedure({
  ...{ method: "POST", path: "templates/:code/renderings", scope: "templates:read" },
  ...{ tag: "messages", footing: "job", isKeyOptional: true },
  summary: "A template filled in for a case: the document back",
  description: "Nothing is sent and nothing kept but the line in the audit.",
  input: z.strictObject({
    ...caseKey,
    code: textField("Code of the template.", 40).min(1),
  }),
  output: z.object({
    fileName: outText("Name of the document."),
    mediaType: outText("What it is."),
    content: outText("The document, base64."),
  }),
  errors: { ...CASE_ERRORS, "templates.not_found": "not_found" },
  example: { code: "vyzva", refNo: "123/2026" },
  run: async ({ job, input: { code, ...key } }) => {
    const caseId = await caseIdOf(job, key);
    const letter = await previewTemplate(job, { caseId, templateId: await templateOf(job, code) });
    const { fileName, mediaType, bytes } = letter;
    return { fileName, mediaType, content: Buffer.from(bytes).toString("base64") };
  },
});

async function templateOf(job: Context, code: string): Promise<number> {
  const [row] = await reading(
    job,
    async ({ sql }) => sql<{ id: number }[]>`
      select id from templates where lower(code) = lower(${code}) and archived_at is null`,
  );
  if (!row) throw new DomainError("not_found", "templates.not_found");
  return row.id;
}
