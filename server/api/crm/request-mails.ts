import * as messages from "@/server/domain/messages";
import { retryUnreadableInput } from "@/server/domain/messages/inputs";
import * as requests from "@/server/domain/requests";
import { crmProcedure, router } from "../trpc";

/** Requests by e-mail, as operators work with them. */
export const requestMailsRouter = router({
  ofRequest: crmProcedure
    .input(requests.postsInput)
    .query(({ ctx, input }) => requests.mailsOfRequest(ctx.ctx, input)),
  setWay: crmProcedure
    .input(requests.mailWayInput)
    .mutation(({ ctx, input }) => requests.setMailWay(ctx.ctx, input)),
  decide: crmProcedure
    .input(requests.decideMailInput)
    .mutation(({ ctx, input }) => requests.decideMail(ctx.ctx, input)),
  waiting: crmProcedure.query(({ ctx }) => requests.waitingMails(ctx.ctx)),
  propose: crmProcedure
    .input(requests.mailInput)
    .query(({ ctx, input }) => requests.proposeRequest(ctx.ctx, input)),
  open: crmProcedure
    .input(requests.openMailRequestInput)
    .mutation(({ ctx, input }) => requests.openMailRequest(ctx.ctx, input)),
  retry: crmProcedure
    .input(retryUnreadableInput)
    .mutation(({ ctx, input }) => messages.retryUnreadable(ctx.ctx, input)),
  rules: crmProcedure.query(({ ctx }) => requests.mailRules(ctx.ctx)),
  saveRules: crmProcedure
    .input(requests.saveMailRulesInput)
    .mutation(({ ctx, input }) => requests.saveMailRules(ctx.ctx, input)),
  figures: crmProcedure.query(({ ctx }) => requests.mailboxFigures(ctx.ctx)),
});
