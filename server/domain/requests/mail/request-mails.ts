import type { Tx } from "@/db/client";
import type { MessageState } from "@/db/values/messages";
import type { PlainRequestKind } from "@/db/values/portal";
import type { MailStanding } from "@/db/values/request-mails";
import { cutQuotes, cutSignature } from "@/server/connectors/imap";
import type { Locale } from "@/server/kernel/locale";
import { requireCase } from "../../cases";
import { authorize, type OperatorContext, reading } from "../../context";
import { postsInput } from "../inputs";
import { noteReading } from "../note-reading";
import { withMerged } from "../with-merged";
import { type MailWay, mailWayOf } from "./mail-way";

/** A mail of a request: one that came, or one that carries an answer of ours. */
export interface RequestMail {
  messageId: number;
  /** The post that it became or that it carries. */
  postId: number | null;
  standing: MailStanding;
  reason: string | null;
  isOutbound: boolean;
  /** Of one that leaves: how far it is, and why no further. */
  state: MessageState;
  trouble: string | null;
  /** Who wrote it, or who gets it. */
  address: string;
  name: string;
  subject: string;
  /** The new words; left out where the post has them. */
  text: string;
  language: Locale | null;
  at: Date;
  files: { fileId: number; name: string }[];
}

export interface RequestMails {
  mails: RequestMail[];
  way: Omit<MailWay, "to"> & { to: string | null };
}

/** The mails of a request, the oldest first, and how its answers leave. Throws not_found. */
export async function mailsOfRequest(
  ctx: OperatorContext,
  raw: { caseId: number },
): Promise<RequestMails> {
  authorize(ctx, "cases:read");
  const { caseId } = postsInput.parse(raw);
  const shown = await reading(ctx, async (tx) => {
    await requireCase(tx, caseId);
    const { to, ...way } = await mailWayOf(tx, caseId);
    const mails = await readMails(tx, caseId);
    return { mails, way: { ...way, to: to?.address ?? null } };
  });
  if (shown.mails.length > 0) await noteReading(ctx, caseId);
  return shown;
}

const MAILS_MAX = 500;

async function readMails({ sql }: Tx, caseId: number): Promise<RequestMail[]> {
  const rows = await sql<RequestMail[]>`
    select r.message_id as "messageId", r.post_id as "postId", r.standing, r.reason,
           m.direction = 'outbound' as "isOutbound", m.state, m.last_error as trouble,
           case when m.direction = 'outbound' then m.to_address else m.from_address end as address,
           case when m.direction = 'outbound' then m.to_name else m.from_name end as name,
           m.subject, case when r.post_id is null then m.body else '' end as text, r.language,
           coalesce(m.sent_at, m.created_at) as at,
           coalesce((select jsonb_agg(jsonb_build_object('fileId', f.id, 'name', f.name)
                                      order by x.place)
                       from message_files x join files f on f.id = x.file_id
                      where x.message_id = m.id), '[]') as files
      from request_mails r join messages m on m.id = r.message_id
     where r.case_id = any(${withMerged(sql, caseId)}) order by m.id desc limit ${MAILS_MAX}`;
  return rows
    .map((row) => ({ ...row, text: row.text && cutSignature(cutQuotes(row.text).text) }))
    .reverse();
}

/** A mail that waits for somebody to say whose it is. */
export interface WaitingMail {
  messageId: number;
  reason: string | null;
  kind: PlainRequestKind | null;
  language: Locale | null;
}

/** What is known of mails that wait, for who sees all groups: the list of the unfiled shows them. */
export async function waitingMails(ctx: OperatorContext): Promise<WaitingMail[]> {
  authorize(ctx, "messages:read");
  return reading(ctx, async ({ sql }) => [
    ...(await sql<WaitingMail[]>`
      select r.message_id as "messageId", r.reason, r.kind, r.language
        from request_mails r join messages m on m.id = r.message_id
       where r.standing = 'waiting' and m.state = 'unfiled' and m.dismissed_at is null
         and m.case_id is null and (select app_sees_all_groups())
       order by r.message_id desc limit ${MAILS_MAX}`),
  ]);
}
