import {
  acceptChange,
  acceptJoin,
  changeIdInput,
  changesOfParty,
  changesOfPartyInput,
  codeIdInput,
  joinIdInput,
  letterCaseInput,
  letterWays,
  makeOrganisationCode,
  makeOrganisationCodeInput,
  organisationCard,
  organisationInput,
  portalRules,
  rejectChange,
  rejectChangeInput,
  rejectJoin,
  rejectJoinInput,
  revokeOrganisationCode,
  saveRules,
  saveRulesInput,
  setAdmin,
  setAdminInput,
  setParent,
  setParentInput,
  shutLetters,
  shutLettersInput,
  takeBackChange,
  waitingChanges,
  waitingJoins,
} from "@/server/domain/portal";
import { crmProcedure, router } from "../trpc";

/** What clients say of themselves, their organisations, and links from letters. */
export const organisationsRouter = router({
  rules: crmProcedure.query(({ ctx }) => portalRules(ctx.ctx)),
  saveRules: crmProcedure
    .input(saveRulesInput)
    .mutation(({ ctx, input }) => saveRules(ctx.ctx, input)),
  waitingChanges: crmProcedure.query(({ ctx }) => waitingChanges(ctx.ctx)),
  changes: crmProcedure
    .input(changesOfPartyInput)
    .query(({ ctx, input }) => changesOfParty(ctx.ctx, input)),
  acceptChange: crmProcedure
    .input(changeIdInput)
    .mutation(({ ctx, input }) => acceptChange(ctx.ctx, input)),
  rejectChange: crmProcedure
    .input(rejectChangeInput)
    .mutation(({ ctx, input }) => rejectChange(ctx.ctx, input)),
  takeBackChange: crmProcedure
    .input(changeIdInput)
    .mutation(({ ctx, input }) => takeBackChange(ctx.ctx, input)),
  waitingJoins: crmProcedure.query(({ ctx }) => waitingJoins(ctx.ctx)),
  acceptJoin: crmProcedure
    .input(joinIdInput)
    .mutation(({ ctx, input }) => acceptJoin(ctx.ctx, input)),
  rejectJoin: crmProcedure
    .input(rejectJoinInput)
    .mutation(({ ctx, input }) => rejectJoin(ctx.ctx, input)),
  card: crmProcedure
    .input(organisationInput)
    .query(({ ctx, input }) => organisationCard(ctx.ctx, input)),
  setParent: crmProcedure
    .input(setParentInput)
    .mutation(({ ctx, input }) => setParent(ctx.ctx, input)),
  setAdmin: crmProcedure
    .input(setAdminInput)
    .mutation(({ ctx, input }) => setAdmin(ctx.ctx, input)),
  makeCode: crmProcedure
    .input(makeOrganisationCodeInput)
    .mutation(({ ctx, input }) => makeOrganisationCode(ctx.ctx, input)),
  revokeCode: crmProcedure
    .input(codeIdInput)
    .mutation(({ ctx, input }) => revokeOrganisationCode(ctx.ctx, input)),
  letterWays: crmProcedure
    .input(letterCaseInput)
    .query(({ ctx, input }) => letterWays(ctx.ctx, input)),
  shutLetters: crmProcedure
    .input(shutLettersInput)
    .mutation(({ ctx, input }) => shutLetters(ctx.ctx, input)),
});
