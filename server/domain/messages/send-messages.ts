import type { Tx } from "@/db/client";
import type { StopReason } from "@/db/values/messages";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { type Addressee, type Composed, compose, subjectRefusal } from "./compose";
import { readContactRules } from "./contact-rules";
import type { Refusal } from "./fit-box";
import { type SendMessagesInput, sendMessagesInput } from "./inputs";
import { lockContacts } from "./lock-contacts";
import { prefetchContent } from "./prefetch-content";
import { draftsOf, lockForm } from "./send-message";
import { knownKeys, writeMessages } from "./write-messages";
import { writeStops } from "./write-stops";

/** What became of one case. */
export type SentOnCase =
  | { caseId: number; outcome: "queued" | "repeated" | "missing" }
  | { caseId: number; outcome: "stopped"; reasons: StopReason[] }
  | { caseId: number; outcome: "unresolved"; fields: string[] }
  | { caseId: number; outcome: "refused"; refusal: Refusal };

/**
 * Sends one message to whoever owes on each of many cases, by as many statements for hundreds as for
 * one, once for each case and form (idempotency key). Nobody overrules a stop for hundreds: what speaks
 * against a message stops it and stands on the timeline of its case; what is wrong with the message of
 * one case takes no other with it. Answers every case that was asked for; one that is not seen is
 * "missing". Throws what `compose` throws of the template as a whole.
 */
export async function sendMessages(ctx: Context, raw: SendMessagesInput): Promise<SentOnCase[]> {
  authorize(ctx, "messages:send");
  const { caseIds, idempotencyKey, ...content } = sendMessagesInput.parse(raw);
  await prefetchContent(ctx, content, caseIds);
  return inTransaction(ctx, async (inner, tx) => {
    const keyOf = (caseId: number) => `bulk:${idempotencyKey}:${caseId}`;
    await lockForm(tx, `bulk:${idempotencyKey}`);
    const known = await knownKeys(tx, caseIds.map(keyOf));
    const fresh = caseIds.filter((caseId) => !known.has(keyOf(caseId)));
    const addressees = await readDebtors(tx, fresh);
    const contacts = addressees.map((each) => ({ ...each, channel: content.channel }));
    await lockContacts(tx, { contacts, rules: await readContactRules(tx) });
    const composed =
      addressees.length === 0
        ? []
        : await compose(inner, tx, { content: { ...content, attachmentFileIds: [] }, addressees });
    const outcomes = new Map<number, SentOnCase>(
      composed.map((each) => [
        each.addressee.caseId,
        outcomeOf(each, each.refusal ?? subjectRefusal(each, content)),
      ]),
    );
    const isSent = ({ addressee: { caseId } }: Composed) =>
      outcomes.get(caseId)?.outcome === "queued";
    const { channel, deliveryMode } = content;
    const drafts = composed.filter(isSent).flatMap((each) =>
      draftsOf(each, {
        ...{ key: keyOf(each.addressee.caseId), channel, isAutomatic: false, deliveryMode },
      }),
    );
    const written = await writeMessages(inner, tx, drafts);
    await writeStops(inner, [...outcomes.values()].flatMap(stopOf(channel)));
    await writeAudit(
      inner,
      written.map(({ messageId, caseId }) => ({
        ...{ action: "messages.send", entity: "message", entityId: messageId, caseId },
        after: { channel, templateId: content.templateId ?? null },
      })),
    );
    return caseIds.map((caseId): SentOnCase => {
      if (known.has(keyOf(caseId))) return { caseId, outcome: "repeated" };
      return outcomes.get(caseId) ?? { caseId, outcome: "missing" };
    });
  });
}

function readDebtors({ sql }: Tx, caseIds: number[]): Promise<Addressee[]> {
  return sql<Addressee[]>`
    select id as "caseId", ref_no as "refNo", debtor_party_id as "partyId" from cases
     where id = any(${caseIds}::bigint[]) and voided_at is null and debtor_party_id is not null
     order by id`;
}

function outcomeOf(
  { addressee: { caseId }, unresolved, stops }: Composed,
  refusal: Refusal | null,
): SentOnCase {
  if (unresolved.length > 0) return { caseId, outcome: "unresolved", fields: unresolved };
  if (stops.length > 0) return { caseId, outcome: "stopped", reasons: stops };
  return refusal ? { caseId, outcome: "refused", refusal } : { caseId, outcome: "queued" };
}

/** The line that a timeline gets of what was not sent. */
const stopOf = (channel: string) => (made: SentOnCase) => {
  const { caseId } = made;
  if (made.outcome === "stopped") return [{ caseId, channel, reasons: made.reasons }];
  return made.outcome === "unresolved"
    ? [{ caseId, channel, reasons: ["unresolved" as const] }]
    : [];
};
