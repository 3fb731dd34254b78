import { z } from "zod";
import { REQUEST_KINDS } from "@/db/values/portal";

export * from "./desk-inputs";
export * from "./mail/inputs";
export * from "./setup-inputs";

const POST_LENGTH_MAX = 10_000;
const text = z
  .string()
  .trim()
  .min(1, { error: "requests.text_missing" })
  .max(POST_LENGTH_MAX, { error: "requests.text_too_long" });
const refNo = z.string().trim().min(1).max(40);
const idempotencyKey = z.string().min(8).max(100);

export const openRequestInput = z.object({
  subject: z.string().trim().min(1, { error: "requests.subject_missing" }).max(200),
  kind: z.enum(REQUEST_KINDS),
  text,
  /** The client's own case that it is about. */
  aboutRefNo: refNo.nullish(),
  idempotencyKey,
});
export type OpenRequestInput = z.input<typeof openRequestInput>;

export const replyInput = z.object({ refNo, text, idempotencyKey });
export type ReplyInput = z.input<typeof replyInput>;

export const myRequestsInput = z.object({
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(100).default(100),
});
export type MyRequestsInput = z.input<typeof myRequestsInput>;

export const requestInput = z.object({ refNo });
export const rateInput = z.object({ refNo, rating: z.enum(["good", "bad"]) });
export type RateInput = z.input<typeof rateInput>;

const caseId = z.number().int().positive();
export const postsInput = z.object({ caseId });
export const answerInput = z.object({ caseId, text, idempotencyKey });
export type AnswerInput = z.input<typeof answerInput>;
