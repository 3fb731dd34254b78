import { z } from "zod";
import { CHANNELS, type Channel } from "@/db/values/messages";
import { authorize, type Context, reading } from "../context";

export const listCaughtInput = z.object({
  channel: z.enum(CHANNELS).optional(),
  text: z.string().trim().max(200).optional(),
  /** Older than this one. */
  beforeId: z.number().int().positive().optional(),
});

export interface CaughtMessage {
  id: number;
  channel: Channel;
  toAddress: string;
  fromAddress: string;
  subject: string;
  body: string;
  html: string | null;
  caseId: number | null;
  refNo: string | null;
  messageRowId: number | null;
  details: Record<string, unknown>;
  files: { fileId: number; name: string }[];
  caughtAt: Date;
}

const PAGE = 50;

/** Messages of every channel that this install kept instead of sending, as their recipients see them. */
export async function listCaught(
  ctx: Context,
  raw: z.input<typeof listCaughtInput> = {},
): Promise<CaughtMessage[]> {
  authorize(ctx, "messages:read");
  const { channel, text, beforeId } = listCaughtInput.parse(raw);
  return reading(
    ctx,
    ({ sql }) => sql<CaughtMessage[]>`
      select g.id, g.channel, g.to_address as "toAddress", g.from_address as "fromAddress",
             g.subject, g.body, g.html, g.details, g.caught_at as "caughtAt", c.id as "caseId",
             c.ref_no as "refNo", g.message_row_id as "messageRowId",
             coalesce((select jsonb_agg(jsonb_build_object('fileId', f.id, 'name', f.name)
                                        order by x.place)
                from message_files x join files f on f.id = x.file_id
               where x.message_id = g.message_row_id), '[]') as files
        from caught_messages g left join messages m on m.id = g.message_row_id
        left join cases c on c.id = m.case_id
       where (m.case_id is null or c.id is not null)
         ${channel ? sql`and g.channel = ${channel}` : sql``}
         ${beforeId ? sql`and g.id < ${beforeId}` : sql``}
         ${text ? sql`and (g.to_address = ${text} or g.subject ilike ${`%${text}%`} or c.ref_no = ${text})` : sql``}
       order by g.id desc limit ${PAGE}`,
  );
}
