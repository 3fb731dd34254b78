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
