import { notifyBroken, type PostOffice, sendMail } from "@/server/domain/mails";
import { catchMails } from "@/server/domain/messages";
import type { Subscriber } from "../subscribers";

/** An instalment was missed: the owner of the case gets a mail. */
export const brokenMail: Subscriber<"schedule.broken"> = async (ctx, { breachId }) => {
  await notifyBroken(ctx, { breachId });
};

/** A mail waits: it leaves by the post office of this process; in a demo it is kept and shown. */
export const mailSend =
  (office: PostOffice): Subscriber<"mail.queued"> =>
  (ctx, { mailId }) =>
    sendMail(
      ctx,
      { mailId },
      ctx.outside?.isCatching ? { ...office, sender: catchMails(ctx) } : office,
    );
