import type { Tx } from "@/db/client";
import { refreshTimeline } from "../../cases";
import type { Context } from "../../context";
import { writeFact } from "../../events";
import { addTask } from "../../timeline";
import { contentHash } from "../content-hash";
import { writeFiles } from "../write-files";
import { freshKey } from "./fresh-key";
import type { InboundDraft, Place } from "./inbound-draft";

const SHOWN_MAX = 1_000;
const TASK_TEXT_MAX = 200;
/** A sender who writes more often than this within an hour is a machine or a flood. */
const FLOOD_PER_HOUR = 30;

export type Kept = { outcome: "known" } | { outcome: "kept"; messageId: number };

/**
 * Keeps an inbound message once, with its files; where it has a place it stands on the case's timeline
 * and its owner gets a task. Who floods us by mail or SMS is filed too, but nobody is called for it.
 * Part of the caller's transaction.
 */
export async function writeInbound(
  ctx: Context,
  tx: Tx,
  { draft, place }: { draft: InboundDraft; place: Place | null },
): Promise<Kept> {
  const key = await freshKey(tx, draft);
  if (key === null) return { outcome: "known" };
  const isFlood = await isFlooding(ctx, tx, draft);
  const files = await writeFiles(ctx, tx, draft.files);
  const kept = { ...draft, key };
  const messageId = await insert(ctx, tx, { draft: kept, place, isFlood, files });
  const rows = draft.files.map(({ kind }, index) => ({
    ...{ message_id: messageId, place: index, kind, file_id: files[index]?.fileId ?? 0 },
  }));
  if (rows.length > 0) await tx.sql`insert into message_files ${tx.sql(rows)}`;
  if (place) {
    await writeReplyLine(ctx, tx, { messageId, caseId: place.caseId, shown: draft.shown });
    const isForNobody = isFlood || draft.kind === "auto_reply" || draft.kind === "bulk";
    if (!isForNobody) await callOwner(ctx, tx, messageId);
  }
  const payload = { messageId, caseId: place?.caseId ?? null, channel: draft.channel };
  await writeFact(ctx, { name: "message.received", payload });
  return { outcome: "kept", messageId };
}

async function isFlooding(ctx: Context, { sql }: Tx, draft: InboundDraft): Promise<boolean> {
  // A court that sends forty messages at once means each of them.
  if (draft.fromAddress === "" || draft.channel === "data_box") return false;
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select 1 from messages
       where direction = 'inbound' and from_address = ${draft.fromAddress}
         and created_at > ${ctx.now}::timestamptz - interval '1 hour'
       limit ${FLOOD_PER_HOUR}) lately`;
  return (row?.count ?? 0) >= FLOOD_PER_HOUR;
}

async function insert(
  ctx: Context,
  { sql }: Tx,
  at: { draft: InboundDraft; place: Place | null; isFlood: boolean; files: { sha256: Buffer }[] },
): Promise<number> {
  const { draft, place, isFlood, files } = at;
  const hash = contentHash(
    draft,
    files.map(({ sha256 }) => sha256),
  );
  const row = {
    ...{ key: draft.key, direction: "inbound", channel: draft.channel },
    ...{ state: place ? "filed" : "unfiled", inbound_kind: draft.kind },
    ...{ case_id: place?.caseId ?? null, party_id: place?.partyId ?? null },
    ...{ from_address: draft.fromAddress, from_name: draft.fromName },
    ...{ to_address: draft.toAddress, subject: draft.subject, body: draft.body },
    ...{ your_ref: draft.theirRef ?? "", language: ctx.actor.language, content_hash: hash },
    ...{ message_id: draft.messageId ?? null, in_reply_to: draft.inReplyTo ?? null },
    ...{ provider: draft.provider, provider_id: draft.providerId.slice(0, 500) },
    ...{ sent_at: draft.at, created_at: ctx.now, is_automatic: draft.kind !== "person" },
    mailbox: draft.mailbox ?? null,
    last_error: isFlood ? "flood" : (draft.trouble ?? null),
    // Our own mail that came back to us calls nobody.
    dismissed_at: draft.kind === "loop" ? ctx.now : null,
  };
  const [made] = await sql<{ id: number }[]>`
    insert into messages ${sql(row as never)} returning id`;
  if (!made) throw new Error("no row");
  return made.id;
}

/** The line of an inbound message on the timeline of its case. */
export async function writeReplyLine(
  ctx: Context,
  tx: Tx,
  { messageId, caseId, shown }: { messageId: number; caseId: number; shown: string },
): Promise<void> {
  const { sql } = tx;
  const [event] = await sql<{ id: number }[]>`
    insert into case_events (case_id, party_id, kind, at, text, data, created_at)
    select m.case_id, m.party_id, 'reply', coalesce(m.sent_at, ${ctx.now}),
           left(coalesce(nullif(${shown}, ''), nullif(m.body, ''), m.subject), ${SHOWN_MAX}),
           jsonb_build_object('messageId', m.id, 'channel', m.channel, 'fromName', m.from_name,
             'fromAddress', m.from_address, 'subject', m.subject, 'inboundKind', m.inbound_kind),
           ${ctx.now}
      from messages m where m.id = ${messageId} returning id`;
  await sql`update messages set event_id = ${event?.id ?? null} where id = ${messageId}`;
  await refreshTimeline(tx, [caseId]);
}

/** A task for whoever owns the case, or for whoever gives tasks out. */
async function callOwner(ctx: Context, { sql }: Tx, messageId: number): Promise<void> {
  const [row] = await sql<{ caseId: number; ownerId: number | null; text: string }[]>`
    select m.case_id as "caseId", o.id as "ownerId",
           coalesce(nullif(m.from_name, ''), m.from_address) || ': '
             || coalesce(nullif(m.subject, ''), m.body) as text
      from messages m join cases c on c.id = m.case_id
      left join operators o on o.id = c.owner_id and o.is_active
     where m.id = ${messageId}`;
  if (!row) return;
  await addTask(ctx, {
    ...{ caseId: row.caseId, assigneeId: row.ownerId, dueAt: ctx.now, isAllDay: true },
    text: row.text.replace(/\s+/g, " ").trim().slice(0, TASK_TEXT_MAX),
  });
}
