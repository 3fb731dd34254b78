-- Cases stand in lists by the surname of who owes, as people stand in theirs: one rule for both. A plain
-- immutable function, so that the planner writes it out wherever it is called.
create function party_sort_name(surname text, given_name text, full_name text) returns text
  language sql immutable parallel safe
  as $$ select lower(translate(coalesce(surname || ' ' || coalesce(given_name, ''), full_name),
    'ÁÄČĎÉĚËÍĹĽŇÓÔÖŔŘŠŤÚŮÜÝŽáäčďéěëíĺľňóôöŕřšťúůüýž',
    'aacdeeeillnooorrstuuuyzaacdeeeillnooorrstuuuyz')) collate "C" $$;
--> statement-breakpoint
-- The same column anew, by the function: what it says is what cases copy. Takes its index along.
alter table parties drop column sort_name;
--> statement-breakpoint
alter table parties add column sort_name text collate "C" not null generated always as (
  party_sort_name(surname, given_name, full_name)) stored;
--> statement-breakpoint
create index parties_name on parties (tenant_id, sort_name, id);
--> statement-breakpoint
create index parties_kind on parties (tenant_id, kind, sort_name, id) where kind <> 'natural_person';
--> statement-breakpoint
alter table cases add column debtor_sort_name text collate "C" not null default '';
--> statement-breakpoint
-- One tenant after another, because the walls stand for the owner too.
do $$
declare tenant bigint;
begin
  for tenant in select id from tenants order by id loop
    perform set_config('app.tenant_id', tenant::text, true);
    update cases c set debtor_sort_name = p.sort_name
      from parties p
     where c.tenant_id = tenant and p.tenant_id = tenant and p.id = c.debtor_party_id;
  end loop;
  perform set_config('app.tenant_id', '', true);
end $$;
--> statement-breakpoint
drop index cases_debtor_name;
--> statement-breakpoint
create index cases_debtor_name on cases (tenant_id, debtor_sort_name, id);
--> statement-breakpoint
-- As in 0005a, with the key that cases are sorted by.
create or replace function refresh_case_search(case_ids bigint[]) returns void
  language plpgsql volatile security definer
  set search_path = public, pg_temp set work_mem = '64MB' set random_page_cost = 1.1
  as $$
begin
  perform from cases where tenant_id = app_tenant() and id = any (case_ids) order by id for no key update;
  update cases c
     set search = tsvector_concat(fresh.words,
           array_to_tsvector(array[lower(c.ref_no), lower(split_part(c.ref_no, '/', 1))])),
         debtor_party_id = fresh.debtor_id,
         debtor_name = fresh.debtor_name,
         debtor_sort_name = fresh.debtor_sort_name
    from (
      select k.id,
             tsvector_concat(coalesce(people.words, ''), coalesce(symbols.words, '')) as words,
             people.debtor_id,
             coalesce(people.debtor_name, '') as debtor_name,
             coalesce(people.debtor_sort_name, '') as debtor_sort_name
        from unnest(case_ids) as k (id)
        left join (
          select cp.case_id,
                 tsvector_union(p.search) as words,
                 (array_agg(p.id order by cp.position, cp.id) filter (where owes.it))[1] as debtor_id,
                 (array_agg(p.full_name order by cp.position, cp.id) filter (where owes.it))[1] as debtor_name,
                 (array_agg(p.sort_name order by cp.position, cp.id) filter (where owes.it))[1]
                   as debtor_sort_name
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
     and (c.search, c.debtor_party_id, c.debtor_name, c.debtor_sort_name) is distinct from
         (tsvector_concat(fresh.words,
            array_to_tsvector(array[lower(c.ref_no), lower(split_part(c.ref_no, '/', 1))])),
          fresh.debtor_id, fresh.debtor_name, fresh.debtor_sort_name);
end $$;
