import type { Tx } from "@/db/client";
import type { Context } from "../../context";
import { readSenders, subjectTag, writeMessages } from "../../messages";
import { MAIL_TEXTS } from "./mail-texts";
import { mailWayOf } from "./mail-way";
import { noteMail } from "./note-mail";

/**
 * Sends an answer of ours as a mail where its client is answered so: in their thread, with an address
 * and a subject that lead back, once for each post. Answers the address that gets the words, or null.
 * Part of the transaction that writes the post.
 */
export async function answerByMail(
  ctx: Context,
  tx: Tx,
  { caseId, postId, text }: { caseId: number; postId: number; text: string },
): Promise<string | null> {
  const { to } = await mailWayOf(tx, caseId);
  if (to === null) return null;
  const [request] = await tx.sql<{ refNo: string; subject: string }[]>`
    select ref_no as "refNo", coalesce(fields->>'subject', '') as subject
      from cases where id = ${caseId}`;
  if (!request) throw new Error("no row");
  const { refNo, subject } = request;
  const language = to.language ?? ctx.actor.language;
  const from = (await readSenders(ctx, tx))("tenant");
  const footer = MAIL_TEXTS[language].footer({ refNo, sender: from.name });
  const [written] = await writeMessages(ctx, tx, [
    {
      ...{ key: `request-answer:${postId}`, channel: "email", caseId, files: [], from, language },
      // They have asked and wait for it: no quiet hour of the party's holds it up.
      partyId: null,
      ...{ toAddress: to.address, toName: to.name, inReplyTo: to.inReplyTo },
      subject: `Re: ${subject} ${subjectTag(ctx, refNo)}`,
      body: `${text}\n\n-- \n${footer}`,
      ...{ isAutomatic: false, notBefore: ctx.now },
    },
  ]);
  if (written) {
    const { messageId } = written;
    await noteMail(ctx, tx, { messageId, standing: "answer", caseId, postId, language });
  }
  return to.address;
}
