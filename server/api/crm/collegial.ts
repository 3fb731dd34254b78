import * as collegial from "@/server/domain/collegial";
import * as inputs from "@/server/domain/collegial/inputs";
import { crmProcedure, router } from "../trpc";

export const collegialRouter = router({
  ofCase: crmProcedure
    .input(inputs.collegialCaseInput)
    .query(({ ctx, input }) => collegial.caseActions(ctx.ctx, input)),
  awaited: crmProcedure
    .input(inputs.collegialCaseInput)
    .query(({ ctx, input }) => collegial.awaitedActions(ctx.ctx, input)),
  documents: crmProcedure
    .input(inputs.collegialCaseInput)
    .query(({ ctx, input }) => collegial.signedDocuments(ctx.ctx, input)),
  askable: crmProcedure
    .input(inputs.askableInput)
    .query(({ ctx, input }) => collegial.askable(ctx.ctx, input)),
  waiting: crmProcedure
    .input(inputs.waitingForMeInput)
    .query(({ ctx, input }) => collegial.waitingForMe(ctx.ctx, input)),
  countWaiting: crmProcedure.query(({ ctx }) => collegial.countWaitingForMe(ctx.ctx)),
  assign: crmProcedure
    .input(inputs.assignActionsInput)
    .mutation(({ ctx, input }) => collegial.assignActions(ctx.ctx, input)),
  decide: crmProcedure
    .input(inputs.decideActionInput)
    .mutation(({ ctx, input }) => collegial.decideAction(ctx.ctx, input)),
  withdraw: crmProcedure
    .input(inputs.withdrawActionInput)
    .mutation(({ ctx, input }) => collegial.withdrawAction(ctx.ctx, input)),
  deputies: crmProcedure
    .input(inputs.listDeputiesInput)
    .query(({ ctx, input }) => collegial.listDeputies(ctx.ctx, input)),
  appointDeputy: crmProcedure
    .input(inputs.appointDeputyInput)
    .mutation(({ ctx, input }) => collegial.appointDeputy(ctx.ctx, input)),
  changeDeputy: crmProcedure
    .input(inputs.changeDeputyInput)
    .mutation(({ ctx, input }) => collegial.changeDeputy(ctx.ctx, input)),
  revokeDeputy: crmProcedure
    .input(inputs.revokeDeputyInput)
    .mutation(({ ctx, input }) => collegial.revokeDeputy(ctx.ctx, input)),
});
