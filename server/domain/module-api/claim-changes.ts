import { z } from "zod";
import { INTEREST_KINDS, INTEREST_REGIMES } from "@/db/values/claims";
import { lowerClaim, reverseCharge, startInterest, stopInterest, undoAct } from "../claims";
import { amountField, dayField, idField, outId, textField } from "./fields";
import { keyOf } from "./keys";
import { procedure } from "./procedure";

/**
 * How a claim is changed: by further entries with their day and reason. What the ledger has is never
 * written over, by nobody.
 */
const reason = textField("Why; stands in the audit.", 500).min(1);
const done = z.object({ isDone: z.literal(true).describe("It stands.") });
const DAYS = { "claims.day_too_early": "invalid", "claims.day_too_late": "invalid" } as const;

export const reverseChargeByModule = procedure({
  ...{ method: "POST", path: "claims/charges/reversals", scope: "claims:reverse", tag: "claims" },
  footing: "job",
  summary: "Takes a charge back by a reversing entry",
  description: "What had paid it goes to other debts. The entry's id is that of addCharge.",
  input: z.strictObject({
    entryId: idField("The entry of the charge."),
    valueOn: dayField("From which day; left out: as if it had never been.").optional(),
    reason,
  }),
  output: z.object({ entryId: outId("The entry that reverses it.") }),
  errors: {
    ...{ "claims.charge_not_found": "not_found", "claims.charge_already_reversed": "conflict" },
    ...{ "claims.reversal_of_reversal": "invalid", "claims.entry_of_act": "invalid" },
    ...{ "claims.reversal_too_early": "invalid", ...DAYS },
  },
  example: { entryId: 71, reason: "charged twice" },
  run: ({ job, input }) => reverseCharge(job, input),
});

export const lowerClaimByModule = procedure({
  ...{ method: "POST", path: "claims/lowerings", scope: "claims:waive", tag: "claims" },
  footing: "job",
  summary: "Waives accessories of a claim, or writes a part of it off",
  description: "Nothing goes below zero: more than is open is refused, with the most that goes.",
  input: z.strictObject({
    claimId: idField("The claim."),
    kind: z.enum(["waiver", "writeOff"]).describe("waiver: accessories only; writeOff: any part."),
    valueOn: dayField("As of which day; left out: today.").optional(),
    items: z
      .array(
        z
          .strictObject({
            componentId: idField("The part of the claim."),
            amountMinor: amountField("How much.")
              .nullable()
              .describe("How much, in minor units; null: all that is open of it."),
          })
          .describe("One part."),
      )
      .min(1)
      .max(100)
      .describe("What is lowered."),
    reason,
  }),
  output: z.object({ actId: outId("The act; it goes back as a whole.") }),
  errors: {
    ...{ "claims.not_found": "not_found", "claims.lowering_too_much": "invalid" },
    ...{ "claims.nothing_open": "precondition", "claims.waiver_of_principal": "invalid" },
    ...{ "claims.lowering_ahead": "invalid", ...DAYS },
  },
  example: {
    ...{ claimId: 9, kind: "waiver", reason: "agreed by telephone" },
    items: [{ componentId: 12, amountMinor: null }],
  },
  run: ({ job, module, idempotencyKey, input }) =>
    lowerClaim(job, { ...input, idempotencyKey: keyOf(module.actor.keyId, idempotencyKey) }),
});

export const undoLoweringByModule = procedure({
  ...{ method: "POST", path: "claims/lowerings/:actId/undoing", scope: "claims:waive" },
  ...{ tag: "claims", footing: "job" },
  summary: "Takes a waiver or a write-off back",
  input: z.strictObject({ actId: idField("The act."), reason }),
  output: done,
  errors: { "claims.act_not_found": "not_found", "claims.act_undone": "conflict" },
  example: { actId: 4, reason: "agreed otherwise" },
  run: async ({ job, input }) => {
    await undoAct(job, input);
    return { isDone: true as const };
  },
});

export const startInterestByModule = procedure({
  ...{ method: "POST", path: "claims/interests", scope: "claims:edit", tag: "claims" },
  footing: "job",
  summary: "From a day on a claim's principal bears interest",
  input: z.strictObject({
    claimId: idField("The claim."),
    kind: z.enum(INTEREST_KINDS).describe("Which interest."),
    regime: z.enum(INTEREST_REGIMES).describe("By which law, or agreed."),
    ratePercent: textField('Percent a year, "12.5"; of agreed interest only.', 10).optional(),
    fromOn: dayField("First day; left out: the day after the due day.").optional(),
    description: textField("What is said of it.", 200).default(""),
    reason: textField("Why.", 500).default(""),
  }),
  output: z.object({ componentId: outId("The part of the claim that grows.") }),
  errors: {
    ...{ "claims.not_found": "not_found", "claims.interest_running": "conflict" },
    ...{ "claims.rate_unknown": "precondition", "claims.interest_stopped": "precondition" },
    ...{ "claims.rate_missing": "invalid", ...DAYS },
  },
  example: { claimId: 9, kind: "lateInterest", regime: "agreed", ratePercent: "8.25" },
  run: ({ job, module, idempotencyKey, input }) =>
    startInterest(job, { ...input, idempotencyKey: keyOf(module.actor.keyId, idempotencyKey) }),
});

export const stopInterestByModule = procedure({
  ...{ method: "POST", path: "claims/interests/:componentId/end", scope: "claims:reverse" },
  ...{ tag: "claims", footing: "job" },
  summary: "Ends interest with a day",
  description: "What was paid of days that are gone falls to the other parts.",
  input: z.strictObject({
    componentId: idField("The part of the claim that grows."),
    lastOn: dayField("Last day that bears it; left out: it never grew.").optional(),
    reason,
  }),
  output: done,
  errors: {
    ...{ "claims.interest_not_found": "not_found", "claims.interest_ended": "conflict" },
    "claims.interest_end_too_early": "invalid",
  },
  example: { componentId: 12, lastOn: "2026-11-20", reason: "paid in full" },
  run: async ({ job, input }) => {
    await stopInterest(job, input);
    return { isDone: true as const };
  },
});
