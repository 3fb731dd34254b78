import { z } from "zod";
import { PLAIN_REQUEST_KINDS } from "@/db/values/portal";

const id = z.number().int().positive();
const word = z.string().trim().min(1).max(200);

export const KIND_WORDS_MAX = 50;

export const saveMailRulesInput = z.object({
  sendsText: z.boolean(),
  confirmsReceipt: z.boolean(),
  dailyMax: z.number().int().min(1).max(500),
  /** Words and sayings by the kind that they speak of. */
  kindWords: z.partialRecord(z.enum(PLAIN_REQUEST_KINDS), z.array(word).max(KIND_WORDS_MAX)),
  version: z.number().int().min(0),
});
export type SaveMailRulesInput = z.input<typeof saveMailRulesInput>;

export const mailInput = z.object({ messageId: id });

export const openMailRequestInput = z.object({
  messageId: id,
  subject: z.string().trim().min(1, { error: "requests.subject_missing" }).max(200),
  kind: z.enum(PLAIN_REQUEST_KINDS),
  /** Who wrote it: somebody that is known, or somebody new. */
  client: z.union([
    z.object({ partyId: id }),
    z.object({
      kind: z.enum(["natural_person", "legal_entity"]),
      fullName: z.string().trim().min(1).max(200),
      /** The person has seen the possible duplicates and knows it is somebody else. */
      isKnownToDiffer: z.boolean().default(false),
    }),
  ]),
});
export type OpenMailRequestInput = z.input<typeof openMailRequestInput>;

export const decideMailInput = z.object({ messageId: id, isClients: z.boolean() });
export type DecideMailInput = z.input<typeof decideMailInput>;

export const mailWayInput = z.object({ caseId: id, sendsText: z.boolean().nullable() });
export type MailWayInput = z.input<typeof mailWayInput>;
