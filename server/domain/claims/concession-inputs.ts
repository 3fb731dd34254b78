import { z } from "zod";
import { ACT_KINDS, CURRENCIES, INTEREST_RULES } from "@/db/values/claims";
import { DEBTOR_TYPES, JURISDICTIONS, LAW_ASPECTS, LAW_STAGES } from "@/db/values/law";
import { amount, day, id, idempotencyKey, reason } from "./field-inputs";

export const lowerClaimInput = z.object({
  claimId: id,
  /** waiver: accessories only; writeOff: any part of the claim. */
  kind: z.enum(ACT_KINDS).exclude(["settlement"]),
  /** As of which day; left out: today. */
  valueOn: day.optional(),
  items: z
    .array(
      z.object({
        componentId: id,
        /** null: all that is open of it. */
        amountMinor: amount.nullable(),
      }),
    )
    .min(1, "claims.nothing_chosen")
    .max(100),
  reason,
  idempotencyKey,
});
export type LowerClaimInput = z.input<typeof lowerClaimInput>;

/** 5 000 claims at a time, as a bulk action hands them over. */
export const startInterestsInput = z.object({
  claimIds: z.array(id).min(1).max(5_000),
  rule: z.enum(INTEREST_RULES).exclude(["inherit", "none"]),
});
export type StartInterestsInput = z.input<typeof startInterestsInput>;

export const saveInterestRuleInput = z
  .object({ groupId: id.nullable(), rule: z.enum(INTEREST_RULES) })
  .refine(({ groupId, rule }) => groupId !== null || rule !== "inherit", { path: ["rule"] });
export type SaveInterestRuleInput = z.input<typeof saveInterestRuleInput>;

export const undoActInput = z.object({ actId: id, reason });
export type UndoActInput = z.input<typeof undoActInput>;

export const agreeSettlementInput = z.object({
  caseId: id,
  currency: z.enum(CURRENCIES),
  /** What is still to be paid, from today on. */
  payMinor: amount,
  payBy: day,
  reason,
  idempotencyKey,
});
export type AgreeSettlementInput = z.input<typeof agreeSettlementInput>;
export const withdrawSettlementInput = z.object({ settlementId: id, reason });

export const assignClaimsInput = z.object({ caseId: id, toPartyId: id, assignedOn: day, reason });
export type AssignClaimsInput = z.input<typeof assignClaimsInput>;
export const undoAssignmentInput = z.object({ assignmentId: id, reason });

export const returnSurplusInput = z.object({
  paymentId: id,
  amountMinor: amount,
  /** On which day the money left. */
  valueOn: day,
  reason,
  idempotencyKey,
});
export type ReturnSurplusInput = z.input<typeof returnSurplusInput>;
export const moveSurplusInput = z.object({
  paymentId: id,
  amountMinor: amount,
  /** By its reference number, as a person knows it. */
  toRefNo: z.string().trim().min(1).max(60),
  reason,
  idempotencyKey,
});
export type MoveSurplusInput = z.input<typeof moveSurplusInput>;
export const undoSurplusInput = z.object({ moveId: id, reason });

const LAW_VALUES = { jurisdiction: JURISDICTIONS, debtor: DEBTOR_TYPES, stage: LAW_STAGES };
/** What a person says of the law of a case; without a value what was said is taken back. */
export const stateLawInput = z
  .object({
    caseId: id,
    aspect: z.enum(LAW_ASPECTS),
    value: z.enum([...JURISDICTIONS, ...DEBTOR_TYPES, ...LAW_STAGES]).nullable(),
    /** From when the stage holds; of a stage only. */
    fromOn: day.nullish(),
    reason,
  })
  .refine(
    ({ aspect, value }) =>
      value === null || LAW_VALUES[aspect].some((each: string) => each === value),
    { error: "claims.law_value", path: ["value"] },
  )
  .refine(({ aspect, fromOn }) => aspect !== "stage" || Boolean(fromOn), {
    error: "claims.law_day",
    path: ["fromOn"],
  });
export type StateLawInput = z.input<typeof stateLawInput>;

export const overrideRuleInput = z.object({
  figure: z.string().min(1).max(80),
  /** As the figure's topic wants it; null: the pack's own again. */
  value: z.unknown(),
  reason,
});
export type OverrideRuleInput = z.input<typeof overrideRuleInput>;
