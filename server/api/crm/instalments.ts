import * as instalments from "@/server/domain/instalments";
import * as inputs from "@/server/domain/instalments/inputs";
import { crmProcedure, router } from "../trpc";

export const instalmentsRouter = router({
  ofCase: crmProcedure
    .input(inputs.caseSchedulesInput)
    .query(({ ctx, input }) => instalments.schedulesOfCase(ctx.ctx, input)),
  preview: crmProcedure
    .input(inputs.previewScheduleInput)
    .query(({ ctx, input }) => instalments.previewSchedule(ctx.ctx, input)),
  create: crmProcedure
    .input(inputs.createScheduleInput)
    .mutation(({ ctx, input }) => instalments.createSchedule(ctx.ctx, input)),
  cancel: crmProcedure
    .input(inputs.cancelScheduleInput)
    .mutation(({ ctx, input }) => instalments.cancelSchedule(ctx.ctx, input)),
  list: crmProcedure
    .input(inputs.listSchedulesInput)
    .query(({ ctx, input }) => instalments.listSchedules(ctx.ctx, input)),
  count: crmProcedure
    .input(inputs.countSchedulesInput)
    .query(({ ctx, input }) => instalments.countSchedules(ctx.ctx, input)),
  promises: crmProcedure
    .input(inputs.listPromisesInput)
    .query(({ ctx, input }) => instalments.listPromises(ctx.ctx, input)),
  countPromises: crmProcedure
    .input(inputs.countPromisesInput)
    .query(({ ctx, input }) => instalments.countPromises(ctx.ctx, input)),
  makePromise: crmProcedure
    .input(inputs.makePromiseInput)
    .mutation(({ ctx, input }) => instalments.makePromise(ctx.ctx, input)),
  cancelPromise: crmProcedure
    .input(inputs.cancelPromiseInput)
    .mutation(({ ctx, input }) => instalments.cancelPromise(ctx.ctx, input)),
  settings: crmProcedure.query(({ ctx }) => instalments.listSettings(ctx.ctx)),
  saveSettings: crmProcedure
    .input(inputs.saveSettingsInput)
    .mutation(({ ctx, input }) => instalments.saveSettings(ctx.ctx, input)),
  removeSettings: crmProcedure
    .input(inputs.removeSettingsInput)
    .mutation(({ ctx, input }) => instalments.removeSettings(ctx.ctx, input)),
});
