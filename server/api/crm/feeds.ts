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
});
