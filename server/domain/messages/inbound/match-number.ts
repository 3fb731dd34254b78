import type { Tx } from "@/db/client";
import type { Place } from "./inbound-draft";

const ANSWERED_DAYS = 90;

/**
 * The case of an SMS: of the message that was sent to this number last, else the one open case of
 * whoever has the number. In doubt none.
 */
export async function matchNumber(
  { sql }: Tx,
  { number, at, answers }: { number: string; at: Date; answers: number | null },
): Promise<Place | null> {
  const [sent] = await sql<{ id: number; caseId: number; partyId: number | null }[]>`
    select id, case_id as "caseId", party_id as "partyId" from messages
     where direction = 'outbound' and channel = 'sms' and to_address = ${number}
       and state in ('sent', 'delivered', 'uncertain')
       and (${answers}::bigint is null or id = ${answers})
       and sent_at > ${at}::timestamptz - ${ANSWERED_DAYS} * interval '1 day'
     order by id desc limit 1`;
  if (sent) return { caseId: sent.caseId, partyId: sent.partyId, repliesTo: sent.id };
  const open = await sql<{ caseId: number; partyId: number }[]>`
    select distinct n.case_id as "caseId", n.party_id as "partyId"
      from party_contacts p join case_parties n on n.party_id = p.party_id
      join cases c on c.id = n.case_id
     where p.kind = 'phone' and p.value = ${number} and c.closed_at is null
       and c.archived_at is null and c.voided_at is null
     limit 2`;
  return open.length === 1 && open[0] ? open[0] : null;
}
