import type { Tx } from "@/db/client";
import { authorKindOf, authorOf, type Context } from "../../context";

/**
 * Where a person stands who must not vanish: on cases, in messages, and wherever it is written down that
 * somebody was asked about them. What a table deletes with the person is not among these.
 */
export const USES_OF_PARTIES = [
  ...(["case_events.party_id", "case_groups.creditor_party_id"] as const),
  ...(["case_insolvencies.party_id", "case_parties.party_id", "cases.debtor_party_id"] as const),
  ...(["claim_assignments.from_party_id", "claim_assignments.to_party_id"] as const),
  ...(["client_changes.party_id", "contact_holds.party_id", "data_rights.party_id"] as const),
  ...(["hit_verdicts.party_id", "insolvency_changes.party_id"] as const),
  ...(["insolvency_run_parties.party_id", "issued_papers.party_id", "messages.party_id"] as const),
  ...(["organisation_codes.organisation_id", "organisation_joins.organisation_id"] as const),
  ...(["organisation_parents.parent_id", "organisation_parents.party_id"] as const),
  ...(["party_insolvency.party_id", "party_merges.kept_id", "party_merges.merged_id"] as const),
  ...(["portal_invitations.organisation_id", "portal_invitations.party_id"] as const),
  ...(["portal_letter_sessions.party_id", "portal_letter_ways.party_id"] as const),
  ...(["portal_users.organisation_id", "portal_users.party_id"] as const),
  ...([
    "proceedings.authority_party_id",
    "screenings.party_id",
    "shown_documents.party_id",
  ] as const),
] as const;

const unusedParty = ({ sql }: Tx) =>
  USES_OF_PARTIES.reduce((all, use) => {
    const [table = "", column = ""] = use.split(".");
    return sql`${all} and not exists (
      select from ${sql(table)} x where x.${sql(column)} = p.id)`;
  }, sql``);

/**
 * Records of people that the import made and that nothing else uses are deleted; records it added
 * to lose what it added. Leaves `t_touched_party (party_id)`: who stays but has changed.
 */
export async function takePartiesBack(ctx: Context, tx: Tx, importId: number): Promise<void> {
  const { sql } = tx;
  const author = authorOf(ctx.actor);
  await sql`
    create temp table t_touched_party on commit drop as
    select entity_id as party_id from import_changes
     where import_id = ${importId} and entity = 'party'
    union select a.party_id from party_addresses a join parties p on p.id = a.party_id
           where a.import_id = ${importId} and p.import_id is distinct from ${importId}::bigint
    union select l.party_id from party_licences l join parties p on p.id = l.party_id
           where l.import_id = ${importId} and p.import_id is distinct from ${importId}::bigint`;
  await sql`
    with gone as (
      delete from parties p where p.import_id = ${importId} and p.merged_into_id is null
         ${unusedParty(tx)}
      returning id, kind, full_name)
    insert into audit_entries (at, actor_kind, actor_id, actor_name, action, entity, entity_id,
           before)
    select ${ctx.now}, ${authorKindOf(ctx.actor)}, ${author.id}, ${author.name}, 'parties.delete',
           'party', id, jsonb_build_object('kind', kind, 'fullName', full_name,
             'importId', ${importId}::bigint) from gone`;
  await sql`
    delete from party_addresses a using t_touched_party t
     where a.party_id = t.party_id and a.import_id = ${importId}`;
  await sql`
    delete from party_licences l using t_touched_party t
     where l.party_id = t.party_id and l.import_id = ${importId}`;
  await sql`
    delete from party_contacts c using t_touched_party t
     where c.party_id = t.party_id and c.import_id = ${importId}`;
  await sql`
    with back as (
      update parties p
         set birth_number_hash = case when h.after ? 'birth_number_hash' then null else p.birth_number_hash end,
             birth_number_cipher = case when h.after ? 'birth_number_hash' then null else p.birth_number_cipher end,
             birth_on = case when h.after ? 'birth_on' then null else p.birth_on end,
             sex = case when h.after ? 'sex' then null else p.sex end,
             registration_no = case when h.after ? 'registration_no' then null else p.registration_no end,
             tax_id = case when h.after ? 'tax_id' then null else p.tax_id end,
             legal_form = case when h.after ? 'legal_form' then null else p.legal_form end,
             data_box_id = case when h.after ? 'data_box_id' then null else p.data_box_id end,
             web = case when h.after ? 'web' then null else p.web end,
             other_id = case when h.after ? 'other_id' then null else p.other_id end,
             note = case when h.after ? 'note' then null else p.note end,
             short_name = case when h.after ? 'short_name' then null else p.short_name end,
             vat_id = case when h.after ? 'vat_id' then null else p.vat_id end,
             inn = case when h.after ? 'inn' then null else p.inn end,
             kpp = case when h.after ? 'kpp' then null else p.kpp end,
             ogrn = case when h.after ? 'ogrn' then null else p.ogrn end,
             file_mark = case when h.after ? 'file_mark' then null else p.file_mark end,
             -- Words that came later than ours stay; a word too many does no harm.
             search = case when p.search = (h.after ->> 'search')::tsvector
                           then (h.before ->> 'search')::tsvector else p.search end,
             version = p.version + 1, updated_at = ${ctx.now}
        from import_changes h
       where h.import_id = ${importId} and h.entity = 'party' and p.id = h.entity_id
      returning p.id, h.after)
    insert into audit_entries (at, actor_kind, actor_id, actor_name, action, entity, entity_id, before)
    select ${ctx.now}, ${authorKindOf(ctx.actor)}, ${author.id}, ${author.name}, 'parties.update', 'party', id,
           (after - 'birth_number_hash' - 'search') || jsonb_build_object('importId', ${importId}::bigint)
      from back`;
}
