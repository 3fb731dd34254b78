import { z } from "zod";
import { REVERSAL_KINDS } from "@/db/values/claims";
import { addCharge, claimsOfCase, createClaim, recordPayment, reversePayment } from "../claims";
import { HAND_CHARGE_KINDS } from "../claims/inputs";
import {
  amountField,
  caseKey,
  currencyField,
  dayField,
  INSOLVENCY_ERRORS,
  idField,
  insolvencyField,
  outDay,
  outId,
  outMinor,
  outText,
  outTextOrNull,
  textField,
} from "./fields";
import { CASE_ERRORS, caseIdOf } from "./find-case";
import { keyOf } from "./keys";
import { procedure } from "./procedure";

const symbol = textField("Variable symbol, up to ten digits.", 10).optional();

const component = z
  .object({
    componentId: outId("The part."),
    kind: outText("principal, interest, lateInterest, contractualPenalty, costs or fee."),
    chargedMinor: outMinor("What was charged."),
    paidMinor: outMinor("What was paid."),
    balanceMinor: outMinor("What is owed."),
    charges: z
      .array(
        z
          .object({
            entryId: outId("The entry in the ledger."),
            valueOn: outDay("Day from which it is owed."),
            amountMinor: outMinor("How much; below zero where it takes something back."),
            isReversed: z.boolean().describe("Whether it was taken back."),
            actId: z.number().int().nullable().describe("The waiver or write-off it belongs to."),
          })
          .describe("One entry."),
      )
      .describe("What it was charged by."),
  })
  .describe("One part of the claim.");

const claim = z
  .object({
    claimId: outId("The claim."),
    variableSymbol: outTextOrNull("Variable symbol."),
    title: outText("What it is for."),
    currency: outText("Currency."),
    dueOn: outDay("Due day."),
    chargedMinor: outMinor("What was charged, interest to that day included."),
    paidMinor: outMinor("What was paid."),
    balanceMinor: outMinor("What is owed."),
    daysPastDue: z.number().int().describe("Days since it was due."),
    components: z.array(component).describe("Its parts."),
  })
  .describe("One claim.");

const payment = z
  .object({
    paymentId: outId("The payment."),
    valueOn: outDay("Day on which the money came."),
    amountMinor: outMinor("How much."),
    currency: outText("Currency."),
    isReversed: z.boolean().describe("Whether it was taken back."),
  })
  .describe("One payment.");

export const claimsByModule = procedure({
  ...{ method: "GET", path: "claims", scope: "claims:read", tag: "claims", footing: "job" },
  summary: "Claims of a case with balances on a day, and its payments",
  input: z.strictObject({
    ...caseKey,
    onDay: dayField("Day of the balances; left out: today.").optional(),
  }),
  output: z.object({
    onDay: outDay("Day of the balances."),
    claims: z.array(claim).describe("Claims by due day."),
    payments: z.array(payment).describe("Payments, the newest first."),
  }),
  errors: CASE_ERRORS,
  example: { refNo: "123/2026" },
  run: async ({ job, input: { onDay, ...key } }) => {
    const found = await claimsOfCase(job, { caseId: await caseIdOf(job, key), onDay });
    return {
      onDay: found.onDay,
      claims: found.claims.map(({ id, components, ...row }) => ({
        ...row,
        claimId: id,
        components: components.map(({ id: componentId, charges, ...part }) => ({
          ...{ ...part, componentId },
          charges: charges.map(({ id: entryId, ...charge }) => ({ ...charge, entryId })),
        })),
      })),
      payments: found.payments.map(({ id, reversal, ...row }) => {
        return { ...row, paymentId: id, isReversed: reversal !== null };
      }),
    };
  },
});

