import {
  checkPaper,
  checkPaperInput,
  issuePaper,
  issuePaperInput,
  myDocuments,
  myMessage,
  myMessageInput,
  myMessages,
  noDebtOffer,
  noDebtOfferInput,
  paperListInput,
} from "@/server/domain/papers";
import { caseProcedure, clientProcedure, doorProcedure } from "../trpc";

/** What a client may read and take away, and the check of a paper by whoever was shown it. */
export const papers = {
  myDocuments: caseProcedure
    .input(paperListInput)
    .query(({ ctx, input }) => myDocuments(ctx.ctx, input)),
  myMessages: caseProcedure
    .input(paperListInput)
    .query(({ ctx, input }) => myMessages(ctx.ctx, input)),
  myMessage: caseProcedure
    .input(myMessageInput)
    .query(({ ctx, input }) => myMessage(ctx.ctx, input)),
  noDebtOffer: clientProcedure
    .input(noDebtOfferInput.prefault({}))
    .query(({ ctx, input }) => noDebtOffer(ctx.ctx, input)),
  issuePaper: clientProcedure
    .input(issuePaperInput)
    .mutation(({ ctx, input }) => issuePaper(ctx.ctx, input)),
  checkPaper: doorProcedure
    .input(checkPaperInput)
    .mutation(({ ctx: { door, site, visitor }, input }) =>
      checkPaper(door, site.tenantId, { input, visitor }),
    ),
};
