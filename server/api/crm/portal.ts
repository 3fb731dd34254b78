import {
  clientsOfCase,
  clientsOfCaseInput,
  showDocument,
  showDocumentInput,
} from "@/server/domain/papers";
import {
  invitationInput,
  inviteClient,
  inviteClientInput,
  partyInput,
  portalOfParty,
  resendInvitation,
  revokeInvitation,
  saveSite,
  saveSiteInput,
  setClient,
  setClientInput,
  siteSettings,
} from "@/server/domain/portal";
import { answerInput, answerRequest, postsInput, postsOfRequest } from "@/server/domain/requests";
import { crmProcedure, router } from "../trpc";

export const portalRouter = router({
  site: crmProcedure.query(({ ctx }) => siteSettings(ctx.ctx)),
  saveSite: crmProcedure
    .input(saveSiteInput)
    .mutation(({ ctx, input }) => saveSite(ctx.ctx, input)),
  ofParty: crmProcedure.input(partyInput).query(({ ctx, input }) => portalOfParty(ctx.ctx, input)),
  invite: crmProcedure
    .input(inviteClientInput)
    .mutation(({ ctx, input }) => inviteClient(ctx.ctx, input)),
  resend: crmProcedure
    .input(invitationInput)
    .mutation(({ ctx, input }) => resendInvitation(ctx.ctx, input)),
  revoke: crmProcedure
    .input(invitationInput)
    .mutation(({ ctx, input }) => revokeInvitation(ctx.ctx, input)),
  setClient: crmProcedure
    .input(setClientInput)
    .mutation(({ ctx, input }) => setClient(ctx.ctx, input)),
  clientsOfCase: crmProcedure
    .input(clientsOfCaseInput)
    .query(({ ctx, input }) => clientsOfCase(ctx.ctx, input)),
  showDocument: crmProcedure
    .input(showDocumentInput)
    .mutation(({ ctx, input }) => showDocument(ctx.ctx, input)),
  posts: crmProcedure.input(postsInput).query(({ ctx, input }) => postsOfRequest(ctx.ctx, input)),
  answer: crmProcedure
    .input(answerInput)
    .mutation(({ ctx, input }) => answerRequest(ctx.ctx, input)),
});
