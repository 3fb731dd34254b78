import * as configuration from "@/server/domain/configuration";
import * as inputs from "@/server/domain/configuration/inputs";
import { crmProcedure, router } from "../trpc";

export const configurationRouter = router({
  get: crmProcedure.query(({ ctx }) => configuration.getConfiguration(ctx.ctx)),
  version: crmProcedure
    .input(inputs.versionIdInput)
    .query(({ ctx, input }) => configuration.getVersion(ctx.ctx, input)),
  saveSource: crmProcedure
    .input(inputs.saveSourceInput)
    .mutation(({ ctx, input }) => configuration.saveSource(ctx.ctx, input)),
  reload: crmProcedure.mutation(({ ctx }) => configuration.reloadConfig(ctx.ctx)),
  check: crmProcedure.input(inputs.checkTextInput).mutation(async ({ ctx, input }) => {
    return { findings: (await configuration.checkText(ctx.ctx, input)).findings };
  }),
  saveLogDays: crmProcedure
    .input(inputs.logDaysInput)
    .mutation(({ ctx, input }) => configuration.saveLogDays(ctx.ctx, input)),
  allowHost: crmProcedure
    .input(inputs.hostInput)
    .mutation(({ ctx, input }) => configuration.allowHost(ctx.ctx, input)),
  forbidHost: crmProcedure
    .input(inputs.hostInput)
    .mutation(({ ctx, input }) => configuration.forbidHost(ctx.ctx, input)),
  rotateSecret: crmProcedure
    .input(inputs.hostInput)
    .mutation(({ ctx, input }) => configuration.rotateSecret(ctx.ctx, input)),
  /** May call outside, for values that are not known. */
  panels: crmProcedure
    .input(inputs.panelInput)
    .query(({ ctx, input }) => configuration.readPanels(ctx.ctx, input)),
  actions: crmProcedure
    .input(inputs.actionsInput)
    .query(({ ctx, input }) => configuration.listActions(ctx.ctx, input)),
  runAction: crmProcedure
    .input(inputs.runActionInput)
    .mutation(({ ctx, input }) => configuration.runAction(ctx.ctx, input)),
  actionLog: crmProcedure
    .input(inputs.actionLogInput)
    .query(({ ctx, input }) => configuration.listActionLog(ctx.ctx, input)),
  actionRuns: crmProcedure
    .input(inputs.actionRunsInput)
    .query(({ ctx, input }) => configuration.listActionRuns(ctx.ctx, input)),
});
