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
import {
  answerInput,
  answerRequest,
  answerRightInput,
  approveErasure,
  confirmErasureInput,
  decideDispute,
  decideDisputeInput,
  disputesOfCase,
  disputesOfCaseInput,
  documentsToGive,
  liftRestriction,
  liftRestrictionInput,
  partyOfRightInput,
  postsInput,
  postsOfRequest,
  proposeErasure,
  refuseRight,
  restrictionOfParty,
  restrictParty,
  retentionTerms,
  retentionTermsInput,
  rightOfRequest,
  saveRetentionTerms,
} from "@/server/domain/requests";
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
  documents: crmProcedure
    .input(postsInput)
    .query(({ ctx, input }) => documentsToGive(ctx.ctx, input)),
  disputes: crmProcedure
    .input(disputesOfCaseInput)
    .query(({ ctx, input }) => disputesOfCase(ctx.ctx, input)),
  decideDispute: crmProcedure
    .input(decideDisputeInput)
    .mutation(({ ctx, input }) => decideDispute(ctx.ctx, input)),
  right: crmProcedure.input(postsInput).query(({ ctx, input }) => rightOfRequest(ctx.ctx, input)),
  refuseRight: crmProcedure
    .input(answerRightInput)
    .mutation(({ ctx, input }) => refuseRight(ctx.ctx, input)),
  restrict: crmProcedure
    .input(answerRightInput)
    .mutation(({ ctx, input }) => restrictParty(ctx.ctx, input)),
  proposeErasure: crmProcedure
    .input(confirmErasureInput)
    .mutation(({ ctx, input }) => proposeErasure(ctx.ctx, input)),
  approveErasure: crmProcedure
    .input(confirmErasureInput)
    .mutation(({ ctx, input }) => approveErasure(ctx.ctx, input)),
  restriction: crmProcedure
    .input(partyOfRightInput)
    .query(({ ctx, input }) => restrictionOfParty(ctx.ctx, input)),
  liftRestriction: crmProcedure
    .input(liftRestrictionInput)
    .mutation(({ ctx, input }) => liftRestriction(ctx.ctx, input)),
  retention: crmProcedure.query(({ ctx }) => retentionTerms(ctx.ctx)),
  saveRetention: crmProcedure
    .input(retentionTermsInput)
    .mutation(({ ctx, input }) => saveRetentionTerms(ctx.ctx, input)),
});
