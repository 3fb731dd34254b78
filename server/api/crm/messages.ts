import * as messages from "@/server/domain/messages";
import * as inputs from "@/server/domain/messages/inputs";
import { crmProcedure, router } from "../trpc";

export const messagesRouter = router({
  preferences: crmProcedure.query(({ ctx }) => messages.myMailPreferences(ctx.ctx)),
  savePreferences: crmProcedure
    .input(inputs.saveMailPreferencesInput)
    .mutation(({ ctx, input }) => messages.saveMailPreferences(ctx.ctx, input)),
  unsent: crmProcedure.query(({ ctx }) => messages.listUnsentMails(ctx.ctx)),
  resend: crmProcedure
    .input(inputs.resendMailsInput)
    .mutation(({ ctx, input }) => messages.resendMails(ctx.ctx, input)),
});
