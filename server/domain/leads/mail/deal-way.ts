import type { Tx } from "@/db/client";
import type { Locale } from "@/server/kernel/locale";

/** Where an answer from a deal goes, and in which thread. */
export interface DealWay {
  refNo: string;
  subject: string;
  address: string;
  name: string;
  inReplyTo: string | null;
  language: Locale;
}

/**
 * Who wrote last is answered, in their thread; where nobody has written by mail, the address that the
 * deal knows. null: it knows none, or it is no deal.
 */
export async function wayOf({ sql }: Tx, caseId: number): Promise<DealWay | null> {
  const [row] = await sql<(Omit<DealWay, "address"> & { address: string | null })[]>`
    select k.ref_no as "refNo", t.language, w.message_id as "inReplyTo",
           coalesce(nullif(w.subject, ''), k.fields->>'name', k.ref_no) as subject,
           coalesce(w.from_name, k.fields->>'contactName', '') as name,
           coalesce(w.from_address, nullif(k.fields->>'senderEmail', ''),
                    nullif(k.fields->>'siteEmail', '')) as address
      from cases k join tenants t on t.id = k.tenant_id
      left join lateral (
        select m.from_address, m.from_name, m.message_id, m.subject from messages m
         left join lead_mails l on l.message_id = m.id
         left join lead_rules r on r.id = l.rule_id
         where m.case_id = k.id and m.direction = 'inbound' and m.channel = 'email'
           and coalesce(m.inbound_kind, 'person') = 'person' and m.from_address <> ''
           and coalesce(r.sender, '') = ''
         order by m.id desc limit 1) w on true
     where k.id = ${caseId} and k.category = 'deal'`;
  return row?.address ? { ...row, address: row.address } : null;
}
