import * as requests from "@/server/domain/requests";
import * as inputs from "@/server/domain/requests/inputs";
import { crmProcedure, router } from "../trpc";

export const requestsRouter = router({
  list: crmProcedure
    .input(inputs.listDeskInput)
    .query(({ ctx, input }) => requests.listDesk(ctx.ctx, input)),
  count: crmProcedure
    .input(inputs.countDeskInput)
    .query(({ ctx, input }) => requests.countDesk(ctx.ctx, input)),
  thread: crmProcedure
    .input(inputs.requestIdInput)
    .query(({ ctx, input }) => requests.requestThread(ctx.ctx, input)),
  ofCase: crmProcedure
    .input(inputs.requestIdInput)
    .query(({ ctx, input }) => requests.requestsOfCase(ctx.ctx, input)),
  report: crmProcedure
    .input(inputs.reportInput)
    .query(({ ctx, input }) => requests.deskReport(ctx.ctx, input)),
  assign: crmProcedure
    .input(inputs.assignRequestsInput)
    .mutation(({ ctx, input }) => requests.assignRequests(ctx.ctx, input)),
  setPriority: crmProcedure
    .input(inputs.setPriorityInput)
    .mutation(({ ctx, input }) => requests.setPriority(ctx.ctx, input)),
  setKind: crmProcedure
    .input(inputs.setKindInput)
    .mutation(({ ctx, input }) => requests.setKind(ctx.ctx, input)),
  open: crmProcedure
    .input(inputs.openByHandInput)
    .mutation(({ ctx, input }) => requests.openByHand(ctx.ctx, input)),
  disputable: crmProcedure
    .input(inputs.requestIdInput)
    .query(({ ctx, input }) => requests.disputableClaims(ctx.ctx, input)),
  recordDispute: crmProcedure
    .input(inputs.recordDisputeInput)
    .mutation(({ ctx, input }) => requests.recordDispute(ctx.ctx, input)),
  recordRight: crmProcedure
    .input(inputs.recordRightInput)
    .mutation(({ ctx, input }) => requests.recordRight(ctx.ctx, input)),
  step: crmProcedure
    .input(inputs.stepRequestInput)
    .mutation(({ ctx, input }) => requests.stepRequest(ctx.ctx, input)),
  merge: crmProcedure
    .input(inputs.mergeRequestsInput)
    .mutation(({ ctx, input }) => requests.mergeRequests(ctx.ctx, input)),
  cannedFor: crmProcedure
    .input(inputs.requestIdInput)
    .query(({ ctx, input }) => requests.cannedFor(ctx.ctx, input)),
  canned: crmProcedure.query(({ ctx }) => requests.listCanned(ctx.ctx)),
  saveCanned: crmProcedure
    .input(inputs.saveCannedInput)
    .mutation(({ ctx, input }) => requests.saveCanned(ctx.ctx, input)),
  deleteCanned: crmProcedure
    .input(inputs.cannedIdInput)
    .mutation(({ ctx, input }) => requests.deleteCanned(ctx.ctx, input)),
  rules: crmProcedure.query(({ ctx }) => requests.listRules(ctx.ctx)),
  saveRule: crmProcedure
    .input(inputs.saveRuleInput)
    .mutation(({ ctx, input }) => requests.saveRule(ctx.ctx, input)),
  deleteRule: crmProcedure
    .input(inputs.ruleIdInput)
    .mutation(({ ctx, input }) => requests.deleteRule(ctx.ctx, input)),
  orderRules: crmProcedure
    .input(inputs.orderRulesInput)
    .mutation(({ ctx, input }) => requests.orderRules(ctx.ctx, input)),
  tryRoute: crmProcedure
    .input(inputs.tryRouteInput)
    .query(({ ctx, input }) => requests.tryRoute(ctx.ctx, input)),
  settings: crmProcedure.query(({ ctx }) => requests.deskSettings(ctx.ctx)),
  saveSettings: crmProcedure
    .input(inputs.saveDeskSettingsInput)
    .mutation(({ ctx, input }) => requests.saveDeskSettings(ctx.ctx, input)),
});
