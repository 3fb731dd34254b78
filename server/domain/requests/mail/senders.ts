import type { Tx } from "@/db/client";
import type { Context } from "../../context";
import { livingRequest } from "../lock-requests";
import { withMerged } from "../with-merged";

/** Whether an address is the client's of a request: their contact, account, or confirmed before. */
export async function isClients(
  tx: Tx,
  { caseId, address }: { caseId: number; address: string },
): Promise<boolean> {
  const { sql } = tx;
  const livingId = await livingRequest(tx, caseId);
  const [row] = await sql<{ isKnown: boolean }[]>`
    with people as (
      select living_party(party_id) as id from case_parties
       where case_id = ${caseId} and role in ('client', 'contact'))
    select exists (select from party_contacts k join people p on p.id = k.party_id
                    where k.kind = 'email' and lower(k.value) = ${address})
        or exists (select from portal_users u join people p on p.id = living_party(u.party_id)
                    where u.is_active and lower(u.email) = ${address})
        or exists (select from request_mails r join messages m on m.id = r.message_id
                    where r.case_id = any(${withMerged(sql, livingId)}) and r.standing = 'posted'
                      and m.from_address = ${address}) as "isKnown"`;
  return address !== "" && (row?.isKnown ?? false);
}

/**
 * Whom an address belongs to: by the contacts, by accounts at the portal, by a request that somebody
 * has opened for a mail of it. Merged cards are their living one.
 */
export async function partiesOf({ sql }: Tx, address: string): Promise<number[]> {
  if (address === "") return [];
  const rows = await sql<{ id: number }[]>`
    with known as (
      select party_id as id from party_contacts where kind = 'email' and value = ${address}
      union
      select party_id from portal_users where is_active and lower(email) = ${address}
      union
      select cp.party_id from messages m
        join request_mails r on r.message_id = m.id and r.standing = 'posted'
         and r.reason = 'opened'
        join case_parties cp on cp.case_id = r.case_id and cp.role = 'client'
       where m.direction = 'inbound' and m.from_address = ${address})
    select distinct living_party(id) as id from known
     where living_party(id) is not null order by 1 limit 20`;
  return rows.map(({ id }) => id);
}

/** Whether somebody of ours, or a machine of ours, sends from that address. */
export async function isOwnAddress(ctx: Context, { sql }: Tx, address: string): Promise<boolean> {
  const [row] = await sql<{ isOwn: boolean }[]>`
    select lower(coalesce(t.settings -> 'details' ->> 'email', '')) = ${address}
        or exists (select from operators o where lower(o.email) = ${address}) as "isOwn"
      from tenants t where t.id = app_tenant()`;
  return (row?.isOwn ?? false) || address === ctx.outside?.mailFrom?.toLowerCase();
}

/** Whether an address wrote us, up to this mail, more often within a day than people do. */
export async function isTooMuch(
  ctx: Context,
  { sql }: Tx,
  { messageId, address, dailyMax }: { messageId: number; address: string; dailyMax: number },
): Promise<boolean> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select 1 from messages
       where direction = 'inbound' and from_address = ${address} and id <= ${messageId}
         and created_at > ${ctx.now}::timestamptz - interval '1 day'
       limit ${dailyMax + 1}) lately`;
  return (row?.count ?? 0) > dailyMax;
}
