import { z } from "zod";
import { DISTRIBUTIONS } from "@/db/values/requests";

const id = z.number().int().positive();
const line = (max: number) => z.string().trim().max(max);
const filled = (max: number) => line(max).min(1);

export const LABELS_MAX = 40;
const labels = z
  .array(z.object({ label: filled(80), field: filled(60) }))
  .max(LABELS_MAX)
  .default([]);

/** Who gets what comes; a team or a person, never both. */
const target = {
  teamId: id.nullable().default(null),
  operatorId: id.nullable().default(null),
  distribution: z.enum(DISTRIBUTIONS).default("round_robin"),
};
const isOneTarget = ({ teamId, operatorId }: { teamId: unknown; operatorId: unknown }) =>
  teamId === null || operatorId === null;

/** "form@web.example", or "@web.example" for all of a domain. */
const sender = line(254)
  .toLowerCase()
  .regex(/^$|^[^\s@]*@[^\s@]+\.[^\s@]+$/, { error: "leads.sender" });

export const saveLeadRuleInput = z
  .object({
    ruleId: id.optional(),
    version: z.number().int().min(0),
    name: filled(100),
    isActive: z.boolean().default(true),
    sender: sender.default(""),
    words: z.array(filled(100)).max(50).default([]),
    labels,
    requestSource: line(60).nullable().default(null),
    ...target,
  })
  .refine(isOneTarget, { path: ["teamId"] });
export type SaveLeadRuleInput = z.input<typeof saveLeadRuleInput>;

export const leadRuleIdInput = z.object({ ruleId: id });
export const orderLeadRulesInput = z.object({ ruleIds: z.array(id).max(200) });

/** A mail as somebody pastes it to try the rules. */
export const tryLeadRulesInput = z.object({
  from: line(254).default(""),
  subject: line(500).default(""),
  body: z.string().max(100_000).default(""),
});
export type TryLeadRulesInput = z.input<typeof tryLeadRulesInput>;

const domain = line(253)
  .toLowerCase()
  .transform((text) => text.replace(/^@/, ""))
  .pipe(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, { error: "leads.domain" }));
export const saveLeadDomainInput = z.object({ domain, partyId: id });
export const leadDomainInput = z.object({ domain });

/** "https://www.agency.example": scheme and host alone, as browsers say it. */
const origin = line(253)
  .toLowerCase()
  .regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/, { error: "leads.origin" });

export const saveLeadFormInput = z
  .object({
    formId: id.optional(),
    version: z.number().int().min(0),
    name: filled(100),
    isActive: z.boolean().default(true),
    origins: z.array(origin).min(1, { error: "leads.origin_missing" }).max(20),
    labels,
    asksProof: z.boolean().default(true),
    hourlyMax: z.number().int().min(1).max(1_000).default(10),
    ...target,
  })
  .refine(isOneTarget, { path: ["teamId"] });
export type SaveLeadFormInput = z.input<typeof saveLeadFormInput>;

export const leadFormIdInput = z.object({ formId: id });

export const decideLeadInput = z.object({
  messageId: id,
  /** A deal of its own, or the one whose number it bears. */
  as: z.enum(["new", "named"]),
});
export type DecideLeadInput = z.input<typeof decideLeadInput>;

export const decideSubmissionInput = z.object({ submissionId: id, isReleased: z.boolean() });
export type DecideSubmissionInput = z.input<typeof decideSubmissionInput>;

export const listQuarantineInput = z.object({
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(100).default(50),
});

export const dealMailsInput = z.object({ caseId: id });
export const answerLeadInput = z.object({
  caseId: id,
  text: filled(10_000),
  /** Of one form: sent again, it leaves once. */
  idempotencyKey: z.string().min(8).max(100),
});
export type AnswerLeadInput = z.input<typeof answerLeadInput>;
