import * as feeds from "@/server/domain/feeds";
import * as inputs from "@/server/domain/feeds/inputs";
import { crmProcedure, router } from "../trpc";

export const feedsRouter = router({
  connections: crmProcedure.query(({ ctx }) => feeds.listConnections(ctx.ctx)),
  connect: crmProcedure
    .input(inputs.connectAccountInput)
    .mutation(({ ctx, input }) => feeds.connectAccount(ctx.ctx, input)),
  disconnect: crmProcedure
    .input(inputs.connectionIdInput)
    .mutation(({ ctx, input }) => feeds.disconnectAccount(ctx.ctx, input)),
  sync: crmProcedure
    .input(inputs.connectionIdInput)
    .mutation(({ ctx, input }) => feeds.syncConnection(ctx.ctx, input.connectionId)),
  sources: crmProcedure.query(({ ctx }) => feeds.listSources(ctx.ctx)),
  saveSource: crmProcedure
    .input(inputs.saveSourceInput)
    .mutation(({ ctx, input }) => feeds.saveSource(ctx.ctx, input)),
  deleteSource: crmProcedure
    .input(inputs.sourceIdInput)
    .mutation(({ ctx, input }) => feeds.deleteSource(ctx.ctx, input)),
  replaySource: crmProcedure
    .input(inputs.sourceIdInput)
    .mutation(({ ctx, input }) => feeds.replaySource(ctx.ctx, input)),
  entered: crmProcedure.query(({ ctx }) => feeds.listEnteredPayments(ctx.ctx)),
  enterPayment: crmProcedure
    .input(inputs.enterPaymentInput)
    .mutation(({ ctx, input }) => feeds.enterAccountingPayment(ctx.ctx, input)),
});
