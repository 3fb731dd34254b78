import type { z } from "zod";
import type { Channel, InboundKind } from "@/db/values/messages";
import { decodeCursor, type Page, toPage } from "@/server/kernel/page";
import { writeAudit } from "../../audit";
import { authorize, type Context, inTransaction } from "../../context";
import { listUnfiledInput } from "../channel-inputs";
import { visibleMessage } from "../visible-message";

export interface UnfiledItem {
  id: number;
  channel: Channel;
  kind: InboundKind;
  fromAddress: string;
  fromName: string;
  subject: string;
  body: string;
  theirRef: string;
  /** Why it could not be read or filed; null where it simply has no place. */
  trouble: string | null;
  at: Date;
  files: { fileId: number; kind: string; name: string; sizeBytes: number }[];
}

const BODY_SHOWN = 2_000;

/**
 * Messages that came and belong to no case yet, the newest first, for who sees all groups. Reading a
 * page is written down: it holds personal data.
 */
export async function listUnfiled(
  ctx: Context,
  raw: z.input<typeof listUnfiledInput> = {},
): Promise<Page<UnfiledItem>> {
  authorize(ctx, "messages:read");
  const { cursor, limit } = listUnfiledInput.parse(raw);
  const before = cursor ? (decodeCursor(cursor, 1)[0] ?? 0) : null;
  return inTransaction(ctx, async (inner, { sql }) => {
    const rows = await sql<UnfiledItem[]>`
      select m.id, m.channel, coalesce(m.inbound_kind, 'person') as kind,
             m.from_address as "fromAddress", m.from_name as "fromName", m.subject,
             left(m.body, ${BODY_SHOWN}) as body, m.your_ref as "theirRef",
             m.last_error as trouble, coalesce(m.sent_at, m.created_at) as at,
             coalesce((select jsonb_agg(jsonb_build_object('fileId', f.id, 'kind', x.kind,
                         'name', f.name, 'sizeBytes', f.size_bytes) order by x.place)
                from message_files x join files f on f.id = x.file_id
               where x.message_id = m.id), '[]') as files
        from messages m left join cases c on c.id = m.case_id
       where m.state = 'unfiled' and m.dismissed_at is null and ${visibleMessage(sql)}
         ${before === null ? sql`` : sql`and m.id < ${before}::bigint`}
       order by m.id desc limit ${limit + 1}`;
    const page = toPage([...rows], limit, (row) => [row.id]);
    const messageIds = page.items.map(({ id }) => id);
    if (messageIds.length > 0) {
      await writeAudit(inner, {
        ...{ action: "messages.list-unfiled", entity: "message", entityId: null },
        after: { messageIds },
      });
    }
    return page;
  });
}
