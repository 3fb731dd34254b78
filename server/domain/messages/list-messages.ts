import type { Channel, Direction, MessageState } from "@/db/values/messages";
import { decodeCursor, encodeCursor, type Page } from "@/server/kernel/page";
import { withoutTitles } from "@/server/kernel/person-name";
import { authorize, type Context, reading } from "../context";
import { type ListMessagesInput, listMessagesInput } from "./inputs";
import { likeText } from "./like-text";
import { needsPerson } from "./needs-person";
import { visibleMessage } from "./visible-message";

export interface MessageItem {
  id: number;
  direction: Direction;
  channel: Channel;
  state: MessageState;
  caseId: number | null;
  refNo: string | null;
  partyId: number | null;
  toAddress: string;
  toName: string;
  fromAddress: string;
  fromName: string;
  subject: string;
  preview: string;
  isAutomatic: boolean;
  attempts: number;
  lastError: string | null;
  provider: string | null;
  notBefore: Date;
  createdAt: Date;
  sentAt: Date | null;
  deliveredAt: Date | null;
  createdByName: string | null;
}

/** As it was typed, and without titles, which a name may be kept without. */
const namesLike = (text: string) =>
  [text, withoutTitles(text, "marked")].map((each) => `%${likeText(each)}%`);

/** Messages of all cases that the actor sees, the newest first. */
export async function listMessages(
  ctx: Context,
  raw: ListMessagesInput = {},
): Promise<Page<MessageItem>> {
  authorize(ctx, "messages:read");
  const { filter, cursor, limit } = listMessagesInput.parse(raw);
  const before = cursor ? decodeCursor(cursor, 1)[0] : null;
  const { state, channel, caseId, direction, isOpen, text } = filter;
  return reading(ctx, async ({ sql }) => {
    const rows = await sql<MessageItem[]>`
      select m.id, m.direction, m.channel, m.state, m.case_id as "caseId", c.ref_no as "refNo",
             m.party_id as "partyId", m.to_address as "toAddress", m.to_name as "toName",
             m.from_address as "fromAddress", m.from_name as "fromName", m.subject,
             left(m.body, 200) as preview, m.is_automatic as "isAutomatic", m.attempts,
             m.last_error as "lastError", m.provider, m.not_before as "notBefore",
             m.created_at as "createdAt", m.sent_at as "sentAt", m.delivered_at as "deliveredAt",
             o.name as "createdByName"
        from messages m left join cases c on c.id = m.case_id
        left join operators o on o.id = m.created_by
       where ${visibleMessage(sql)}
         ${before === null ? sql`` : sql`and m.id < ${Number(before)}`}
         ${state ? sql`and m.state = ${state}` : sql``}
         ${channel ? sql`and m.channel = ${channel}` : sql``}
         ${isOpen ? sql`and ${needsPerson(sql)}` : sql``}
         ${caseId ? sql`and m.case_id = ${caseId}` : sql``}
         ${direction ? sql`and m.direction = ${direction}` : sql``}
         ${
           text
             ? sql`and (m.subject ilike ${`%${likeText(text)}%`}
                     or m.to_address ilike ${`%${likeText(text)}%`}
                     or m.to_name ilike any(${namesLike(text)}::text[]) or c.ref_no = ${text})`
             : sql``
         }
       order by m.id desc limit ${limit + 1}`;
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const nextCursor = rows.length > limit && last ? encodeCursor([last.id]) : null;
    return { items, nextCursor };
  });
}