export const createClaimByModule = procedure({
  ...{ method: "POST", path: "claims", scope: "claims:edit", tag: "claims", footing: "job" },
  summary: "Creates a claim on a case",
  input: z.strictObject({
    ...caseKey,
    principalMinor: amountField("Principal."),
    currency: currencyField,
    dueOn: dayField("Due day."),
    arisenOn: dayField("Day on which the debt came to be.").optional(),
    variableSymbol: symbol,
    title: textField("What it is for.", 200).default(""),
    isInsolvencyConfirmed: insolvencyField,
  }),
  output: z.object({ claimId: outId("The new claim.") }),
  errors: {
    ...CASE_ERRORS,
    ...{ "claims.amount_range": "invalid", "claims.variable_symbol": "invalid" },
    ...INSOLVENCY_ERRORS,
  },
  example: { refNo: "123/2026", principalMinor: 1_000_000, currency: "CZK", dueOn: "2026-12-31" },
  run: async ({ job, input: { caseId, refNo, ...row } }) =>
    createClaim(job, { ...row, caseId: await caseIdOf(job, { caseId, refNo }) }),
});

export const addChargeByModule = procedure({
  ...{ method: "POST", path: "claims/charges", scope: "claims:edit", tag: "claims" },
  footing: "job",
  summary: "Charges a fee or costs to a claim",
  input: z.strictObject({
    claimId: idField("The claim."),
    kind: z.enum(HAND_CHARGE_KINDS).describe("What is charged."),
    amountMinor: amountField("How much."),
    valueOn: dayField("Day from which it is owed."),
    description: textField("For what.", 200).default(""),
    reason: textField("Why.", 500).default(""),
  }),
  output: z.object({
    componentId: outId("The part of the claim."),
    entryId: outId("The entry in the ledger."),
  }),
  errors: { "claims.not_found": "not_found", "claims.amount_range": "invalid" },
  example: { claimId: 9, kind: "fee", amountMinor: 30_000, valueOn: "2026-11-22" },
  run: ({ job, input }) => addCharge(job, input),
});

export const recordPaymentByModule = procedure({
  ...{ method: "POST", path: "payments", scope: "claims:pay", tag: "claims", footing: "job" },
  summary: "Books a payment and allocates it",
  description: "In the order of payment of the case; a claim that is named is paid first.",
  input: z.strictObject({
    ...caseKey,
    claimId: idField("The claim that the payer named.").optional(),
    amountMinor: amountField("How much came."),
    currency: currencyField,
    valueOn: dayField("Day on which it came."),
    variableSymbol: symbol,
    note: textField("Note.", 500).default(""),
  }),
  output: z.object({ paymentId: outId("The payment.") }),
  errors: {
    ...CASE_ERRORS,
    ...{ "claims.not_found": "not_found", "claims.amount_range": "invalid" },
    ...{ "claims.payment_in_future": "invalid", "claims.day_too_early": "invalid" },
    "claims.currency_mismatch": "invalid",
  },
  example: { refNo: "123/2026", amountMinor: 150_000, currency: "CZK", valueOn: "2026-11-20" },
  run: async ({ job, module, idempotencyKey, input: { caseId, refNo, ...row } }) => {
    const { paymentId } = await recordPayment(job, {
      ...row,
      caseId: await caseIdOf(job, { caseId, refNo }),
      idempotencyKey: keyOf(module.actor.keyId, idempotencyKey),
    });
    return { paymentId };
  },
});

export const reversePaymentByModule = procedure({
  ...{ method: "POST", path: "payments/reversals", scope: "claims:reverse", tag: "claims" },
  footing: "job",
  summary: "Takes a payment back",
  input: z.strictObject({
    paymentId: idField("The payment."),
    kind: z.enum(REVERSAL_KINDS).describe("A slip that is corrected, or money that went back."),
    valueOn: dayField("Of money that went back: the day.").optional(),
    reason: textField("Why.", 500).min(1),
  }),
  output: z.object({ paymentId: outId("The row that reverses it.") }),
  errors: { "claims.payment_not_found": "not_found", "claims.already_reversed": "conflict" },
  example: { paymentId: 31, kind: "correction", reason: "booked twice" },
  run: ({ job, input }) => reversePayment(job, input),
});
