import * as dunning from "@/server/domain/dunning";
import * as inputs from "@/server/domain/dunning/inputs";
import { crmProcedure, router } from "../trpc";

export const dunningRouter = router({
  plans: crmProcedure.query(({ ctx }) => dunning.listPlans(ctx.ctx)),
  plan: crmProcedure
    .input(inputs.optionalPlanInput)
    .query(({ ctx, input }) => dunning.getPlan(ctx.ctx, input)),
  ofDay: crmProcedure
    .input(inputs.planOfDayInput)
    .query(({ ctx, input }) => dunning.planOfDay(ctx.ctx, input)),
  unreached: crmProcedure
    .input(inputs.planOfDayInput)
    .query(({ ctx, input }) => dunning.unreachedLetters(ctx.ctx, input)),
  rows: crmProcedure
    .input(inputs.planRowsInput)
    .query(({ ctx, input }) => dunning.planRows(ctx.ctx, input)),
  foretell: crmProcedure
    .input(inputs.foretellRunInput)
    .query(({ ctx, input }) => dunning.foretellRun(ctx.ctx, input)),
  leavingOfRun: crmProcedure
    .input(inputs.runIdInput)
    .query(({ ctx, input }) => dunning.leavingOfRun(ctx.ctx, input)),
  send: crmProcedure
    .input(inputs.startRunInput)
    .mutation(({ ctx, input }) => dunning.startRun(ctx.ctx, input)),
  runs: crmProcedure.query(({ ctx }) => dunning.listRuns(ctx.ctx)),
  cancelRun: crmProcedure
    .input(inputs.runIdInput)
    .mutation(({ ctx, input }) => dunning.cancelRun(ctx.ctx, input)),
  draft: crmProcedure
    .input(inputs.draftPlanInput)
    .mutation(({ ctx, input }) => dunning.draftPlan(ctx.ctx, input)),
  savePlan: crmProcedure
    .input(inputs.savePlanInput)
    .mutation(({ ctx, input }) => dunning.savePlan(ctx.ctx, input)),
  deletePlan: crmProcedure
    .input(inputs.deletePlanInput)
    .mutation(({ ctx, input }) => dunning.deletePlan(ctx.ctx, input)),
  saveStep: crmProcedure
    .input(inputs.saveStepInput)
    .mutation(({ ctx, input }) => dunning.saveStep(ctx.ctx, input)),
  deleteStep: crmProcedure
    .input(inputs.deleteStepInput)
    .mutation(({ ctx, input }) => dunning.deleteStep(ctx.ctx, input)),
  activate: crmProcedure
    .input(inputs.activatePlanInput)
    .mutation(({ ctx, input }) => dunning.activatePlan(ctx.ctx, input)),
  simulate: crmProcedure
    .input(inputs.simulateInput)
    .query(({ ctx, input }) => dunning.simulatePlans(ctx.ctx, input)),
  noticesOfCase: crmProcedure
    .input(inputs.caseIdInput)
    .query(({ ctx, input }) => dunning.noticesOfCase(ctx.ctx, input)),
});
