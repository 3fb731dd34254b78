import type { Tx } from "@/db/client";
import type { StopReason } from "@/db/values/messages";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { assertCarried, attachedTo, readAttached } from "./attached-files";
import { assertDocuments } from "./case-documents";
import { assertNotRefused, type Composed, compose, subjectRefusal } from "./compose";
import { HARD_STOPS } from "./contact-policy";
import { readContactRules } from "./contact-rules";
import type { MessageDraft } from "./draft";
import { type SendMessageInput, sendMessageInput } from "./inputs";
import { foretellLeaving, type Leaving, type LeavingGroup } from "./leaving";
import { lockContacts } from "./lock-contacts";
import { prefetchContent } from "./prefetch-content";
import { writeMessages } from "./write-messages";
import { writeStops } from "./write-stops";

export type SentMessage =
  | {
      outcome: "queued";
      messageIds: number[];
      notBefore: Date;
      landlines: string[];
      /** How many leave now; what the others wait for. */
      leaving: Pick<Leaving, "now" | "waits">;
    }
  | { outcome: "stopped"; reasons: StopReason[]; canBeAcknowledged: boolean };

/**
 * Sends one message to a party of a case, once for each form (idempotency key). What speaks against it
 * stops it and stands on the timeline; what a person may overrule is sent once they say that they know.
 * Throws invalid `messages.subject_missing`, `messages.box_*`; precondition `messages.unresolved` while a field has
 * neither value nor default, and what `assertCarried` throws of its attachments.
 */
export async function sendMessage(ctx: Context, raw: SendMessageInput): Promise<SentMessage> {
  authorize(ctx, "messages:send");
  const input = sendMessageInput.parse(raw);
  await prefetchContent(ctx, input, [input.caseId]);
  return inTransaction(ctx, async (inner, tx) => {
    const refNo = await refNoOf(tx, input);
    const key = `hand:${input.idempotencyKey}`;
    await lockForm(tx, key);
    const known = await sentBefore(inner, tx, key);
    if (known) return known;
    await assertDocuments(tx, input);
    const { caseId, partyId, address } = input;
    const addressees = [{ caseId, partyId, refNo, address: address ?? null }];
    const rules = await readContactRules(tx);
    await lockContacts(tx, { contacts: [{ caseId, partyId, channel: input.channel }], rules });
    const [composed] = await compose(inner, tx, { content: input, addressees });
    if (!composed) throw new DomainError("not_found", "parties.not_found");
    assertNotRefused(composed.refusal);
    if (composed.unresolved.length > 0) {
      const fields = composed.unresolved.join(", ");
      throw new DomainError("precondition", "messages.unresolved", { fields });
    }
    const fileIds = [...(composed.template?.attachmentFileIds ?? []), ...input.attachmentFileIds];
    const attached = await readAttached(tx, fileIds);
    assertCarried(input.channel, { attached, documents: composed.files });
    assertNotRefused(subjectRefusal(composed, input));
    const stopped = stoppedBy(composed, input.isAcknowledged);
    if (stopped) {
      await writeStops(inner, [{ caseId, reasons: stopped.reasons, channel: input.channel }]);
      return stopped;
    }
    const drafts = draftsOf(composed, {
      ...{ key, channel: input.channel, isAutomatic: false },
      attachmentFileIds: input.attachmentFileIds,
      deliveryMode: input.deliveryMode,
    });
    const written = await writeMessages(inner, tx, drafts);
    await writeAudit(inner, {
      action: "messages.send",
      entity: "message",
      entityId: written[0]?.messageId ?? null,
      caseId,
      after: {
        ...{ channel: input.channel, templateId: input.templateId ?? null, partyId },
        ...(composed.stops.length > 0 ? { overruled: composed.stops } : {}),
      },
    });
    const messageIds = written.map(({ messageId }) => messageId);
    return {
      ...{ outcome: "queued", messageIds, leaving: await leavingOf(inner, tx, messageIds) },
      ...{ notBefore: composed.notBefore, landlines: composed.landlines },
    };
  });
}

