import type { Tx } from "@/db/client";

/** Addresses by which a person is known outside their card; asked before the card is emptied. */
export async function addressesOf({ sql }: Tx, partyId: number): Promise<string[]> {
  const rows = await sql<{ email: string }[]>`
    with recursive merged (id) as (
      select ${partyId}::bigint
      union select p.id from parties p join merged m on p.merged_into_id = m.id)
    select lower(email) as email from portal_users where party_id in (select id from merged)
    union
    select lower(value) from party_contacts
     where kind = 'email' and party_id in (select id from merged)`;
  return rows.map(({ email }) => email);
}

interface Erased {
  partyIds: readonly number[];
  emails: readonly string[];
}

/**
 * Ways into the portal, those that lie open included. The account stays empty and shut: papers that
 * it was issued are accounting, and changes at the door were made by somebody.
 */
export async function emptyAccounts(tx: Tx, { partyIds, emails }: Erased): Promise<void> {
  const { sql } = tx;
  const cards = sql`any(${partyIds as number[]}::bigint[])`;
  const accounts = sql`(select id from portal_users where party_id = ${cards})`;
  await sql`delete from files where id in (
    select file_id from request_files
     where author = 'client' and post_id is null and author_id in ${accounts})`;
  await sql`delete from portal_invitations
             where party_id = ${cards} or portal_user_id in ${accounts}`;
  await sql`delete from portal_registrations where lower(email) = any(${emails as string[]}::text[])`;
  await eraseTraces(tx, { partyIds, emails });
  for (const table of [
    ...["portal_sessions", "portal_entry_links", "portal_sign_in_links", "organisation_joins"],
    "request_readings",
  ]) {
    await sql`delete from ${sql(table)} where portal_user_id in ${accounts}`;
  }
  await sql`delete from portal_letter_sessions where party_id = ${cards}`;
  await sql`update portal_letter_ways set shut_before = now() where party_id = ${cards}`;
  await sql`
    update portal_users u set email = 'erased-' || u.id || '@invalid', name = p.full_name,
           password_hash = '!', is_active = false, sight = 'own', organisation_id = null,
           is_organisation_admin = false, last_sign_in_at = null
      from parties p where p.id = u.party_id and u.party_id = ${cards}`;
}

/** What they said of themselves at the door, and where they are named beside an organisation. */
async function eraseTraces({ sql }: Tx, { partyIds, emails }: Erased): Promise<void> {
  const cards = sql`any(${partyIds as number[]}::bigint[])`;
  const theirs = sql`any(${emails as string[]}::text[])`;
  await sql`delete from party_bank_accounts where party_id = ${cards}`;
  await sql`delete from organisation_contacts
             where party_id = ${cards} or lower(email) = ${theirs}`;
  // A task that asks to confirm a change names whom it is about.
  await sql`
    update case_events set text = '', deleted_at = now(), version = version + 1
     where id in (select task_event_id from client_changes where party_id = ${cards})`;
  await sql`delete from client_changes where party_id = ${cards}`;
  await sql`
    update client_changes c set given_by_name = p.full_name
      from portal_users u join parties p on p.id = u.party_id
     where u.id = c.portal_user_id and u.party_id = ${cards}`;
  await sql`
    update client_changes
       set before = case when lower(before ->> 'email') = ${theirs} then null else before end,
           after = case when lower(after ->> 'email') = ${theirs} then null else after end
     where field = 'contactPerson'
       and (lower(before ->> 'email') = ${theirs} or lower(after ->> 'email') = ${theirs})`;
  await sql`
    update organisation_codes c set created_by_name = p.full_name
      from portal_users u join parties p on p.id = u.party_id
     where u.id = c.created_by_client and u.party_id = ${cards}`;
  await sql`
    update organisation_joins j set decided_by_name = p.full_name
      from portal_users u join parties p on p.id = u.party_id
     where u.organisation_id = j.organisation_id and u.name = j.decided_by_name
       and u.party_id = ${cards}`;
}
