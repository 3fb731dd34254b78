import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { authorize, inTransaction, type OperatorContext } from "../../context";
import { type DecideMailInput, decideMailInput } from "./inputs";
import { lockMail } from "./load-mail";
import { noteMail } from "./note-mail";
import { postMail } from "./post-mail";

/**
 * A person's word on a mail that came to a request from another address, or that looked like a
 * machine's: the client's own words, or not. Throws conflict `requests.mail_decided`.
 */
export async function decideMail(ctx: OperatorContext, raw: DecideMailInput): Promise<void> {
  authorize(ctx, "cases:edit");
  const { messageId, isClients } = decideMailInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const mail = await lockMail(tx, messageId);
    const { caseId, standing } = mail;
    const isOpen = standing === "foreign" || standing === "machine" || standing === "refused";
    if (caseId === null || mail.category !== "request" || !isOpen) {
      throw new DomainError("conflict", "requests.mail_decided");
    }
    if (isClients) await postMail(inner, tx, { mail, caseId });
    else await noteMail(inner, tx, { messageId, standing: "refused", caseId });
    await writeAudit(inner, {
      ...{ action: "requests.decide-mail", entity: "case", entityId: caseId, caseId },
      after: { messageId, isClients },
    });
  });
}
