import type { MessageState } from "@/db/values/messages";
import { cutQuotes, cutSignature } from "@/server/connectors/imap";
import { requireCase } from "../../cases";
import { type OperatorContext, reading } from "../../context";
import { authorizeDeals } from "../authorize-deals";
import { dealMailsInput } from "../inputs";
import { wayOf } from "./deal-way";

/** A mail that waits for somebody to say what it is. */
export interface WaitingLead {
  messageId: number;
  reason: string | null;
  /** The deal whose number it bears without our seal. */
  namedRefNo: string | null;
  namedCaseId: number | null;
}

const MAILS_MAX = 300;

/** What is known of mails that wait, for who sees all groups: the list of the unfiled shows them. */
export async function waitingLeads(ctx: OperatorContext): Promise<WaitingLead[]> {
  authorizeDeals(ctx, "messages:read");
  return reading(ctx, async ({ sql }) => [
    ...(await sql<WaitingLead[]>`
      select m.id as "messageId", l.reason, k.ref_no as "namedRefNo",
             k.id as "namedCaseId"
        from messages m left join lead_mails l on l.message_id = m.id
        left join cases k on k.id = l.named_case_id
       where m.mailbox = 'deals' and m.state = 'unfiled' and m.dismissed_at is null
         and m.case_id is null and (select app_sees_all_groups())
       order by m.id desc limit ${MAILS_MAX}`),
  ]);
}

/** A mail of a deal, one that came or one that we sent. */
export interface DealMail {
  messageId: number;
  isOutbound: boolean;
  state: MessageState;
  trouble: string | null;
  address: string;
  name: string;
  subject: string;
  /** The new words alone. */
  text: string;
  at: Date;
  files: { fileId: number; name: string }[];
}

export interface DealMails {
  mails: DealMail[];
  /** Whom an answer goes to; null: no address is known. */
  to: string | null;
}

/** The mails of a deal, the oldest first, and whom an answer goes to. Throws not_found. */
export async function mailsOfDeal(
  ctx: OperatorContext,
  raw: { caseId: number },
): Promise<DealMails> {
  authorizeDeals(ctx, "messages:read");
  const { caseId } = dealMailsInput.parse(raw);
  return reading(ctx, async (tx) => {
    await requireCase(tx, caseId);
    const way = await wayOf(tx, caseId);
    const rows = await tx.sql<DealMail[]>`
      select m.id as "messageId", m.direction = 'outbound' as "isOutbound", m.state,
             m.last_error as trouble,
             case when m.direction = 'outbound' then m.to_address else m.from_address end
               as address,
             case when m.direction = 'outbound' then m.to_name else m.from_name end as name,
             m.subject, m.body as text, coalesce(m.sent_at, m.created_at) as at,
             coalesce((select jsonb_agg(jsonb_build_object('fileId', f.id, 'name', f.name)
                                        order by x.place)
                         from message_files x join files f on f.id = x.file_id
                        where x.message_id = m.id), '[]') as files
        from messages m where m.case_id = ${caseId} and m.channel = 'email'
       order by m.id desc limit ${MAILS_MAX}`;
    const mails = rows
      .map((row) => ({ ...row, text: cutSignature(cutQuotes(row.text).text).trim() }))
      .reverse();
    return { mails, to: way?.address ?? null };
  });
}
