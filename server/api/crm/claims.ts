import {
  addCharge,
  claimsOfCase,
  countClaims,
  countPayments,
  createClaim,
  explainBalance,
  explainInterest,
  ledgerOfClaim,
  listClaims,
  listPayments,
  listProfiles,
  listRates,
  previewInterest,
  previewPayment,
  reallocateCase,
  recordPayment,
  reverseCharge,
  reversePayment,
  saveProfile,
  startInterest,
  stopInterest,
} from "@/server/domain/claims";
import {
  addChargeInput,
  caseClaimsInput,
  caseIdInput,
  claimIdInput,
  countClaimsInput,
  countPaymentsInput,
  createClaimInput,
  explainBalanceInput,
  explainInterestInput,
  listClaimsInput,
  listPaymentsInput,
  previewPaymentInput,
  recordPaymentInput,
  reverseChargeInput,
  reversePaymentInput,
  saveProfileInput,
  startInterestInput,
  stopInterestInput,
} from "@/server/domain/claims/inputs";
import { crmProcedure, router } from "../trpc";

export const claimsRouter = router({
  ofCase: crmProcedure
    .input(caseClaimsInput)
    .query(({ ctx, input }) => claimsOfCase(ctx.ctx, input)),
  ledger: crmProcedure.input(claimIdInput).query(({ ctx, input }) => ledgerOfClaim(ctx.ctx, input)),
  list: crmProcedure.input(listClaimsInput).query(({ ctx, input }) => listClaims(ctx.ctx, input)),
  count: crmProcedure
    .input(countClaimsInput)
    .query(({ ctx, input }) => countClaims(ctx.ctx, input)),
  create: crmProcedure
    .input(createClaimInput)
    .mutation(({ ctx, input }) => createClaim(ctx.ctx, input)),
  charge: crmProcedure
    .input(addChargeInput)
    .mutation(({ ctx, input }) => addCharge(ctx.ctx, input)),
  reverseCharge: crmProcedure
    .input(reverseChargeInput)
    .mutation(({ ctx, input }) => reverseCharge(ctx.ctx, input)),
  explainBalance: crmProcedure
    .input(explainBalanceInput)
    .query(({ ctx, input }) => explainBalance(ctx.ctx, input)),
  explainInterest: crmProcedure
    .input(explainInterestInput)
    .query(({ ctx, input }) => explainInterest(ctx.ctx, input)),
  previewInterest: crmProcedure
    .input(startInterestInput)
    .query(({ ctx, input }) => previewInterest(ctx.ctx, input)),
  startInterest: crmProcedure
    .input(startInterestInput)
    .mutation(({ ctx, input }) => startInterest(ctx.ctx, input)),
  stopInterest: crmProcedure
    .input(stopInterestInput)
    .mutation(({ ctx, input }) => stopInterest(ctx.ctx, input)),
  reallocate: crmProcedure
    .input(caseIdInput)
    .mutation(({ ctx, input }) => reallocateCase(ctx.ctx, input)),
  payments: crmProcedure
    .input(listPaymentsInput)
    .query(({ ctx, input }) => listPayments(ctx.ctx, input)),
  countPayments: crmProcedure
    .input(countPaymentsInput)
    .query(({ ctx, input }) => countPayments(ctx.ctx, input)),
  previewPayment: crmProcedure
    .input(previewPaymentInput)
    .query(({ ctx, input }) => previewPayment(ctx.ctx, input)),
  recordPayment: crmProcedure
    .input(recordPaymentInput)
    .mutation(({ ctx, input }) => recordPayment(ctx.ctx, input)),
  reversePayment: crmProcedure
    .input(reversePaymentInput)
    .mutation(({ ctx, input }) => reversePayment(ctx.ctx, input)),
  rates: crmProcedure.query(({ ctx }) => listRates(ctx.ctx)),
  profiles: crmProcedure.query(({ ctx }) => listProfiles(ctx.ctx)),
  saveProfile: crmProcedure
    .input(saveProfileInput)
    .mutation(({ ctx, input }) => saveProfile(ctx.ctx, input)),
});
