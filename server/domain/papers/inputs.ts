import { z } from "zod";
import { LANGUAGES } from "@/db/values/access";
import { PAPER_KINDS } from "@/db/values/portal";

const id = z.number().int().positive();
const refNo = z.string().trim().min(1).max(40);

/** Of one case, or of all. */
export const paperListInput = z.object({
  refNo: refNo.nullish(),
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type PaperListInput = z.input<typeof paperListInput>;

export const myMessageInput = z.object({ messageId: id });

export const issuePaperInput = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal(PAPER_KINDS[0]),
    refNo,
    paymentId: id,
    language: z.enum(LANGUAGES).nullish(),
  }),
  z.object({
    kind: z.literal(PAPER_KINDS[1]),
    /** Left out: of all the client's cases. */
    refNo: refNo.nullish(),
    language: z.enum(LANGUAGES).nullish(),
  }),
]);
export type IssuePaperInput = z.input<typeof issuePaperInput>;

/** Left out: of all the client's cases. */
export const noDebtOfferInput = z.object({ refNo: refNo.nullish() });
export type NoDebtOfferInput = z.input<typeof noDebtOfferInput>;

export const checkPaperInput = z.object({
  number: z.string().trim().toUpperCase().min(1).max(40),
  /** As it stands on the paper, with its dashes or without them. */
  code: z.string().trim().min(1).max(40),
});
export type CheckPaperInput = z.input<typeof checkPaperInput>;

const SHOWN_TO_MAX = 50;
export const showDocumentInput = z.object({
  eventId: id,
  version: id,
  /** To whom it is shown from now on; nobody: to none. */
  partyIds: z.array(id).max(SHOWN_TO_MAX),
});
export type ShowDocumentInput = z.input<typeof showDocumentInput>;
