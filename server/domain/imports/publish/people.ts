import type { Tx } from "@/db/client";
import { authorKindOf, authorOf, type Context } from "../../context";
import type { ImportScope } from "../scope";
import { firstRequisites } from "./first-requisites";
import { knowSizes } from "./know-sizes";

/**
 * Writes the people of the workbook: new records whole, known ones only where they were empty.
 * Completes `t_who`: afterwards `party_id` stands in every row, `is_new` tells the two apart.
 */
export async function publishPeople(ctx: Context, tx: Tx, scope: ImportScope): Promise<void> {
  await giveIds(tx);
  await insertParties(ctx, tx, scope);
  await knowSizes(tx, ["parties"]);
  await insertAddresses(tx, scope);
  await insertContacts(tx, scope);
  await insertLicences(tx, scope);
  await tx.sql`
    insert into search_words (word)
    select distinct word from t_parties t join t_who w on w.party_no = t.party_no
     cross join lateral unnest(string_to_array(t.name_key, ' ')) as word
     where word <> ''
    on conflict do nothing`;
}

async function giveIds({ sql }: Tx): Promise<void> {
  await sql`
    create temp table t_party on commit drop as
    select head, coalesce(party_id, nextval('parties_id_seq')) as party_id, party_id is null as is_new,
           members
      from (select head, party_id, members from t_who where party_no = head order by head) h`;
  await sql`analyze t_party (head, party_id)`;
}

/** Values that only a later row of the same person has; empty for nearly everybody. */
async function insertParties(ctx: Context, tx: Tx, { importId }: ImportScope): Promise<void> {
  const { sql } = tx;
  await sql`
    create temp table t_rest on commit drop as
    select w.head,
           (array_agg(t.birth_on order by t.party_no) filter (where t.birth_on is not null))[1] as birth_on,
           (array_agg(t.sex order by t.party_no) filter (where t.sex is not null))[1] as sex,
           (array_agg(t.birth_number_cipher order by t.party_no)
             filter (where t.birth_number_hash is not null))[1] as birth_number_cipher,
           (array_agg(t.birth_number_hash order by t.party_no)
             filter (where t.birth_number_hash is not null))[1] as birth_number_hash,
           (array_agg(t.registration_no order by t.party_no)
             filter (where t.registration_no is not null))[1] as registration_no,
           (array_agg(t.tax_id order by t.party_no) filter (where t.tax_id is not null))[1] as tax_id,
           (array_agg(t.legal_form order by t.party_no) filter (where t.legal_form is not null))[1] as legal_form,
           (array_agg(t.data_box_id order by t.party_no) filter (where t.data_box_id is not null))[1] as data_box_id,
           (array_agg(t.web order by t.party_no) filter (where t.web is not null))[1] as web,
           (array_agg(t.other_id order by t.party_no) filter (where t.other_id is not null))[1] as other_id,
           (array_agg(t.note order by t.party_no) filter (where t.note is not null))[1] as note,
           ${firstRequisites(tx)} as requisites,
           tsvector_union(t.search) as search
      from t_who w join t_parties t on t.party_no = w.party_no
     where w.members > 1 group by w.head`;
  await sql`analyze t_rest`;
  const author = authorOf(ctx.actor);
  await sql`
    insert into parties (id, kind, full_name, titles_before, given_name, surname, titles_after, name_key,
           birth_on, sex, birth_number_cipher, birth_number_hash, registration_no, tax_id, legal_form,
           country, data_box_id, web, other_id, note, short_name, vat_id, inn, kpp, ogrn, file_mark,
           search, import_id, created_by, created_at, updated_at)
    overriding system value
    select p.party_id, t.kind, t.full_name, t.titles_before, t.given_name, t.surname, t.titles_after,
           t.name_key, coalesce(t.birth_on, r.birth_on), coalesce(t.sex, r.sex),
           coalesce(t.birth_number_cipher, r.birth_number_cipher),
           coalesce(t.birth_number_hash, r.birth_number_hash),
           coalesce(t.registration_no, r.registration_no), coalesce(t.tax_id, r.tax_id),
           coalesce(t.legal_form, r.legal_form), t.country, coalesce(t.data_box_id, r.data_box_id),
           coalesce(t.web, r.web), coalesce(t.other_id, r.other_id), coalesce(t.note, r.note),
           coalesce(t.requisites ->> 'shortName', r.requisites ->> 'shortName'),
           coalesce(t.requisites ->> 'vatId', r.requisites ->> 'vatId'),
           coalesce(t.requisites ->> 'inn', r.requisites ->> 'inn'),
           coalesce(t.requisites ->> 'kpp', r.requisites ->> 'kpp'),
           coalesce(t.requisites ->> 'ogrn', r.requisites ->> 'ogrn'),
           coalesce(t.requisites ->> 'fileMark', r.requisites ->> 'fileMark'),
           coalesce(r.search, t.search), ${importId}, ${author.id}, ${ctx.now}, ${ctx.now}
      from t_party p
      join t_parties t on t.party_no = p.head
      left join t_rest r on r.head = p.head
     where p.is_new order by p.party_id`;
  await sql`
    insert into audit_entries (at, actor_kind, actor_id, actor_name, action, entity, entity_id, after, reason)
    select ${ctx.now}, ${authorKindOf(ctx.actor)}, ${author.id}, ${author.name}, 'parties.create', 'party', p.party_id,
           jsonb_strip_nulls(jsonb_build_object('kind', t.kind, 'fullName', t.full_name,
             'birthOn', t.birth_on, 'registrationNo', t.registration_no, 'country', t.country,
             'importId', ${importId}::bigint, 'row', t.row_no)), null
      from t_party p join t_parties t on t.party_no = p.head where p.is_new order by p.party_id`;
}

