import type { Tx } from "@/db/client";
import type { Channel, Direction } from "@/db/values/messages";
import { DomainError } from "@/server/kernel/errors";
import { decodeNumbers, encodeCursor, type Page } from "@/server/kernel/page";
import { type PortalContext, reading } from "../context";
import { myMessageInput, type PaperListInput, paperListInput } from "./inputs";

export interface MyMessage {
  messageId: number;
  direction: Direction;
  channel: Channel;
  at: Date;
  subject: string;
  /** How its text begins. */
  preview: string;
  refNo: string;
}

export interface MyMessageDetail extends Omit<MyMessage, "preview"> {
  text: string;
  /** A letter's text is in its document; here it only begins. */
  isWhole: boolean;
  files: { fileId: number; name: string; sizeBytes: number }[];
}

const PREVIEW_LENGTH = 160;
type Row = MyMessage & { order: number };

/** What was sent to the client and came from them about their cases, the newest first. */
export async function myMessages(
  ctx: PortalContext,
  raw: PaperListInput = {},
): Promise<Page<MyMessage>> {
  const { refNo, cursor, limit } = paperListInput.parse(raw);
  const after = cursor ? decodeNumbers(cursor, 2) : null;
  const rows = await reading(
    ctx,
    ({ sql }) => sql<Row[]>`
      select * from (
        select m.id as "messageId", m.direction, m.channel, m.subject, k.ref_no as "refNo",
               left(m.body, ${PREVIEW_LENGTH}) as preview, coalesce(m.sent_at, m.created_at) as at,
               (extract(epoch from coalesce(m.sent_at, m.created_at)) * 1000000)::bigint as "order"
          from messages m join cases k on k.id = m.case_id
         where (${refNo ?? null}::text is null or k.ref_no = ${refNo ?? null})) mine
       where true
         ${after ? sql`and ("order", "messageId") < (${after[0] ?? 0}::bigint, ${after[1] ?? 0}::bigint)` : sql``}
       order by "order" desc, "messageId" desc limit ${limit + 1}`,
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(({ order: _, ...item }) => item),
    nextCursor: rows.length > limit && last ? encodeCursor([last.order, last.messageId]) : null,
  };
}

/** One of them whole. Throws not_found `messages.not_found`. */
export async function myMessage(
  ctx: PortalContext,
  raw: { messageId: number },
): Promise<MyMessageDetail> {
  const { messageId } = myMessageInput.parse(raw);
  return reading(ctx, async (tx) => {
    const [row] = await messageOf(tx, messageId);
    if (!row) throw new DomainError("not_found", "messages.not_found");
    return { ...row, isWhole: row.channel !== "letter" };
  });
}

const messageOf = ({ sql }: Tx, messageId: number) => sql<Omit<MyMessageDetail, "isWhole">[]>`
  select m.id as "messageId", m.direction, m.channel, m.subject, m.body as text,
         k.ref_no as "refNo", coalesce(m.sent_at, m.created_at) as at,
         coalesce((select json_agg(json_build_object('fileId', f.id, 'name', f.name,
                                                     'sizeBytes', f.size_bytes) order by x.place)
                     from message_files x join files f on f.id = x.file_id
                    where x.message_id = m.id
                      and (m.channel = 'email' and x.kind = 'document'
                           and f.media_type like 'text/html%') is not true), '[]') as files
    from messages m join cases k on k.id = m.case_id where m.id = ${messageId}`;
