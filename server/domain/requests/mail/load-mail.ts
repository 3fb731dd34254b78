import type { Tx } from "@/db/client";
import type { InboundKind } from "@/db/values/messages";
import type { PlainRequestKind } from "@/db/values/portal";
import type { MailStanding } from "@/db/values/request-mails";
import { cutQuotes, cutSignature } from "@/server/connectors/imap";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { withoutTags } from "../../messages";

/** A mail that came, as far as requests look at it. */
export interface Mail {
  id: number;
  kind: InboundKind;
  state: string;
  isDismissed: boolean;
  /** Why it could not be read, or that its sender floods us. */
  trouble: string | null;
  caseId: number | null;
  category: string | null;
  refNo: string | null;
  fromAddress: string;
  fromName: string;
  subject: string;
  body: string;
  mailId: string | null;
  fileNames: string[];
  /** What came of it so far. */
  standing: MailStanding | null;
  /** Whether it came to the mailbox of deals, which are another room's. */
  isOfDeals: boolean;
  guessedKind: PlainRequestKind | null;
  language: Locale | null;
}

/**
 * A mail that came, which nobody else judges until this transaction ends; of a case that the actor
 * does not see it is not there. Throws not_found `messages.not_found`.
 */
export function lockMail(tx: Tx, messageId: number): Promise<Mail> {
  return load(tx, messageId, true);
}

/** The same for who only looks. */
export const readMail = (tx: Tx, messageId: number): Promise<Mail> => load(tx, messageId, false);

async function load({ sql }: Tx, messageId: number, isLocked: boolean): Promise<Mail> {
  const [row] = await sql<Mail[]>`
    select m.id, coalesce(m.inbound_kind, 'person') as kind, m.state,
           m.dismissed_at is not null as "isDismissed", m.last_error as trouble,
           m.case_id as "caseId", c.category, c.ref_no as "refNo",
           m.from_address as "fromAddress", m.from_name as "fromName", m.subject, m.body,
           m.message_id as "mailId",
           array(select f.name from message_files x join files f on f.id = x.file_id
                  where x.message_id = m.id and x.kind = 'attachment' order by x.place)
             as "fileNames",
           r.standing, m.mailbox is not distinct from 'deals' as "isOfDeals", r.kind as "guessedKind", r.language
      from messages m left join cases c on c.id = m.case_id
      left join request_mails r on r.message_id = m.id
     where m.id = ${messageId} and m.direction = 'inbound' and m.channel = 'email'
       and (c.id is not null or (m.case_id is null and (select app_sees_all_groups())))
       ${isLocked ? sql`for update of m` : sql``}`;
  if (!row) throw new DomainError("not_found", "messages.not_found");
  return row;
}

const POST_LENGTH_MAX = 10_000;
const SUBJECT_LENGTH_MAX = 200;

/** What of a mail the conversation shows: new words alone, else its subject, else its attachments. */
export function wordsOf({
  body,
  subject,
  fileNames,
}: Pick<Mail, "body" | "subject" | "fileNames">): string {
  const text = body.trim() === "" ? "" : cutSignature(cutQuotes(body).text);
  return (text || subject || fileNames.join(", ") || "…").slice(0, POST_LENGTH_MAX).trim();
}

export const subjectOf = ({ subject, body }: Pick<Mail, "subject" | "body">): string => {
  const line = withoutTags(subject) || body.trim().split("\n")[0]?.trim() || "…";
  return line.slice(0, SUBJECT_LENGTH_MAX).trim();
};

export const nameOf = ({ fromName, fromAddress }: Mail): string => fromName || fromAddress;