/** Throws not_found also for a party that is not on the case: nobody writes to strangers from it. */
async function refNoOf(
  { sql }: Tx,
  { caseId, partyId }: { caseId: number; partyId: number },
): Promise<string> {
  const [row] = await sql<{ refNo: string; isOnCase: boolean }[]>`
    select c.ref_no as "refNo", exists (select from case_parties n
             where n.case_id = c.id and n.party_id = ${partyId}) as "isOnCase"
      from cases c where c.id = ${caseId}`;
  if (!row) throw new DomainError("not_found", "cases.not_found");
  if (!row.isOnCase) throw new DomainError("not_found", "parties.not_found");
  return row.refNo;
}

/** A form that is sent twice at once: the second waits, and finds what the first has written. */
export async function lockForm({ sql }: Tx, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('message:' || app_tenant()), hashtext(${key}))`;
}

async function sentBefore(ctx: Context, tx: Tx, key: string): Promise<SentMessage | null> {
  const rows = await tx.sql<{ id: number; notBefore: Date }[]>`
    select id, not_before as "notBefore" from messages
     where key = ${key} or key like ${`${key}#%`} order by id`;
  const [first] = rows;
  if (!first) return null;
  const messageIds = rows.map(({ id }) => id);
  const leaving = await leavingOf(ctx, tx, messageIds);
  return { outcome: "queued", messageIds, notBefore: first.notBefore, landlines: [], leaving };
}

async function leavingOf(
  ctx: Context,
  tx: Tx,
  messageIds: readonly number[],
): Promise<Pick<Leaving, "now" | "waits">> {
  const groups = await tx.sql<LeavingGroup[]>`
    select m.channel, coalesce(p.country, 'CZ') as country, count(*)::int as count
      from messages m left join parties p on p.id = m.party_id
     where m.id = any(${messageIds as number[]}::bigint[]) group by 1, 2`;
  const { now, waits } = await foretellLeaving(ctx, tx, groups);
  return { now, waits };
}

function stoppedBy(
  { stops }: Composed,
  isAcknowledged: boolean,
): Extract<SentMessage, { outcome: "stopped" }> | null {
  if (stops.length === 0) return null;
  const isHard = stops.some((stop) => HARD_STOPS.includes(stop) || stop === "no_address");
  if (!isHard && isAcknowledged) return null;
  return { outcome: "stopped", reasons: stops, canBeAcknowledged: !isHard };
}

export interface DraftSettings {
  key: string;
  channel: MessageDraft["channel"];
  isAutomatic: boolean;
  attachmentFileIds?: readonly number[];
  deliveryMode?: MessageDraft["deliveryMode"] | undefined;
  fallback?: MessageDraft["fallback"];
}

/** One draft for each address; all but the first carry a number behind the key of their cause. */
export function draftsOf(composed: Composed, settings: DraftSettings): MessageDraft[] {
  const { addressee, targets, template } = composed;
  const attached = [...(template?.attachmentFileIds ?? []), ...(settings.attachmentFileIds ?? [])];
  return targets.map((target, index) => ({
    key: index === 0 ? settings.key : `${settings.key}#${index + 1}`,
    channel: settings.channel,
    ...{ caseId: addressee.caseId, partyId: addressee.partyId },
    ...{ toAddress: target.address, toName: target.name, toPostal: target.postal ?? null },
    ...{ from: composed.from, subject: composed.subject, body: composed.body },
    files: [...composed.files, ...attachedTo(settings.channel, attached)],
    ...{ ourRef: composed.ourRef, yourRef: composed.yourRef, language: composed.language },
    deliveryMode:
      settings.channel === "letter"
        ? (settings.deliveryMode ?? template?.deliveryMode ?? "ordinary")
        : null,
    templateVersionId: template?.versionId ?? null,
    ...{ isAutomatic: settings.isAutomatic, notBefore: composed.notBefore },
    ...(settings.fallback && index === 0 ? { fallback: settings.fallback } : {}),
  }));
}