// New people of one row come first: nothing of theirs can be there already, so nothing is asked.

async function insertAddresses({ sql }: Tx, { importId }: ImportScope): Promise<void> {
  const address = sql`
    unnest(t.address_kinds, t.streets, t.cities, t.postal_codes, t.address_countries, t.address_keys)
      as a (kind, street, city, postal_code, country, address_key)`;
  const codes = sql`t.requisites #>> array['places', a.kind, 'addressPoint'],
           t.requisites #>> array['places', a.kind, 'fiasCode']`;
  await sql`
    insert into party_addresses (party_id, kind, street, city, postal_code, country, address_key, import_id,
           address_point, fias_code)
    select p.party_id, a.kind, a.street, a.city, a.postal_code, a.country, a.address_key, ${importId},
           ${codes}
      from t_party p join t_parties t on t.party_no = p.head cross join lateral ${address}
     where p.is_new and p.members = 1 order by p.party_id`;
  await sql`
    insert into party_addresses (party_id, kind, street, city, postal_code, country, address_key, import_id,
           address_point, fias_code)
    select distinct on (p.party_id, a.kind) p.party_id, a.kind, a.street, a.city, a.postal_code,
           a.country, a.address_key, ${importId}, ${codes}
      from t_party p
      join t_who w on w.head = p.head
      join t_parties t on t.party_no = w.party_no
     cross join lateral ${address}
     where not p.is_new or p.members > 1
     order by p.party_id, a.kind, w.party_no
    on conflict do nothing`;
}

/** Of all rows of a person: a row says one licence. Those that are there already stay as they are. */
async function insertLicences({ sql }: Tx, { importId }: ImportScope): Promise<void> {
  await sql`
    insert into party_licences (party_id, kind, number, issued_by, valid_from, valid_to, import_id)
    select p.party_id, l.kind, l.number, l."issuedBy", l."validFrom", l."validTo", ${importId}
      from t_party p
      join t_who w on w.head = p.head
      join t_parties t on t.party_no = w.party_no
     cross join lateral jsonb_to_record(t.requisites -> 'licence')
           as l (kind text, number text, "issuedBy" text, "validFrom" date, "validTo" date)
     where t.requisites ? 'licence' order by p.party_id, w.party_no
    on conflict do nothing`;
}

async function insertContacts({ sql }: Tx, { importId }: ImportScope): Promise<void> {
  const contact = sql`
    unnest(t.contact_kinds, t.contact_values, t.phone_kinds) as c (kind, value, phone_kind)`;
  await sql`
    insert into party_contacts (party_id, kind, value, phone_kind, import_id)
    select p.party_id, c.kind, c.value, c.phone_kind, ${importId}
      from t_party p join t_parties t on t.party_no = p.head cross join lateral ${contact}
     where p.is_new and p.members = 1 order by p.party_id`;
  await sql`
    insert into party_contacts (party_id, kind, value, phone_kind, import_id)
    select p.party_id, c.kind, c.value, c.phone_kind, ${importId}
      from t_party p
      join t_who w on w.head = p.head
      join t_parties t on t.party_no = w.party_no
     cross join lateral ${contact}
     where not p.is_new or p.members > 1 order by p.party_id
    on conflict do nothing`;
}
