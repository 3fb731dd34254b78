import { z } from "zod";
import {
  acceptMyJoin,
  askLetter,
  askRegistration,
  askRegistrationInput,
  askWay,
  changeMyOrganisation,
  changeOrganisationInput,
  codeIdInput,
  colleagueInput,
  companyForMe,
  companyInput,
  enterTestPayment,
  finishRegistration,
  finishRegistrationInput,
  foundInput,
  foundOrganisation,
  guardDoor,
  joinIdInput,
  joinInput,
  joinOrganisation,
  letterTokenInput,
  makeCodeInput,
  makeMyCode,
  myCaseInput,
  myOrganisation,
  openLetter,
  openLetterInput,
  registrationAt,
  rejectJoinInput,
  rejectMyJoin,
  removeColleague,
  revokeMyCode,
  testPaymentInput,
  testPaymentOffer,
} from "@/server/domain/portal";
import { caseProcedure, clientProcedure, doorProcedure } from "../trpc";

/** Ways in by oneself or by a letter, and the client's organisation. */
export const organisations = {
  registration: doorProcedure.query(({ ctx }) => registrationAt(ctx.door, ctx.site.tenantId)),
  askRegistration: doorProcedure
    .input(askRegistrationInput)
    .mutation(async ({ ctx: { door, site, visitor }, input }) => {
      const guest = { visitor, answer: input.captcha, account: input.email };
      const work = () => askRegistration(door, site.tenantId, { input, visitor });
      await guardDoor(door, site, { guest, work, isCounted: true });
    }),
  askRegistrationWay: doorProcedure
    .input(z.object({ token: z.string().max(80) }))
    .query(({ ctx, input }) => askWay(ctx.door, ctx.site.tenantId, input.token)),
  finishRegistration: doorProcedure
    .input(finishRegistrationInput)
    .mutation(async ({ ctx: { door, site, visitor, setSession }, input }) => {
      const guest = { visitor, answer: input.captcha };
      const work = () => finishRegistration(door, site.tenantId, { input, visitor });
      const { secret, language } = await guardDoor(door, site, { guest, work });
      setSession(secret);
      return { language };
    }),
  askLetter: doorProcedure
    .input(letterTokenInput)
    .query(({ ctx, input }) => askLetter(ctx.door, ctx.site.tenantId, input.token)),
  openLetter: doorProcedure
    .input(openLetterInput)
    .mutation(async ({ ctx: { door, site, visitor, setSession }, input }) => {
      const guest = { visitor, answer: input.captcha };
      const work = () => openLetter(door, site.tenantId, { input, visitor });
      const { secret, refNo } = await guardDoor(door, site, { guest, work });
      setSession(secret);
      return { refNo };
    }),

  testPaymentOffer: caseProcedure
    .input(myCaseInput)
    .query(({ ctx, input }) => testPaymentOffer(ctx.ctx, input)),
  enterTestPayment: caseProcedure
    .input(testPaymentInput)
    .mutation(({ ctx, input }) => enterTestPayment(ctx.ctx, input)),

  myOrganisation: clientProcedure.query(({ ctx }) => myOrganisation(ctx.ctx)),
  changeMyOrganisation: clientProcedure
    .input(changeOrganisationInput)
    .mutation(({ ctx, input }) => changeMyOrganisation(ctx.ctx, input)),
  companyForMe: clientProcedure
    .input(companyInput)
    .mutation(({ ctx, input }) => companyForMe(ctx.ctx, input)),
  foundOrganisation: clientProcedure
    .input(foundInput)
    .mutation(({ ctx, input }) => foundOrganisation(ctx.ctx, input)),
  joinOrganisation: clientProcedure
    .input(joinInput)
    .mutation(({ ctx, input }) => joinOrganisation(ctx.ctx, input)),
  makeMyCode: clientProcedure
    .input(makeCodeInput)
    .mutation(({ ctx, input }) => makeMyCode(ctx.ctx, input)),
  revokeMyCode: clientProcedure
    .input(codeIdInput)
    .mutation(({ ctx, input }) => revokeMyCode(ctx.ctx, input)),
  acceptMyJoin: clientProcedure
    .input(joinIdInput)
    .mutation(({ ctx, input }) => acceptMyJoin(ctx.ctx, input)),
  rejectMyJoin: clientProcedure
    .input(rejectJoinInput)
    .mutation(({ ctx, input }) => rejectMyJoin(ctx.ctx, input)),
  removeColleague: clientProcedure
    .input(colleagueInput)
    .mutation(({ ctx, input }) => removeColleague(ctx.ctx, input)),
};
