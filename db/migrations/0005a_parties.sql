-- Parties: sex, look-up of duplicates, and one place that refreshes what a case remembers of its parties.
alter table parties add column sex text;
--> statement-breakpoint
alter table parties add constraint parties_sex check (sex in ('male', 'female'));
--> statement-breakpoint
-- Lists of people are read by surname, and Č stands beside C, not behind Z. Written out as a translation,
-- because a server may lack ICU collations and the keyset needs an order that never changes.
alter table parties add column sort_name text collate "C" not null generated always as (
  lower(translate(coalesce(surname || ' ' || coalesce(given_name, ''), full_name),
    'ÁÄČĎÉĚËÍĹĽŇÓÔÖŔŘŠŤÚŮÜÝŽáäčďéěëíĺľňóôöŕřšťúůüýž',
    'aacdeeeillnooorrstuuuyzaacdeeeillnooorrstuuuyz'))) stored;
--> statement-breakpoint
drop index parties_name;
--> statement-breakpoint
create index parties_name on parties (tenant_id, sort_name, id);
--> statement-breakpoint
-- Equal names are many, equal names born on one day are few.
drop index parties_name_key;
--> statement-breakpoint
create index parties_name_key on parties (tenant_id, name_key, birth_on);
--> statement-breakpoint
create index parties_data_box on parties (tenant_id, data_box_id) where data_box_id is not null;
--> statement-breakpoint
create index parties_merged_into on parties (tenant_id, merged_into_id) where merged_into_id is not null;
--> statement-breakpoint
create index party_merges_merged on party_merges (tenant_id, merged_id);
--> statement-breakpoint
-- "C": one index answers both "the same address" and "towns that begin with".
alter table party_addresses alter column address_key type text collate "C";
--> statement-breakpoint
create index party_addresses_key on party_addresses (tenant_id, address_key);
--> statement-breakpoint
-- Is the party on any case that still stands, seen by anybody? A case that access groups hide counts.
create function party_is_on_case(party bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  as $$ select exists (
          select from case_parties cp
            join cases c on c.tenant_id = cp.tenant_id and c.id = cp.case_id
           where cp.tenant_id = app_tenant() and cp.party_id = party and c.voided_at is null) $$;
--> statement-breakpoint
-- What a case remembers of others so that lists never join: its search words (own number, those of its
-- parties, symbols of its claims) and its debtor. Runs as owner: a party changes also on cases that the
-- person at work may not see. Volatile on purpose: the second statement reads what the lock waited for.
create function refresh_case_search(case_ids bigint[]) returns void
  language plpgsql volatile security definer
  set search_path = public, pg_temp set work_mem = '64MB' set random_page_cost = 1.1
  as $$
begin
  perform from cases where tenant_id = app_tenant() and id = any (case_ids) order by id for no key update;
  update cases c
     set search = tsvector_concat(fresh.words,
           array_to_tsvector(array[lower(c.ref_no), lower(split_part(c.ref_no, '/', 1))])),
         debtor_party_id = fresh.debtor_id,
         debtor_name = fresh.debtor_name
    from (
      select k.id,
             tsvector_concat(coalesce(people.words, ''), coalesce(symbols.words, '')) as words,
             people.debtor_id,
             coalesce(people.debtor_name, '') as debtor_name
        from unnest(case_ids) as k (id)
        left join (
          select cp.case_id,
                 tsvector_union(p.search) as words,
                 (array_agg(p.id order by cp.position, cp.id) filter (where owes.it))[1] as debtor_id,
                 (array_agg(p.full_name order by cp.position, cp.id) filter (where owes.it))[1] as debtor_name
            from case_parties cp
            join parties p on p.tenant_id = cp.tenant_id and p.id = cp.party_id
           cross join lateral (select cp.role in ('debtor', 'obligor', 'applicant', 'client') as it) owes
           where cp.tenant_id = app_tenant() and cp.case_id = any (case_ids)
           group by cp.case_id) people on people.case_id = k.id
        left join (
          select case_id,
                 array_to_tsvector(array_agg(variable_symbol) || array_agg(ltrim(variable_symbol, '0'))) as words
            from claims
           where tenant_id = app_tenant() and case_id = any (case_ids)
             and voided_at is null and ltrim(variable_symbol, '0') <> ''
           group by case_id) symbols on symbols.case_id = k.id) fresh
   where c.tenant_id = app_tenant() and c.id = any (case_ids) and c.id = fresh.id
     and (c.search, c.debtor_party_id, c.debtor_name) is distinct from
         (tsvector_concat(fresh.words,
            array_to_tsvector(array[lower(c.ref_no), lower(split_part(c.ref_no, '/', 1))])),
          fresh.debtor_id, fresh.debtor_name);
end $$;
