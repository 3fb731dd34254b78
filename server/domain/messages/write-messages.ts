import { randomUUID } from "node:crypto";
import type { Tx } from "@/db/client";
import { cutText, jsonText } from "@/server/kernel/well-formed";
import { refreshTimeline } from "../cases";
import { authorOf, type Context } from "../context";
import { writeFacts } from "../events";
import { OFFICE_TYPES } from "../templates";
import { contentHash } from "./content-hash";
import type { DraftFile, MessageDraft, WrittenMessage } from "./draft";
import { newReplyTokens } from "./reply-token";
import { type KeptFile, writeFiles } from "./write-files";

const PREVIEW_LENGTH = 300;

interface Prepared {
  /** The message's, before it is written: its line on the timeline names it, and it names the line. */
  id: number;
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
  const prepared = await prepare(ctx, tx, fresh);
  const eventIds = await insertLines(ctx, tx, prepared);
  const caseIds = fresh.flatMap(({ caseId, otherCaseIds = [] }) => [caseId, ...otherCaseIds]);
  const channels = [...new Set(fresh.map(({ channel }) => channel))];
  // None of these waits for another's answer: they leave together and run in this order, each of
  // them sent by an async function as it begins.
  const [written] = await Promise.all([
    insertMessages(ctx, tx, { prepared, eventIds }),
    insertMessageFiles(tx, prepared),
    refreshTimeline(tx, [...new Set(caseIds)]),
    writeFacts(
      ctx,
      channels.map((channel) => ({ name: "messages.waiting", payload: { channel } })),
    ),
  ]);
  return written;
}

async function notYetWritten(tx: Tx, drafts: readonly MessageDraft[]): Promise<MessageDraft[]> {
  const known = await knownKeys(
    tx,
    drafts.map(({ key }) => key),
  );
  return drafts.filter(({ key }) => !known.has(key));
}

/** Which of these keys messages have. Joined: an array alone may be gone through for every row. */
export async function knownKeys({ sql }: Tx, keys: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ key: string }[]>`
    select m.key from unnest(${keys as string[]}::text[]) as k(key)
      join messages m on m.key = k.key`;
  return new Set(rows.map(({ key }) => key));
}

async function prepare(ctx: Context, tx: Tx, drafts: readonly MessageDraft[]): Promise<Prepared[]> {
  const [ids, kept] = await Promise.all([
    tx.sql<{ id: number }[]>`
      select nextval('messages_id_seq') as id from generate_series(1, ${drafts.length}::int)`,
    writeFiles(
      ctx,
      tx,
      drafts.flatMap(({ files }) => files),
    ),
  ]);
  let at = 0;
  return drafts.map((draft, index): Prepared => {
    const files = draft.files.map(({ kind }) => ({ kind, kept: kept[at++] as KeptFile }));
    return { id: ids[index]?.id ?? 0, draft, files };
  });
}

