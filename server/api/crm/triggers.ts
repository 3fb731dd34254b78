import * as triggers from "@/server/domain/triggers";
import * as inputs from "@/server/domain/triggers/inputs";
import { crmProcedure, router } from "../trpc";

export const triggersRouter = router({
  deliveries: crmProcedure
    .input(inputs.listDeliveriesInput)
    .query(({ ctx, input }) => triggers.listDeliveries(ctx.ctx, input)),
  delivery: crmProcedure
    .input(inputs.deliveryIdInput)
    .query(({ ctx, input }) => triggers.getDelivery(ctx.ctx, input)),
  replay: crmProcedure
    .input(inputs.deliveryIdInput)
    .mutation(({ ctx, input }) => triggers.replayDelivery(ctx.ctx, input)),
  endpoints: crmProcedure.query(({ ctx }) => triggers.listEndpoints(ctx.ctx)),
  enable: crmProcedure
    .input(inputs.endpointInput)
    .mutation(({ ctx, input }) => triggers.enableEndpoint(ctx.ctx, input)),
  drop: crmProcedure
    .input(inputs.endpointInput)
    .mutation(({ ctx, input }) => triggers.dropWaiting(ctx.ctx, input)),
});
