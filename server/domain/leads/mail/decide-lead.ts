import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { inTransaction, type OperatorContext } from "../../context";
import { fileMessage } from "../../messages";
import { authorizeDeals } from "../authorize-deals";
import { type DecideLeadInput, decideLeadInput } from "../inputs";
import { readLeadRules } from "../rules/read-rules";
import { lockLeadMail } from "./load-lead-mail";
import { noteLead } from "./note-lead";
import { openFromMail } from "./open-from-mail";

/**
 * A person's word on a mail that waits: it opens a deal of its own, or belongs to the deal whose
 * number it bears. Throws conflict `channels.not_unfiled` where somebody was faster, precondition
 * `leads.names_none` where it bears none.
 */
export async function decideLead(
  ctx: OperatorContext,
  raw: DecideLeadInput,
): Promise<{ caseId: number }> {
  authorizeDeals(ctx, "messages:send");
  authorizeDeals(ctx, "cases:open");
  const { messageId, as } = decideLeadInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const mail = await lockLeadMail(tx, messageId);
    if (!mail.isOpen || mail.caseId !== null) {
      throw new DomainError("conflict", "channels.not_unfiled");
    }
    const action = "leads.decide-mail";
    if (as === "named") {
      const caseId = mail.namedCaseId;
      if (caseId === null) throw new DomainError("precondition", "leads.names_none");
      await fileMessage(inner, { messageId, caseId });
      await noteLead(inner, tx, { messageId, standing: "threaded", caseId });
      const entry = { action, entity: "case", entityId: caseId, caseId };
      await writeAudit(inner, { ...entry, after: { messageId, as } });
      return { caseId };
    }
    const rules = await readLeadRules(tx);
    const rule = rules.find(({ id }) => id === mail.ruleId) ?? null;
    const ownerId = inner.actor.operatorId;
    const { caseId } = await openFromMail(inner, tx, { mail, rule, ownerId });
    const entry = { action, entity: "case", entityId: caseId, caseId };
    await writeAudit(inner, { ...entry, after: { messageId, as } });
    return { caseId };
  });
}
