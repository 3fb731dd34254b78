import { z } from "zod";
import {
  CAPITAL_MONTHS,
  COMPONENT_KINDS,
  CURRENCIES,
  DAY_COUNTS,
  INTEREST_KINDS,
  INTEREST_REGIMES,
  REVERSAL_KINDS,
} from "@/db/values/claims";
import { SERIES_CODES } from "@/db/values/law";
import { PAGE_LIMIT_MAX } from "@/server/kernel/page";
import { amount, day, id, idempotencyKey, isAmount, reason, variableSymbol } from "./field-inputs";

export * from "./concession-inputs";
export { AMOUNT_MINOR_MAX } from "./field-inputs";

/** What a person may charge by hand; interest comes from its own rules. */
export const HAND_CHARGE_KINDS = ["fee", "costs"] as const;

export const caseIdInput = z.object({ caseId: id });
export const claimIdInput = z.object({ claimId: id });
export type ClaimIdInput = z.input<typeof claimIdInput>;
export const caseClaimsInput = z.object({ caseId: id, onDay: day.nullish() });

const extraCharge = z.object({
  kind: z.enum(HAND_CHARGE_KINDS),
  amountMinor: amount,
  /** Left out: the day the claim itself counts from. */
  valueOn: day.optional(),
  description: z.string().trim().max(200).default(""),
});

export const createClaimInput = z.object({
  caseId: id,
  variableSymbol,
  title: z.string().trim().max(200).default(""),
  currency: z.enum(CURRENCIES),
  dueOn: day,
  /** The day the debt came to be (invoice, contract), where known. */
  arisenOn: day.nullish(),
  /** 0 only where other components are given. */
  principalMinor: z
    .number()
    .refine((minor) => minor === 0 || isAmount(minor), "claims.amount_range"),
  charges: z.array(extraCharge).max(20).default([]),
  /** A person has seen that somebody who owes is insolvent and goes on. */
  isInsolvencyConfirmed: z.boolean().default(false),
  idempotencyKey: idempotencyKey.optional(),
});
export type CreateClaimInput = z.input<typeof createClaimInput>;

export const addChargeInput = z.object({
  claimId: id,
  kind: z.enum(HAND_CHARGE_KINDS),
  amountMinor: amount,
  valueOn: day,
  description: z.string().trim().max(200).default(""),
  reason: z.string().trim().max(500).default(""),
  idempotencyKey: idempotencyKey.optional(),
});
export type AddChargeInput = z.input<typeof addChargeInput>;

export const reverseChargeInput = z.object({
  entryId: id,
  /** Left out: from the charge's own day, as if it had never been. */
  valueOn: day.optional(),
  reason,
});
export type ReverseChargeInput = z.input<typeof reverseChargeInput>;

export const startInterestInput = z
  .object({
    claimId: id,
    kind: z.enum(INTEREST_KINDS),
    regime: z.enum(INTEREST_REGIMES),
    /** Percent a year, "12.5" or "12,5"; of agreed interest only. */
    ratePercent: z
      .string()
      .trim()
      .refine((text) => text === "" || /^\d{1,3}([.,]\d{1,4})?$/.test(text), "claims.rate_range")
      .nullish(),
    dayCount: z.enum(DAY_COUNTS).default("act365"),
    /** Of a penalty that grows: the whole credit, which a consumer's cap is counted of. */
    creditMinor: amount.nullish(),
    /** Interest of a consumer credit: cut to the law's rate when long in delay. */
    isConsumerCredit: z.boolean().default(false),
    /** Interest on interest, where agreed: after so many months. */
    capitalMonths: z.literal(CAPITAL_MONTHS).nullish(),
    /** The first day that bears interest; left out: the day after the due day. */
    fromOn: day.nullish(),
    description: z.string().trim().max(200).default(""),
    reason: z.string().trim().max(500).default(""),
    idempotencyKey,
  })
  .refine(({ regime, ratePercent }) => (regime === "agreed") === Boolean(ratePercent), {
    error: "claims.rate_missing",
    path: ["ratePercent"],
  })
  .refine(({ regime, kind }) => kind === "lateInterest" || regime === "agreed", {
    error: "claims.rate_missing",
    path: ["regime"],
  })
  .refine(({ capitalMonths, kind }) => !capitalMonths || kind === "interest", {
    error: "claims.capital_kind",
    path: ["capitalMonths"],
  });
export type StartInterestInput = z.input<typeof startInterestInput>;

export const stopInterestInput = z.object({
  componentId: id,
  /** The last day that bears interest; left out: it never grew. */
  lastOn: day.nullish(),
  reason,
});
export type StopInterestInput = z.input<typeof stopInterestInput>;

export const explainInterestInput = z.object({ componentId: id, onDay: day.nullish() });

/** A balance that can be explained: of a case in one currency, of a claim, of a part of one. */
export const balanceOf = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("case"), caseId: id, currency: z.enum(CURRENCIES) }),
  z.object({ kind: z.literal("claim"), claimId: id }),
  z.object({ kind: z.literal("component"), componentId: id }),
]);
export type BalanceOf = z.infer<typeof balanceOf>;
export const explainBalanceInput = z.object({ of: balanceOf, onDay: day.nullish() });
export type ExplainBalanceInput = z.input<typeof explainBalanceInput>;

