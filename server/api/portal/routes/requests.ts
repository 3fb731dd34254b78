import {
  closeMyRequest,
  countNews,
  myRequest,
  myRequests,
  myRequestsInput,
  openRequest,
  openRequestInput,
  rateInput,
  rateRequest,
  readRequest,
  readRequestInput,
  replyInput,
  replyToRequest,
  requestInput,
  requestStamp,
} from "@/server/domain/requests";
import { clientProcedure } from "../trpc";

/** The client's requests. */
export const requests = {
  myRequests: clientProcedure
    .input(myRequestsInput.prefault({}))
    .query(({ ctx, input }) => myRequests(ctx.ctx, input)),
  myRequest: clientProcedure
    .input(requestInput)
    .query(({ ctx, input }) => myRequest(ctx.ctx, input)),
  requestStamp: clientProcedure
    .input(requestInput)
    .query(({ ctx, input }) => requestStamp(ctx.ctx, input)),
  requestNews: clientProcedure.query(({ ctx }) => countNews(ctx.ctx)),
  readRequest: clientProcedure
    .input(readRequestInput)
    .mutation(({ ctx, input }) => readRequest(ctx.ctx, input)),
  openRequest: clientProcedure
    .input(openRequestInput)
    .mutation(({ ctx, input }) => openRequest(ctx.ctx, input)),
  replyToRequest: clientProcedure
    .input(replyInput)
    .mutation(({ ctx, input }) => replyToRequest(ctx.ctx, input)),
  closeMyRequest: clientProcedure
    .input(requestInput)
    .mutation(({ ctx, input }) => closeMyRequest(ctx.ctx, input)),
  rateRequest: clientProcedure
    .input(rateInput)
    .mutation(({ ctx, input }) => rateRequest(ctx.ctx, input)),
};
