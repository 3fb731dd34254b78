import { z } from "zod";
import { DISPUTE_REASONS, DISPUTE_VERDICTS, REQUEST_KINDS } from "@/db/values/portal";

export * from "./desk-inputs";
export * from "./mail/inputs";
export * from "./setup-inputs";

const POST_LENGTH_MAX = 10_000;
const FILES_PER_POST_MAX = 5;
const text = z
  .string()
  .trim()
  .min(1, { error: "requests.text_missing" })
  .max(POST_LENGTH_MAX, { error: "requests.text_too_long" });
const refNo = z.string().trim().min(1).max(40);
const idempotencyKey = z.string().min(8).max(100);
const id = z.number().int().positive();
const files = z.array(id).max(FILES_PER_POST_MAX, { error: "requests.files_too_many" }).default([]);

export const openRequestInput = z.object({
  subject: z.string().trim().min(1, { error: "requests.subject_missing" }).max(200),
  kind: z.enum(REQUEST_KINDS),
  text,
  /** The client's own case that it is about. */
  aboutRefNo: refNo.nullish(),
  /** Uploads that go with it. */
  uploadIds: files,
  idempotencyKey,
});
export type OpenRequestInput = z.input<typeof openRequestInput>;

export const replyInput = z.object({ refNo, text, uploadIds: files, idempotencyKey });
export type ReplyInput = z.input<typeof replyInput>;

export const myRequestsInput = z.object({
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(100).default(100),
});
export type MyRequestsInput = z.input<typeof myRequestsInput>;

export const requestInput = z.object({ refNo });
/** `postId`: the last line that was shown. */
export const readRequestInput = z.object({ refNo, postId: id });
export type ReadRequestInput = z.input<typeof readRequestInput>;
export const rateInput = z.object({ refNo, rating: z.enum(["good", "bad"]) });
export type RateInput = z.input<typeof rateInput>;

const caseId = id;
export const postsInput = z.object({ caseId });
export const answerInput = z.object({ caseId, text, fileIds: files, idempotencyKey });
export type AnswerInput = z.input<typeof answerInput>;

export const uploadInput = z.object({ name: z.string().min(1).max(300), idempotencyKey });
export type UploadInput = z.input<typeof uploadInput>;
export const myFileInput = z.object({ requestFileId: id });

export const disputeClaimInput = z.object({
  /** Of the claim's case. */
  refNo,
  claimId: id,
  reason: z.enum(DISPUTE_REASONS),
  text,
  uploadIds: files,
  idempotencyKey,
});
export type DisputeClaimInput = z.input<typeof disputeClaimInput>;

export const disputesOfCaseInput = z.object({ caseId: id });
export const decideDisputeInput = z.object({
  disputeId: id,
  verdict: z.enum(DISPUTE_VERDICTS),
  /** What the client is told of it. */
  text,
  fileIds: files,
  idempotencyKey,
});
export type DecideDisputeInput = z.input<typeof decideDisputeInput>;

export const answerRightInput = z.object({ caseId, text, fileIds: files, idempotencyKey });
/** Whoever erases types the number of the request: a click is not enough for what stays done. */
export const confirmErasureInput = z.object({ caseId, confirmRefNo: refNo });
export const partyOfRightInput = z.object({ partyId: id });
export const liftRestrictionInput = z.object({
  partyId: id,
  reason: z.string().trim().min(1).max(500),
});
const years = z.number().int().min(0).max(30);
export const retentionTermsInput = z.object({
  accountingYears: years,
  amlYears: years,
  version: z.number().int().min(0),
});
