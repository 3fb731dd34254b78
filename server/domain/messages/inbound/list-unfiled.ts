import type { z } from "zod";
import type { Channel, InboundKind } from "@/db/values/messages";
import { decodeCursor, type Page, toPage } from "@/server/kernel/page";
import { authorize, type Context, reading } from "../../context";
import { listUnfiledInput } from "../channel-inputs";

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

/** Messages that came and belong to no case yet, the newest first. */
export async function listUnfiled(
  ctx: Context,
  raw: z.input<typeof listUnfiledInput> = {},
): Promise<Page<UnfiledItem>> {
  authorize(ctx, "messages:read");
  const { cursor, limit } = listUnfiledInput.parse(raw);
  const before = cursor ? (decodeCursor(cursor, 1)[0] ?? 0) : null;
  return reading(ctx, async ({ sql }) => {
    const rows = await sql<UnfiledItem[]>`
      select m.id, m.channel, coalesce(m.inbound_kind, 'person') as kind,
             m.from_address as "fromAddress", m.from_name as "fromName", m.subject,
             left(m.body, ${BODY_SHOWN}) as body, m.your_ref as "theirRef",
             m.last_error as trouble, coalesce(m.sent_at, m.created_at) as at,
             coalesce((select jsonb_agg(jsonb_build_object('fileId', f.id, 'kind', x.kind,
                         'name', f.name, 'sizeBytes', f.size_bytes) order by x.place)
                from message_files x join files f on f.id = x.file_id
               where x.message_id = m.id), '[]') as files
        from messages m
       where m.state = 'unfiled' and m.dismissed_at is null
         ${before === null ? sql`` : sql`and m.id < ${before}::bigint`}
       order by m.id desc limit ${limit + 1}`;
    return toPage([...rows], limit, (row) => [row.id]);
  });
}
