import { randomUUID } from "node:crypto";
import type { Tx } from "@/db/client";
import { refreshTimeline } from "../cases";
import { authorOf, type Context } from "../context";
import { writeFacts } from "../events";
import { OFFICE_TYPES } from "../templates";
import { contentHash } from "./content-hash";
import type { DraftFile, MessageDraft, WrittenMessage } from "./draft";
import { newReplyToken } from "./reply-token";
import { type KeptFile, writeFiles } from "./write-files";

const PREVIEW_LENGTH = 300;

interface Prepared {
  draft: MessageDraft;
  files: { kind: DraftFile["kind"]; kept: KeptFile }[];
}

/**
 * Puts messages down to be sent, with their files and their lines on the timelines, by a handful of
 * statements for one as for hundreds. A key that is known makes nothing. Whoever calls has authorised
 * the act, asked the contact policy, and holds the transaction in which the cause is written too.
 */
export async function writeMessages(
  ctx: Context,
  tx: Tx,
  drafts: readonly MessageDraft[],
): Promise<WrittenMessage[]> {
  const fresh = await notYetWritten(tx, drafts);
  if (fresh.length === 0) return [];
  const kept = await writeFiles(
    ctx,
    tx,
    fresh.flatMap(({ files }) => files),
  );
  let at = 0;
  const prepared = fresh.map((draft): Prepared => {
    const files = draft.files.map(({ kind }) => ({ kind, kept: kept[at++] as KeptFile }));
    return { draft, files };
  });
  const written = await insertMessages(ctx, tx, prepared);
  await insertMessageFiles(tx, prepared, written);
  await writeLines(ctx, tx, { prepared, written });
  const channels = [...new Set(written.map(({ channel }) => channel))];
  await writeFacts(
    ctx,
    channels.map((channel) => ({ name: "messages.waiting", payload: { channel } })),
  );
  return written;
}

async function notYetWritten(
  { sql }: Tx,
  drafts: readonly MessageDraft[],
): Promise<MessageDraft[]> {
  const keys = drafts.map(({ key }) => key);
  const rows = await sql<{ key: string }[]>`select key from messages where key = any(${keys})`;
  const known = new Set(rows.map(({ key }) => key));
  return drafts.filter(({ key }) => !known.has(key));
}

async function insertMessages(
  ctx: Context,
  { sql }: Tx,
  prepared: readonly Prepared[],
): Promise<WrittenMessage[]> {
  const rows = prepared.map(({ draft, files }) => ({
    ...{ key: draft.key, direction: "outbound", channel: draft.channel, state: "waiting" },
    ...{ case_id: draft.caseId, party_id: draft.partyId },
    template_version_id: draft.templateVersionId ?? null,
    ...{ to_address: draft.toAddress, to_name: draft.toName },
    to_postal: draft.toPostal ? sql.json({ ...draft.toPostal }) : null,
    ...{ from_address: draft.from.address, from_name: draft.from.name },
    ...{ subject: draft.subject, body: draft.body },
    ...{ our_ref: draft.ourRef ?? "", your_ref: draft.yourRef ?? "" },
    ...{ delivery_mode: draft.deliveryMode ?? null, language: draft.language },
    content_hash: contentHash(
      draft,
      files.map(({ kept }) => kept.sha256),
    ),
    is_automatic: draft.isAutomatic,
    ...messageIds(draft),
    ...{ replaces_id: draft.replacesId ?? null, fallback: [...(draft.fallback ?? [])] },
    ...{ not_before: draft.notBefore, next_attempt_at: draft.notBefore },
    is_printed: !waitsForPrint(draft),
    ...{ created_by: authorOf(ctx.actor).id, created_at: ctx.now },
  }));
  return sql<WrittenMessage[]>`
    insert into messages ${sql(rows as never)}
    returning key, id as "messageId", case_id as "caseId", channel`;
}

/** Post and boxes take PDF alone; a mail carries the print of a word processor's document. */
function waitsForPrint({ channel, files }: MessageDraft): boolean {
  if (channel === "letter" || channel === "data_box") return true;
  // Of a file that is kept already the type is not at hand: whoever prints looks.
  return (
    channel === "email" &&
    files.some((file) => "fileId" in file || OFFICE_TYPES.includes(file.mediaType))
  );
}

function messageIds(draft: MessageDraft) {
  if (draft.channel !== "email") return { message_id: null, in_reply_to: null, reply_token: null };
  const domain = draft.from.address.split("@").at(-1) || "saldo.invalid";
  return {
    message_id: `${randomUUID()}@${domain}`,
    in_reply_to: draft.inReplyTo ?? null,
    reply_token: newReplyToken(),
  };
}

async function insertMessageFiles(
  { sql }: Tx,
  prepared: readonly Prepared[],
  written: readonly WrittenMessage[],
): Promise<void> {
  const rows = prepared.flatMap(({ files }, index) =>
    files.map(({ kind, kept }, place) => ({
      ...{ message_id: written[index]?.messageId ?? 0, place, kind, file_id: kept.fileId },
    })),
  );
  if (rows.length > 0) await sql`insert into message_files ${sql(rows)}`;
}

/** A line on the timeline of every case that a message speaks of. */
async function writeLines(
  ctx: Context,
  tx: Tx,
  { prepared, written }: { prepared: readonly Prepared[]; written: readonly WrittenMessage[] },
): Promise<void> {
  const lines = prepared.flatMap(({ draft }, index) =>
    [draft.caseId, ...(draft.otherCaseIds ?? [])].map((caseId) => ({
      case_id: caseId,
      party_id: draft.partyId,
      kind: "message",
      at: ctx.now,
      author_id: authorOf(ctx.actor).id,
      text: (draft.subject || draft.body).slice(0, PREVIEW_LENGTH),
      data: tx.sql.json({
        messageId: written[index]?.messageId ?? 0,
        channel: draft.channel,
        toName: draft.toName,
        toAddress: draft.toAddress,
      }),
      created_at: ctx.now,
    })),
  );
  const events = await tx.sql<{ id: number; messageId: number; caseId: number }[]>`
    insert into case_events ${tx.sql(lines as never)}
    returning id, (data ->> 'messageId')::bigint as "messageId", case_id as "caseId"`;
  await tx.sql`
    update messages m set event_id = e.id
      from unnest(${events.map((e) => e.id)}::bigint[], ${events.map((e) => e.messageId)}::bigint[],
                  ${events.map((e) => e.caseId)}::bigint[]) as e(id, message_id, case_id)
     where m.id = e.message_id and m.case_id = e.case_id`;
  await refreshTimeline(tx, [...new Set(lines.map((line) => line.case_id))]);
}
