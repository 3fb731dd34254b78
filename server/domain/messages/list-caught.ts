import type { z } from "zod";
import type { Tx } from "@/db/client";
import { CLIENT_MAILS } from "@/db/values/mails";
import type { Channel } from "@/db/values/messages";
import { makeReplyAddress } from "@/server/connectors/mail";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { OFFICE_TYPES } from "../templates";
import { listCaughtInput } from "./inputs";
import { likeText } from "./like-text";
import { ownMailShown } from "./own-mails";

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
  /** Whom a mail that the program wrote by itself is for; null: it is a message. */
  ownTo: "client" | "colleague" | null;
  /** Where an answer to this mail comes in; null without a mailbox for replies. */
  replyTo: string | null;
  details: Record<string, unknown>;
  /** Its document, where it is one whose pages can be shown. */
  pagesFileId: number | null;
  files: { fileId: number; name: string; sizeBytes: number }[];
  caughtAt: Date;
}

const PAGE = 50;

/** What is known of our own mails; one whose row is gone was a colleague's. */
const ownToSql = ({ sql }: Pick<Tx, "sql">) => sql`
  case when g.message_row_id is not null then null
       when exists (select from mails w where w.message_id = substr(g.key, length('mail:') + 1)
                       and starts_with(g.key, 'mail:')
                       and w.operator_id is null and w.kind = any(${[...CLIENT_MAILS]}::text[]))
       then 'client' else 'colleague' end`;

type Row = Omit<CaughtMessage, "replyTo"> & { mailbox: string | null; replyToken: string | null };

/**
 * Messages of every channel that this install kept instead of sending, as their recipients see them.
 * Our own mails name cases of all groups: they are shown to who may look at them. Reading a page is written down: it holds personal data.
 */
export async function listCaught(
  ctx: Context,
  raw: z.input<typeof listCaughtInput> = {},
): Promise<CaughtMessage[]> {
  authorize(ctx, "messages:read");
  const { channel, text, cursor } = listCaughtInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const { sql } = tx;
    const caught = await sql<Row[]>`
      select g.id, g.channel, g.to_address as "toAddress", g.from_address as "fromAddress",
             g.subject, g.body, g.html, g.details, g.caught_at as "caughtAt", c.id as "caseId",
             c.ref_no as "refNo", g.message_row_id as "messageRowId",
             ${ownToSql({ sql })} as "ownTo",
             m.reply_token as "replyToken", a.settings -> 'inbound' ->> 'address' as mailbox,
             coalesce((select jsonb_agg(jsonb_build_object('fileId', f.id, 'name', f.name,
                                                           'sizeBytes', f.size_bytes)
                                        order by x.place)
                from message_files x join files f on f.id = x.file_id
               where x.message_id = g.message_row_id), '[]') as files,
             (select f.id from message_files x join files f on f.id = x.file_id
               where x.message_id = g.message_row_id and x.kind = 'document'
                 and f.media_type = any(${OFFICE_TYPES}) order by x.place limit 1) as "pagesFileId"
        from caught_messages g left join messages m on m.id = g.message_row_id
        left join cases c on c.id = m.case_id
        left join channel_accounts a on a.channel = g.channel
       where (c.id is not null or (m.case_id is null and ${ownMailShown(ctx, tx)}))
         ${channel ? sql`and g.channel = ${channel}` : sql``}
         ${cursor ? sql`and g.id < ${cursor}` : sql``}
         ${
           text
             ? sql`and (g.to_address = ${text} or g.subject ilike ${`%${likeText(text)}%`}
                        or c.ref_no = ${text})`
             : sql``
         }
       order by g.id desc limit ${PAGE}`;
    const caughtIds = caught.map(({ id }) => id);
    if (caughtIds.length > 0) {
      await writeAudit(inner, {
        ...{ action: "messages.list-caught", entity: "caught_message", entityId: null },
        after: { caughtIds },
      });
    }
    return caught.map(({ mailbox, replyToken, ...row }) => {
      const replyTo = mailbox && replyToken ? makeReplyAddress(mailbox, replyToken) : null;
      return { ...row, replyTo };
    });
  });
}
