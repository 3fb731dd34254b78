import * as mails from "@/server/domain/mails";
import * as inputs from "@/server/domain/mails/inputs";
import { crmProcedure, router } from "../trpc";

export const mailsRouter = router({
  preferences: crmProcedure.query(({ ctx }) => mails.myMailPreferences(ctx.ctx)),
  savePreferences: crmProcedure
    .input(inputs.saveMailPreferencesInput)
    .mutation(({ ctx, input }) => mails.saveMailPreferences(ctx.ctx, input)),
  unsent: crmProcedure.query(({ ctx }) => mails.listUnsentMails(ctx.ctx)),
  resend: crmProcedure
    .input(inputs.resendMailsInput)
    .mutation(({ ctx, input }) => mails.resendMails(ctx.ctx, input)),
});
