import {
  notifyBroken,
  notifyInsolvency,
  notifyStep,
  type PostOffice,
  sendMail,
} from "@/server/domain/mails";
import { catchMails, isTelephone, textBySms } from "@/server/domain/messages";
import type { Subscriber } from "../subscribers";

/** An instalment was missed: the owner of the case gets a mail. */
export const brokenMail: Subscriber<"schedule.broken"> = async (ctx, { breachId }) => {
  await notifyBroken(ctx, { breachId });
};

/** A case came to rest where its process tells of it: those whom it names get a mail. */
export const stepMail: Subscriber<"case.rested"> = async (ctx, { caseId, state }) => {
  await notifyStep(ctx, { caseId, state });
};

/** A check of many is over: who asked for it gets the list of those that changed. */
export const insolvencyMail: Subscriber<"registers.run_ended"> = async (ctx, { runId }) => {
  await notifyInsolvency(ctx, { runId });
};

/**
 * A mail waits: it leaves by the post office of this process, to a telephone by the tenant's SMS
 * carrier; in a demo it is kept and shown.
 */
export const mailSend =
  (office: PostOffice): Subscriber<"mail.queued"> =>
  (ctx, { mailId }) => {
    const mails = ctx.outside?.isCatching ? catchMails(ctx) : office.sender;
    const texts = textBySms(ctx);
    const send: typeof mails.send = (mail) => (isTelephone(mail.to) ? texts : mails).send(mail);
    return sendMail(ctx, { mailId }, { ...office, sender: { send } });
  };
