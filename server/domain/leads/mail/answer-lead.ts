import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { requireCase } from "../../cases";
import { inTransaction, type OperatorContext } from "../../context";
import { readSenders, subjectTag, withoutTags, writeMessages } from "../../messages";
import { authorizeDeals } from "../authorize-deals";
import { type AnswerLeadInput, answerLeadInput } from "../inputs";
import { wayOf } from "./deal-way";
import { noteLead } from "./note-lead";

/**
 * Answers whoever asks for a deal by mail, in their thread, with an address and a sealed subject that
 * lead back to it; once for each form. Throws not_found, precondition `leads.no_address`.
 */
export async function answerLead(ctx: OperatorContext, raw: AnswerLeadInput): Promise<void> {
  authorizeDeals(ctx, "messages:send");
  const { caseId, text, idempotencyKey } = answerLeadInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    await requireCase(tx, caseId);
    const way = await wayOf(tx, caseId);
    if (!way) throw new DomainError("precondition", "leads.no_address");
    const from = (await readSenders(inner, tx))("tenant");
    const { refNo, address, name, inReplyTo, language } = way;
    const subject = withoutTags(way.subject).replace(/^(re:\s*)+/i, "");
    const [written] = await writeMessages(inner, tx, [
      {
        ...{ key: `deal-answer:${caseId}:${idempotencyKey}`, channel: "email", caseId, from },
        // They have asked and wait for it: no quiet hour of the party's holds it up.
        ...{ partyId: null, toAddress: address, toName: name, inReplyTo, language, files: [] },
        subject: `Re: ${subject} ${subjectTag(inner, refNo, "deal")}`,
        ...{ body: text, isAutomatic: false, notBefore: inner.now },
      },
    ]);
    if (!written) return;
    await noteLead(inner, tx, { messageId: written.messageId, standing: "answer", caseId });
    const entry = { action: "leads.answer", entity: "case", entityId: caseId, caseId };
    await writeAudit(inner, { ...entry, after: { messageId: written.messageId } });
  });
}
