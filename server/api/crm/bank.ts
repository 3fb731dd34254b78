import * as bank from "@/server/domain/bank";
import * as inputs from "@/server/domain/bank/inputs";
import { crmProcedure, router } from "../trpc";

export const bankRouter = router({
  accounts: crmProcedure.query(({ ctx }) => bank.listAccounts(ctx.ctx)),
  saveAccount: crmProcedure
    .input(inputs.saveAccountInput)
    .mutation(({ ctx, input }) => bank.saveAccount(ctx.ctx, input)),
  deleteAccount: crmProcedure
    .input(inputs.accountIdInput)
    .mutation(({ ctx, input }) => bank.deleteAccount(ctx.ctx, input)),
  statements: crmProcedure
    .input(inputs.listStatementsInput)
    .query(({ ctx, input }) => bank.listStatements(ctx.ctx, input)),
  movements: crmProcedure
    .input(inputs.listMovementsInput)
    .query(({ ctx, input }) => bank.listMovements(ctx.ctx, input)),
  count: crmProcedure
    .input(inputs.countMovementsInput)
    .query(({ ctx, input }) => bank.countMovements(ctx.ctx, input)),
  assign: crmProcedure
    .input(inputs.assignMovementInput)
    .mutation(({ ctx, input }) => bank.assignMovement(ctx.ctx, input)),
  ignore: crmProcedure
    .input(inputs.ignoreMovementInput)
    .mutation(({ ctx, input }) => bank.ignoreMovement(ctx.ctx, input)),
  release: crmProcedure
    .input(inputs.releaseMovementInput)
    .mutation(({ ctx, input }) => bank.releaseMovement(ctx.ctx, input)),
  candidates: crmProcedure
    .input(inputs.movementIdInput)
    .query(({ ctx, input }) => bank.listCandidates(ctx.ctx, input)),
  split: crmProcedure
    .input(inputs.splitMovementInput)
    .mutation(({ ctx, input }) => bank.splitMovement(ctx.ctx, input)),
  park: crmProcedure
    .input(inputs.parkMovementInput)
    .mutation(({ ctx, input }) => bank.parkMovement(ctx.ctx, input)),
  refuse: crmProcedure
    .input(inputs.refuseCandidateInput)
    .mutation(({ ctx, input }) => bank.refuseCandidate(ctx.ctx, input)),
  correctSymbol: crmProcedure
    .input(inputs.correctSymbolInput)
    .mutation(({ ctx, input }) => bank.correctSymbol(ctx.ctx, input)),
  rematch: crmProcedure
    .input(inputs.rematchMovementInput)
    .mutation(({ ctx, input }) => bank.rematchMovement(ctx.ctx, input)),
  undo: crmProcedure
    .input(inputs.undoDecisionInput)
    .mutation(({ ctx, input }) => bank.undoDecision(ctx.ctx, input)),
  rules: crmProcedure.query(({ ctx }) => bank.listRules(ctx.ctx)),
  previewRules: crmProcedure
    .input(inputs.saveRulesInput)
    .mutation(({ ctx, input }) => bank.previewRules(ctx.ctx, input)),
  saveRules: crmProcedure
    .input(inputs.saveRulesInput)
    .mutation(({ ctx, input }) => bank.saveRules(ctx.ctx, input)),
});
