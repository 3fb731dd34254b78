import type { Tx } from "@/db/client";
import { authorKindOf, authorOf, type Context } from "../../context";
import type { ImportScope } from "../scope";
import { firstRequisites } from "./first-requisites";

/**
 * Known people get what the register did not know of them: identifiers, birth, data box, notes.
 * Nothing that stands there is changed. What was empty is kept for the undo.
 */
export async function enrichPeople(ctx: Context, tx: Tx, { importId }: ImportScope): Promise<void> {
  const { sql } = tx;
  await sql`
    create temp table t_fill on commit drop as
    select p.party_id, k.version,
           case when k.birth_number_hash is null then v.birth_number_hash end as birth_number_hash,
           case when k.birth_number_hash is null then v.birth_number_cipher end as birth_number_cipher,
           case when k.birth_on is null then v.birth_on end as birth_on,
           case when k.sex is null then v.sex end as sex,
           case when k.registration_no is null then v.registration_no end as registration_no,
           case when k.tax_id is null then v.tax_id end as tax_id,
           case when k.legal_form is null then v.legal_form end as legal_form,
           case when k.data_box_id is null then v.data_box_id end as data_box_id,
           case when k.web is null then v.web end as web,
           case when k.other_id is null then v.other_id end as other_id,
           case when k.note is null then v.note end as note,
           case when k.short_name is null then v.requisites ->> 'shortName' end as short_name,
           case when k.vat_id is null then v.requisites ->> 'vatId' end as vat_id,
           case when k.inn is null then v.requisites ->> 'inn' end as inn,
           case when k.kpp is null then v.requisites ->> 'kpp' end as kpp,
           case when k.ogrn is null then v.requisites ->> 'ogrn' end as ogrn,
           case when k.file_mark is null then v.requisites ->> 'fileMark' end as file_mark,
           tsvector_concat(k.search, v.search) as search, k.search as search_before
      from t_party p
      join parties k on k.id = p.party_id
      join (select w.head, min(t.birth_number_hash::text)::bytea as birth_number_hash,
                   (array_agg(t.birth_number_cipher) filter (where t.birth_number_cipher is not null))[1]
                     as birth_number_cipher,
                   min(t.birth_on) as birth_on, min(t.sex) as sex, min(t.registration_no) as registration_no,
                   min(t.tax_id) as tax_id, min(t.legal_form) as legal_form,
                   min(t.data_box_id) as data_box_id, min(t.web) as web, min(t.other_id) as other_id,
                   min(t.note) as note,
                   ${firstRequisites(tx)} as requisites,
                   tsvector_union(t.search) as search
              from t_who w join t_parties t on t.party_no = w.party_no
             where w.party_id is not null group by w.head) v on v.head = p.head
     where not p.is_new`;
  await sql`
    delete from t_fill f where f.search = f.search_before
       and coalesce(encode(f.birth_number_hash, 'hex'), f.birth_on::text, f.sex, f.registration_no,
                    f.tax_id, f.legal_form, f.data_box_id, f.web, f.other_id, f.note, f.short_name,
                    f.vat_id, f.inn, f.kpp, f.ogrn, f.file_mark) is null`;
  await keepChanges(ctx, tx, importId);
  await fillPeople(ctx, tx);
}

async function keepChanges(ctx: Context, { sql }: Tx, importId: number): Promise<void> {
  const author = authorOf(ctx.actor);
  await sql`
    with filled as (
      select party_id, jsonb_strip_nulls(jsonb_build_object(
               'birth_number_hash', encode(birth_number_hash, 'hex'), 'birth_on', birth_on, 'sex', sex,
               'registration_no', registration_no, 'tax_id', tax_id, 'legal_form', legal_form,
               'data_box_id', data_box_id, 'web', web, 'other_id', other_id, 'note', note,
               'short_name', short_name, 'vat_id', vat_id, 'inn', inn, 'kpp', kpp, 'ogrn', ogrn,
               'file_mark', file_mark)) as after,
             search_before::text as search_before, search::text as search
        from t_fill),
    kept as (
      insert into import_changes (import_id, entity, entity_id, before, after)
      select ${importId}, 'party', party_id,
             (select coalesce(jsonb_object_agg(key, null), '{}') from jsonb_object_keys(after) as key)
               || jsonb_build_object('search', search_before),
             after || jsonb_build_object('search', search)
        from filled)
    insert into audit_entries (at, actor_kind, actor_id, actor_name, action, entity, entity_id, after)
    select ${ctx.now}, ${authorKindOf(ctx.actor)}, ${author.id}, ${author.name}, 'parties.update', 'party', party_id,
           (after - 'birth_number_hash') || jsonb_build_object('importId', ${importId}::bigint)
      from filled`;
}

async function fillPeople(ctx: Context, { sql }: Tx): Promise<void> {
  await sql`
    update parties k
       set birth_number_hash = coalesce(k.birth_number_hash, f.birth_number_hash),
           birth_number_cipher = coalesce(k.birth_number_cipher, f.birth_number_cipher),
           birth_on = coalesce(k.birth_on, f.birth_on), sex = coalesce(k.sex, f.sex),
           registration_no = coalesce(k.registration_no, f.registration_no),
           tax_id = coalesce(k.tax_id, f.tax_id), legal_form = coalesce(k.legal_form, f.legal_form),
           data_box_id = coalesce(k.data_box_id, f.data_box_id), web = coalesce(k.web, f.web),
           other_id = coalesce(k.other_id, f.other_id), note = coalesce(k.note, f.note),
           short_name = coalesce(k.short_name, f.short_name), vat_id = coalesce(k.vat_id, f.vat_id),
           inn = coalesce(k.inn, f.inn), kpp = coalesce(k.kpp, f.kpp), ogrn = coalesce(k.ogrn, f.ogrn),
           file_mark = coalesce(k.file_mark, f.file_mark),
           search = f.search, version = k.version + 1, updated_at = ${ctx.now}
      from t_fill f where k.id = f.party_id`;
}