export const recordPaymentInput = z.object({
  caseId: id,
  /** The claim that the payer named. */
  claimId: id.nullish(),
  amountMinor: amount,
  currency: z.enum(CURRENCIES),
  valueOn: day,
  variableSymbol,
  note: z.string().trim().max(500).default(""),
  idempotencyKey,
});
export type RecordPaymentInput = z.input<typeof recordPaymentInput>;

export const previewPaymentInput = recordPaymentInput.pick({
  caseId: true,
  claimId: true,
  amountMinor: true,
  currency: true,
  valueOn: true,
});
export type PreviewPaymentInput = z.input<typeof previewPaymentInput>;

export const reversePaymentInput = z.object({
  paymentId: id,
  kind: z.enum(REVERSAL_KINDS),
  /** For a bounce: the day on which the money went back. */
  valueOn: day.optional(),
  reason,
});
export type ReversePaymentInput = z.input<typeof reversePaymentInput>;
export const reversePaymentsInput = reversePaymentInput
  .omit({ paymentId: true })
  .extend({ paymentIds: z.array(id).min(1).max(1_000) });
export type ReversePaymentsInput = z.input<typeof reversePaymentsInput>;

export const saveProfileInput = z.object({
  profileId: id.optional(),
  code: z.string().trim().min(1).max(30),
  name: z.string().trim().min(1).max(120),
  kindOrder: z
    .array(z.array(z.enum(COMPONENT_KINDS)).min(1))
    .min(1)
    .refine((order) => {
      const kinds = order.flat();
      return new Set(kinds).size === kinds.length && kinds.length === COMPONENT_KINDS.length;
    }, "claims.kind_order"),
  isClaimFirst: z.boolean(),
  isDefault: z.boolean().default(false),
  source: z.string().trim().max(1_000).default(""),
});
export type SaveProfileInput = z.input<typeof saveProfileInput>;

const minor = z.number().int().safe();
const listShape = {
  cursor: z.string().max(8_192).nullish(),
  // Not "direction": tRPC's infinite queries put a field of that name into every input.
  order: z.enum(["asc", "desc"]).default("desc"),
  limit: z.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
};

export const CLAIM_STATES = ["open", "overdue", "paid"] as const;
export const claimFilter = z.object({
  text: z.string().max(200).optional(),
  currency: z.enum(CURRENCIES).optional(),
  state: z.enum(CLAIM_STATES).optional(),
  dueFrom: day.optional(),
  dueTo: day.optional(),
  balanceMinMinor: minor.optional(),
  balanceMaxMinor: minor.optional(),
  groupId: id.optional(),
  variableSymbol: z.string().trim().max(10).optional(),
  importId: id.optional(),
});
export type ClaimFilter = z.infer<typeof claimFilter>;
export const CLAIM_SORTS = ["due", "balance", "newest"] as const;
export type ClaimSort = (typeof CLAIM_SORTS)[number];
export const listClaimsInput = z.object({
  filter: claimFilter.prefault({}),
  sort: z.enum(CLAIM_SORTS).default("newest"),
  ...listShape,
});
export type ListClaimsInput = z.input<typeof listClaimsInput>;
export const countClaimsInput = z.object({ filter: claimFilter.prefault({}) });
export const saveRateInput = z.object({
  series: z.enum(SERIES_CODES),
  fromOn: day,
  /** "3.75"; null takes the entry of that day back. */
  ratePercent: z.string().trim().max(12).nullable(),
  /** The last day of which it is sure that the rate holds. */
  knownUntil: day,
  source: z.string().trim().min(1).max(300),
});
export type SaveRateInput = z.input<typeof saveRateInput>;

/** From today on; the past of a whole portfolio is not kept at hand. */
export const sumClaimsInput = z.object({
  filter: claimFilter.prefault({}),
  onDay: day.optional(),
});

export const PAYMENT_STATES = ["standing", "reversed"] as const;
export const paymentFilter = z.object({
  text: z.string().max(200).optional(),
  currency: z.enum(CURRENCIES).optional(),
  state: z.enum(PAYMENT_STATES).optional(),
  valueFrom: day.optional(),
  valueTo: day.optional(),
  amountMinMinor: minor.optional(),
  amountMaxMinor: minor.optional(),
  groupId: id.optional(),
  variableSymbol: z.string().trim().max(10).optional(),
  importId: id.optional(),
  /** Stands on the case, in whatever role. */
  partyId: id.optional(),
});
export type PaymentFilter = z.infer<typeof paymentFilter>;
export const PAYMENT_SORTS = ["valueOn", "amount", "newest"] as const;
export type PaymentSort = (typeof PAYMENT_SORTS)[number];
export const listPaymentsInput = z.object({
  filter: paymentFilter.prefault({}),
  sort: z.enum(PAYMENT_SORTS).default("valueOn"),
  ...listShape,
});
export type ListPaymentsInput = z.input<typeof listPaymentsInput>;
export const countPaymentsInput = z.object({ filter: paymentFilter.prefault({}) });
