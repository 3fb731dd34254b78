import {
  addCharge,
  agreeSettlement,
  assignClaims,
  chargeFlatCosts,
  claimsOfCase,
  concessionsOfCase,
  countClaims,
  countPayments,
  createClaim,
  explainBalance,
  explainInterest,
  lawOfCase,
  ledgerOfClaim,
  listClaims,
  listInterestRules,
  listPayments,
  listProfiles,
  listRates,
  listRules,
  lowerClaim,
  moveSurplus,
  orderByLaw,
  overrideRule,
  previewInterest,
  previewPayment,
  reallocateCase,
  recordPayment,
  returnSurplus,
  reverseCharge,
  reversePayment,
  saveInterestRule,
  saveProfile,
  saveRate,
  startInterest,
  stateLaw,
  stopInterest,
  sumClaims,
  undoAct,
  undoAssignment,
  undoSurplus,
  withdrawSettlement,
} from "@/server/domain/claims";
import {
  addChargeInput,
  agreeSettlementInput,
  assignClaimsInput,
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
  lowerClaimInput,
  moveSurplusInput,
  overrideRuleInput,
  previewPaymentInput,
  recordPaymentInput,
  returnSurplusInput,
  reverseChargeInput,
  reversePaymentInput,
  saveInterestRuleInput,
  saveProfileInput,
  saveRateInput,
  startInterestInput,
  stateLawInput,
  stopInterestInput,
  sumClaimsInput,
  undoActInput,
  undoAssignmentInput,
  undoSurplusInput,
  withdrawSettlementInput,
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
  sum: crmProcedure.input(sumClaimsInput).query(({ ctx, input }) => sumClaims(ctx.ctx, input)),
  create: crmProcedure
    .input(createClaimInput)
    .mutation(({ ctx, input }) => createClaim(ctx.ctx, input)),
  charge: crmProcedure
    .input(addChargeInput)
    .mutation(({ ctx, input }) => addCharge(ctx.ctx, input)),
  chargeFlatCosts: crmProcedure
    .input(claimIdInput)
    .mutation(({ ctx, input }) => chargeFlatCosts(ctx.ctx, input)),
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
  lower: crmProcedure
    .input(lowerClaimInput)
    .mutation(({ ctx, input }) => lowerClaim(ctx.ctx, input)),
  undoAct: crmProcedure.input(undoActInput).mutation(({ ctx, input }) => undoAct(ctx.ctx, input)),
  agreeSettlement: crmProcedure
    .input(agreeSettlementInput)
    .mutation(({ ctx, input }) => agreeSettlement(ctx.ctx, input)),
  withdrawSettlement: crmProcedure
    .input(withdrawSettlementInput)
    .mutation(({ ctx, input }) => withdrawSettlement(ctx.ctx, input)),
  assign: crmProcedure
    .input(assignClaimsInput)
    .mutation(({ ctx, input }) => assignClaims(ctx.ctx, input)),
  undoAssignment: crmProcedure
    .input(undoAssignmentInput)
    .mutation(({ ctx, input }) => undoAssignment(ctx.ctx, input)),
  returnSurplus: crmProcedure
    .input(returnSurplusInput)
    .mutation(({ ctx, input }) => returnSurplus(ctx.ctx, input)),
  moveSurplus: crmProcedure
    .input(moveSurplusInput)
    .mutation(({ ctx, input }) => moveSurplus(ctx.ctx, input)),
  undoSurplus: crmProcedure
    .input(undoSurplusInput)
    .mutation(({ ctx, input }) => undoSurplus(ctx.ctx, input)),
  rates: crmProcedure.query(({ ctx }) => listRates(ctx.ctx)),
  saveRate: crmProcedure
    .input(saveRateInput)
    .mutation(({ ctx, input }) => saveRate(ctx.ctx, input)),
  concessions: crmProcedure
    .input(caseIdInput)
    .query(({ ctx, input }) => concessionsOfCase(ctx.ctx, input)),
  law: crmProcedure.input(caseIdInput).query(({ ctx, input }) => lawOfCase(ctx.ctx, input)),
  stateLaw: crmProcedure
    .input(stateLawInput)
    .mutation(({ ctx, input }) => stateLaw(ctx.ctx, input)),
  rules: crmProcedure.query(({ ctx }) => listRules(ctx.ctx)),
  overrideRule: crmProcedure
    .input(overrideRuleInput)
    .mutation(({ ctx, input }) => overrideRule(ctx.ctx, input)),
  orderByLaw: crmProcedure.mutation(({ ctx }) => orderByLaw(ctx.ctx)),
  interestRules: crmProcedure.query(({ ctx }) => listInterestRules(ctx.ctx)),
  saveInterestRule: crmProcedure
    .input(saveInterestRuleInput)
    .mutation(({ ctx, input }) => saveInterestRule(ctx.ctx, input)),
  profiles: crmProcedure.query(({ ctx }) => listProfiles(ctx.ctx)),
  saveProfile: crmProcedure
    .input(saveProfileInput)
    .mutation(({ ctx, input }) => saveProfile(ctx.ctx, input)),
});
