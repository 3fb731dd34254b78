import type { Tx } from "@/db/client";
import type { LeadStanding } from "@/db/values/leads";
import type { InboundKind } from "@/db/values/messages";
import { DomainError } from "@/server/kernel/errors";
import { DEAL } from "../lead-fields";

/** A mail that came, as far as deals look at it. */
export interface LeadMail {
  id: number;
  kind: InboundKind;
  isOfDeals: boolean;
  /** Nobody has filed it or put it aside. */
  isOpen: boolean;
  /** That its sender floods us. */
  trouble: string | null;
  caseId: number | null;
  category: string | null;
  fromAddress: string;
  fromName: string;
  subject: string;
  body: string;
  mailId: string | null;
  fileNames: string[];
  standing: LeadStanding | null;
  namedCaseId: number | null;
  ruleId: number | null;
}

/**
 * A mail that nobody else judges until this transaction ends; of a case that the actor does not see
 * it is not there. Throws not_found `messages.not_found`.
 */
export async function lockLeadMail({ sql }: Tx, messageId: number): Promise<LeadMail> {
  const [row] = await sql<LeadMail[]>`
    select m.id, coalesce(m.inbound_kind, 'person') as kind,
           m.mailbox is not distinct from 'deals' as "isOfDeals",
           m.state = 'unfiled' and m.dismissed_at is null as "isOpen", m.last_error as trouble,
           m.case_id as "caseId", c.category, m.from_address as "fromAddress",
           m.from_name as "fromName", m.subject, m.body, m.message_id as "mailId",
           array(select f.name from message_files x join files f on f.id = x.file_id
                  where x.message_id = m.id and x.kind = 'attachment' order by x.place)
             as "fileNames",
           l.standing, l.named_case_id as "namedCaseId", l.rule_id as "ruleId"
      from messages m left join cases c on c.id = m.case_id
      left join lead_mails l on l.message_id = m.id
     where m.id = ${messageId} and m.direction = 'inbound' and m.channel = 'email'
       and (c.id is not null or (m.case_id is null and (select app_sees_all_groups())
            and ((select app_sees_all_categories())
                 or ${DEAL} = any ((select app_categories())::text[]))))
       for update of m`;
  if (!row) throw new DomainError("not_found", "messages.not_found");
  return row;
}
