import * as messages from "@/server/domain/messages";
import * as inputs from "@/server/domain/messages/inputs";
import { crmProcedure, router } from "../trpc";

/** Files of messages travel outside tRPC, see message-files.ts. */
export const messagesRouter = router({
  recipients: crmProcedure
    .input(inputs.caseRecipientsInput)
    .query(({ ctx, input }) => messages.caseRecipients(ctx.ctx, input)),
  // Looking at personal data leaves its line in the audit, so it is no query.
  preview: crmProcedure
    .input(inputs.previewMessageInput)
    .mutation(({ ctx, input }) => messages.previewMessage(ctx.ctx, input)),
  send: crmProcedure
    .input(inputs.sendMessageInput)
    .mutation(({ ctx, input }) => messages.sendMessage(ctx.ctx, input)),
  list: crmProcedure
    .input(inputs.listMessagesInput)
    .query(({ ctx, input }) => messages.listMessages(ctx.ctx, input)),
  counts: crmProcedure.query(({ ctx }) => messages.countMessages(ctx.ctx)),
  get: crmProcedure
    .input(inputs.messageIdInput)
    .query(({ ctx, input }) => messages.getMessage(ctx.ctx, input)),
  caught: crmProcedure
    .input(inputs.listCaughtInput)
    .query(({ ctx, input }) => messages.listCaught(ctx.ctx, input)),
  replyAsRecipient: crmProcedure
    .input(inputs.replyAsRecipientInput)
    .mutation(({ ctx, input }) => messages.replyAsRecipient(ctx.ctx, input)),
  decide: crmProcedure
    .input(inputs.decideUncertainInput)
    .mutation(({ ctx, input }) => messages.decideMessage(ctx.ctx, input)),
  cancel: crmProcedure
    .input(inputs.cancelMessageInput)
    .mutation(({ ctx, input }) => messages.cancelMessage(ctx.ctx, input)),
  holds: crmProcedure
    .input(inputs.holdsOfCaseInput)
    .query(({ ctx, input }) => messages.holdsOfCase(ctx.ctx, input)),
  holdsOfParty: crmProcedure
    .input(inputs.holdsOfPartyInput)
    .query(({ ctx, input }) => messages.holdsOfParty(ctx.ctx, input)),
  hold: crmProcedure
    .input(inputs.holdInput)
    .mutation(({ ctx, input }) => messages.holdContact(ctx.ctx, input)),
  waitingHeld: crmProcedure
    .input(inputs.waitingHeldInput)
    .query(({ ctx, input }) => messages.waitingHeld(ctx.ctx, input)),
  endHold: crmProcedure
    .input(inputs.endHoldInput)
    .mutation(({ ctx, input }) => messages.endHold(ctx.ctx, input)),
  rules: crmProcedure.query(({ ctx }) => messages.contactRules(ctx.ctx)),
  saveRules: crmProcedure
    .input(inputs.saveContactRulesInput)
    .mutation(({ ctx, input }) => messages.saveContactRules(ctx.ctx, input)),
});
