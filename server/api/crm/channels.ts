import * as messages from "@/server/domain/messages";
import * as inputs from "@/server/domain/messages/inputs";
import { crmProcedure, router } from "../trpc";

export const channelsRouter = router({
  health: crmProcedure.query(({ ctx }) => messages.channelsHealth(ctx.ctx)),
  postage: crmProcedure.query(({ ctx }) => messages.postageServices(ctx.ctx)),
  save: crmProcedure
    .input(inputs.saveChannelInput)
    .mutation(({ ctx, input }) => messages.saveChannel(ctx.ctx, input)),
  test: crmProcedure
    .input(inputs.saveChannelInput)
    .mutation(({ ctx, input }) => messages.testChannel(ctx.ctx, input)),
  unfiled: crmProcedure
    .input(inputs.listUnfiledInput)
    .query(({ ctx, input }) => messages.listUnfiled(ctx.ctx, input)),
  delayed: crmProcedure.query(({ ctx }) => messages.listDelayed(ctx.ctx)),
  file: crmProcedure
    .input(inputs.fileMessageInput)
    .mutation(({ ctx, input }) => messages.fileMessage(ctx.ctx, input)),
  dismiss: crmProcedure
    .input(inputs.dismissMessageInput)
    .mutation(({ ctx, input }) => messages.dismissMessage(ctx.ctx, input)),
  batches: crmProcedure.query(({ ctx }) => messages.listBatches(ctx.ctx)),
  makeBatch: crmProcedure.mutation(({ ctx }) => messages.makeBatch(ctx.ctx)),
  confirmBatch: crmProcedure
    .input(inputs.confirmBatchInput)
    .mutation(({ ctx, input }) => messages.confirmBatch(ctx.ctx, input)),
  releaseBatch: crmProcedure
    .input(inputs.batchIdInput)
    .mutation(({ ctx, input }) => messages.releaseBatch(ctx.ctx, input)),
});