async function insertMessages(
  ctx: Context,
  { sql }: Tx,
  { prepared, eventIds }: { prepared: readonly Prepared[]; eventIds: ReadonlyMap<number, number> },
): Promise<WrittenMessage[]> {
  const tokens = newReplyTokens(prepared.length);
  const rows = prepared.map(({ id, draft, files }, index) => ({
    ...{ id, key: draft.key, channel: draft.channel, event_id: eventIds.get(id) ?? null },
    ...{ case_id: draft.caseId, party_id: draft.partyId },
    ...{ template_version_id: draft.templateVersionId, to_address: draft.toAddress },
    ...{ to_name: draft.toName, to_postal: draft.toPostal },
    ...{ from_address: draft.from.address, from_name: draft.from.name },
    ...{ subject: draft.subject, body: draft.body },
    ...{ our_ref: draft.ourRef ?? "", your_ref: draft.yourRef ?? "" },
    ...{ delivery_mode: draft.deliveryMode, language: draft.language },
    content_hash: contentHash(
      draft,
      files.map(({ kept }) => kept.sha256),
    ).toString("hex"),
    ...{ is_automatic: draft.isAutomatic, is_printed: !waitsForPrint(draft) },
    ...messageIds(draft, tokens[index]),
    ...{ replaces_id: draft.replacesId, fallback: draft.fallback ?? [] },
    not_before: draft.notBefore,
  }));
  return await sql<WrittenMessage[]>`
    insert into messages (id, key, direction, channel, state, case_id, party_id, event_id,
           template_version_id, to_address, to_name, to_postal, from_address, from_name, subject,
           body, our_ref, your_ref, delivery_mode, language, content_hash, is_automatic, is_printed,
           message_id, in_reply_to, reply_token, replaces_id, fallback, not_before,
           next_attempt_at, created_by, created_at)
    overriding system value
    select id, key, 'outbound', channel, 'waiting', case_id, party_id, event_id,
           template_version_id, to_address, to_name, to_postal, from_address, from_name, subject,
           body, our_ref, your_ref, delivery_mode, language, decode(content_hash, 'hex'),
           is_automatic, is_printed, message_id, in_reply_to, reply_token, replaces_id, fallback,
           not_before, not_before, ${authorOf(ctx.actor).id}::bigint, ${ctx.now}::timestamptz
      from json_to_recordset(${jsonText(rows)}::text::json) as r(id bigint, key text,
           channel text, case_id bigint, party_id bigint, event_id bigint,
           template_version_id bigint, to_address text, to_name text, to_postal jsonb,
           from_address text, from_name text, subject text, body text, our_ref text, your_ref text,
           delivery_mode text, language text, content_hash text, is_automatic boolean,
           is_printed boolean, message_id text, in_reply_to text, reply_token text,
           replaces_id bigint, fallback text[], not_before timestamptz)
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

function messageIds(draft: MessageDraft, replyToken: string | undefined) {
  if (draft.channel !== "email") return {};
  const domain = draft.from.address.split("@").at(-1) || "saldo.invalid";
  return {
    message_id: `${randomUUID()}@${domain}`,
    in_reply_to: draft.inReplyTo,
    reply_token: replyToken,
  };
}

async function insertMessageFiles({ sql }: Tx, prepared: readonly Prepared[]): Promise<void> {
  const rows = prepared.flatMap(({ id, files }) =>
    files.map(({ kind, kept }, place) => ({ message_id: id, place, kind, file_id: kept.fileId })),
  );
  if (rows.length === 0) return;
  await sql`
    insert into message_files (message_id, place, kind, file_id)
    select * from json_to_recordset(${jsonText(rows)}::text::json)
           as r(message_id bigint, place int, kind text, file_id bigint)`;
}

/**
 * A line on the timeline of every case that a message speaks of. Answers by the messages' ids the
 * lines on their own cases.
 */
async function insertLines(
  ctx: Context,
  { sql }: Tx,
  prepared: readonly Prepared[],
): Promise<Map<number, number>> {
  const lines = prepared.flatMap(({ id, draft }) => {
    const { channel, toName, toAddress } = draft;
    const line = {
      party_id: draft.partyId,
      text: cutText(draft.subject || draft.body, PREVIEW_LENGTH),
      data: { messageId: id, channel, toName, toAddress },
    };
    return [draft.caseId, ...(draft.otherCaseIds ?? [])].map((caseId) => ({
      ...line,
      case_id: caseId,
    }));
  });
  const events = await sql<{ id: number; messageId: number; caseId: number }[]>`
    insert into case_events (case_id, party_id, kind, at, author_id, text, data, created_at)
    select case_id, party_id, 'message', ${ctx.now}::timestamptz,
           ${authorOf(ctx.actor).id}::bigint, text, data, ${ctx.now}::timestamptz
      from json_to_recordset(${jsonText(lines)}::text::json)
           as r(case_id bigint, party_id bigint, text text, data jsonb)
    returning id, (data ->> 'messageId')::bigint as "messageId", case_id as "caseId"`;
  const caseOf = new Map(prepared.map(({ id, draft }) => [id, draft.caseId]));
  return new Map(
    events
      .filter(({ messageId, caseId }) => caseOf.get(messageId) === caseId)
      .map(({ id, messageId }) => [messageId, id]),
  );
}
