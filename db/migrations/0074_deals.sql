-- Who sells sees deals and nothing of the ledgers' cases, a sales manager only their own. db/client.ts
-- says of each transaction which categories its actor sees, and of which of them only their own; a
-- transaction that says nothing is a job's or a client's, and walls of their own stand around those.
create function app_operator() returns bigint language sql stable parallel safe
  as $$ select nullif(current_setting('app.actor_id', true), '')::bigint $$;
--> statement-breakpoint
create function app_sees_all_categories() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('app.categories', true), '') in ('', '*') $$;
--> statement-breakpoint
create function app_categories() returns text[] language sql stable parallel safe
  as $$ select string_to_array(coalesce(current_setting('app.categories', true), ''), ',') $$;
--> statement-breakpoint
create function app_own_categories() returns text[] language sql stable parallel safe
  as $$ select string_to_array(coalesce(current_setting('app.own_categories', true), ''), ',') $$;
--> statement-breakpoint
-- Own: whose it is, who opened it, who is to verify it; and what is nobody's yet may be taken.
create policy category_wall on cases as restrictive for select to saldo_app
  using ((select app_sees_all_categories())
         or (category = any ((select app_categories())::text[])
             and (category <> all ((select app_own_categories())::text[])
                  or owner_id is null or owner_id = (select app_operator())
                  or created_by = (select app_operator())
                  or fields ->> 'verifier' = (select app_operator())::text)));
--> statement-breakpoint
-- An assignment hangs on the case that it is about.
alter table cases add column parent_case_id bigint;
--> statement-breakpoint
alter table cases add constraint cases_tenant_id_parent_case_id_cases_tenant_id_id_fk
  foreign key (tenant_id, parent_case_id) references cases (tenant_id, id);
--> statement-breakpoint
create index cases_parent on cases (tenant_id, parent_case_id) where parent_case_id is not null;
--> statement-breakpoint
-- The trace of a merge: which case went into which, and what was carried over.
create table case_merges (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  merged_id bigint not null,
  kept_id bigint not null,
  -- How many events, parties, messages, tags and assignments came over, and which fields were filled.
  carried jsonb not null,
  by_operator_id bigint,
  at timestamptz not null default now(),
  constraint case_merges_tenant_id_id_pk primary key (tenant_id, id),
  constraint case_merges_tenant_id_merged_id_cases_tenant_id_id_fk
    foreign key (tenant_id, merged_id) references cases (tenant_id, id),
  constraint case_merges_tenant_id_kept_id_cases_tenant_id_id_fk
    foreign key (tenant_id, kept_id) references cases (tenant_id, id),
  constraint case_merges_apart check (merged_id <> kept_id)
);
--> statement-breakpoint
create unique index case_merges_merged on case_merges (tenant_id, merged_id);
--> statement-breakpoint
create index case_merges_kept on case_merges (tenant_id, kept_id);
--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
create trigger append_only before update or delete on case_merges
  for each row execute function refuse_change();
--> statement-breakpoint
create trigger append_only_whole before truncate on case_merges execute function refuse_change();
--> statement-breakpoint
revoke update, delete, truncate on case_merges from saldo_app;
--> statement-breakpoint
-- Mails about steps of cases: an assignment was given, asks, waits to be verified, is done.
do $$
declare known text;
begin
  select pg_get_constraintdef(oid) into known from pg_constraint
   where conrelid = 'mails'::regclass and conname = 'mails_kind';
  execute 'alter table mails drop constraint mails_kind';
  execute 'alter table mails add constraint mails_kind '
    || replace(known, 'ARRAY[', 'ARRAY[''case_step''::text, ');
end $$;
--> statement-breakpoint
alter table mail_preferences add column wants_steps boolean not null default true;
--> statement-breakpoint
-- A deal is found by the company and the contact that are written on it, whoever is in the directory.
alter table cases add column own_words tsvector not null default ''::tsvector;
--> statement-breakpoint
-- As in 0010, with the words of the case's own fields.
create or replace function refresh_case_search(case_ids bigint[]) returns void
  language plpgsql volatile security definer
  set search_path = public, pg_temp set work_mem = '64MB' set random_page_cost = 1.1
  as $$
begin
  perform from cases where tenant_id = app_tenant() and id = any (case_ids) order by id for no key update;
  update cases c
     set search = tsvector_concat(tsvector_concat(fresh.words, c.own_words),
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
         (tsvector_concat(tsvector_concat(fresh.words, c.own_words),
            array_to_tsvector(array[lower(c.ref_no), lower(split_part(c.ref_no, '/', 1))])),
          fresh.debtor_id, fresh.debtor_name, fresh.debtor_sort_name);
end $$;
