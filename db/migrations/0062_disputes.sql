-- Files that clients and the people send each other in a request, disputes of claims, and what a
-- client may ask of their data by law.
create table request_files (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  file_id bigint not null,
  author text not null,
  author_id bigint,
  case_id bigint,
  post_id bigint,
  source_key text,
  created_at timestamp with time zone default now() not null,
  constraint request_files_tenant_id_id_pk primary key (tenant_id, id),
  constraint request_files_tenant_id_file_id_files_tenant_id_id_fk
    foreign key (tenant_id, file_id) references files (tenant_id, id) on delete cascade,
  constraint request_files_tenant_id_case_id_cases_tenant_id_id_fk
    foreign key (tenant_id, case_id) references cases (tenant_id, id),
  constraint request_files_tenant_id_post_id_request_posts_tenant_id_id_fk
    foreign key (tenant_id, post_id) references request_posts (tenant_id, id),
  constraint request_files_author check (author in ('client', 'operator')),
  constraint request_files_attached check ((case_id is null) = (post_id is null)),
  constraint request_files_orphan check (post_id is not null or author = 'client')
);
--> statement-breakpoint
create index request_files_case on request_files (tenant_id, case_id) where case_id is not null;
--> statement-breakpoint
create index request_files_post on request_files (tenant_id, post_id) where post_id is not null;
--> statement-breakpoint
create index request_files_file on request_files (tenant_id, file_id);
--> statement-breakpoint
create index request_files_author_at on request_files (tenant_id, author_id, created_at)
  where author = 'client';
--> statement-breakpoint
create index request_files_orphans on request_files (tenant_id, created_at) where post_id is null;
--> statement-breakpoint
create unique index request_files_source_key on request_files (tenant_id, author_id, source_key)
  where source_key is not null;
--> statement-breakpoint
create table disputes (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  claim_id bigint not null,
  case_id bigint not null,
  request_id bigint not null,
  reason text not null,
  opened_at timestamp with time zone not null,
  paused_until date not null,
  hold_id bigint,
  outcome text,
  decided_at timestamp with time zone,
  decided_by bigint,
  decided_name text,
  constraint disputes_tenant_id_id_pk primary key (tenant_id, id),
  constraint disputes_tenant_id_claim_id_claims_tenant_id_id_fk
    foreign key (tenant_id, claim_id) references claims (tenant_id, id),
  constraint disputes_tenant_id_case_id_cases_tenant_id_id_fk
    foreign key (tenant_id, case_id) references cases (tenant_id, id),
  constraint disputes_tenant_id_request_id_cases_tenant_id_id_fk
    foreign key (tenant_id, request_id) references cases (tenant_id, id),
  constraint disputes_tenant_id_hold_id_contact_holds_tenant_id_id_fk
    foreign key (tenant_id, hold_id) references contact_holds (tenant_id, id),
  constraint disputes_reason
    check (reason in ('paid', 'amount', 'not_mine', 'not_received', 'time_barred', 'other')),
  constraint disputes_outcome check (outcome in ('accepted', 'partly', 'rejected', 'withdrawn')),
  constraint disputes_decided check ((outcome is null) = (decided_at is null))
);
--> statement-breakpoint
-- Of two who dispute one claim at once the second finds the first.
create unique index disputes_open on disputes (tenant_id, claim_id) where decided_at is null;
--> statement-breakpoint
create index disputes_claim on disputes (tenant_id, claim_id);
--> statement-breakpoint
create index disputes_case on disputes (tenant_id, case_id);
--> statement-breakpoint
create unique index disputes_request on disputes (tenant_id, request_id);
--> statement-breakpoint
create table data_rights (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  request_id bigint not null,
  party_id bigint not null,
  kind text not null,
  asked_at timestamp with time zone not null,
  due_on date not null,
  proposed_by bigint,
  proposed_name text,
  proposed_at timestamp with time zone,
  outcome text,
  decided_at timestamp with time zone,
  decided_by bigint,
  decided_name text,
  legal_holds jsonb,
  hold_id bigint,
  constraint data_rights_tenant_id_id_pk primary key (tenant_id, id),
  constraint data_rights_tenant_id_request_id_cases_tenant_id_id_fk
    foreign key (tenant_id, request_id) references cases (tenant_id, id),
  constraint data_rights_tenant_id_party_id_parties_tenant_id_id_fk
    foreign key (tenant_id, party_id) references parties (tenant_id, id),
  constraint data_rights_tenant_id_hold_id_contact_holds_tenant_id_id_fk
    foreign key (tenant_id, hold_id) references contact_holds (tenant_id, id),
  constraint data_rights_kind check (kind in ('erasure', 'restriction')),
  constraint data_rights_outcome check (outcome in ('granted', 'refused', 'withdrawn')),
  constraint data_rights_decided check ((outcome is null) = (decided_at is null)),
  constraint data_rights_proposed check ((proposed_by is null) = (proposed_at is null)),
  -- Nobody erases a person alone: who approves is not who proposed.
  constraint data_rights_two_people check (
    kind <> 'erasure' or outcome is distinct from 'granted'
    or (proposed_by is not null and decided_by is not null and proposed_by <> decided_by))
);
--> statement-breakpoint
create unique index data_rights_open on data_rights (tenant_id, party_id, kind)
  where decided_at is null;
--> statement-breakpoint
create unique index data_rights_request on data_rights (tenant_id, request_id);
--> statement-breakpoint
create index data_rights_party on data_rights (tenant_id, party_id);
--> statement-breakpoint
create table retention_terms (
  tenant_id integer default app_tenant() not null,
  accounting_years integer default 10 not null,
  aml_years integer default 10 not null,
  updated_at timestamp with time zone default now() not null,
  updated_by bigint,
  version integer default 1 not null,
  constraint retention_terms_tenant_id_pk primary key (tenant_id),
  constraint retention_terms_years
    check (accounting_years between 0 and 30 and aml_years between 0 and 30)
);
--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
alter table contact_holds drop constraint contact_holds_kind,
  add constraint contact_holds_kind check (kind in ('pause', 'dispute', 'do_not_contact',
                                                    'represented', 'deceased', 'restricted'));
--> statement-breakpoint
-- One more mail; those that others have added stay.
do $$
declare kinds text[];
begin
  select array_append(array_agg(distinct k[1]), 'data_erased') into kinds
    from pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), $q$'([a-z_]+)'$q$, 'g') k
   where c.conname = 'mails_kind' and c.conrelid = 'mails'::regclass;
  alter table mails drop constraint mails_kind;
  execute format('alter table mails add constraint mails_kind check (kind in (%s))',
                 (select string_agg(quote_literal(k), ', ') from unnest(kinds) k));
end $$;
--> statement-breakpoint
-- What was written in a request never changes, but for the words of a person who was erased: the
-- owner's own function empties them, and nothing else of the row.
create function refuse_post_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_user = 'saldo_owner' and new.text = '' and new.author_name = ''
     and to_jsonb(new) - '{text,author_name}'::text[] = to_jsonb(old) - '{text,author_name}'::text[]
  then
    return new;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
--> statement-breakpoint
drop trigger append_only on request_posts;
--> statement-breakpoint
create trigger append_only before update or delete on request_posts
  for each row execute function refuse_post_change();
--> statement-breakpoint
create function erase_request_posts(given bigint[]) returns void
  language sql security definer set search_path = public, pg_temp
  as $$ update request_posts set text = '', author_name = ''
         where tenant_id = app_tenant() and case_id = any (given) and author = 'client' $$;
--> statement-breakpoint
revoke all on function erase_request_posts(bigint[]) from public;
--> statement-breakpoint
grant execute on function erase_request_posts(bigint[]) to saldo_app;
--> statement-breakpoint
grant select (tenant_id, id, file_id, author, case_id, post_id, created_at) on request_files
  to saldo_portal;
--> statement-breakpoint
grant select (tenant_id, id, name, media_type, size_bytes) on files to saldo_portal;
--> statement-breakpoint
grant select (tenant_id, file_id, seq, content) on file_chunks to saldo_portal;
--> statement-breakpoint
grant select (tenant_id, id, claim_id, case_id, request_id, reason, opened_at, paused_until,
              outcome, decided_at) on disputes to saldo_portal;
--> statement-breakpoint
grant select (tenant_id, id, request_id, party_id, kind, asked_at, due_on, outcome) on data_rights
  to saldo_portal;
--> statement-breakpoint
-- Files are a client's by what they hang on. Whatever else makes one theirs is added by "or".
do $$
declare
  wall record;
  known text;
begin
  for wall in
    select * from (values
      ('request_files', 'case_id = any ((select portal_case_ids())::bigint[])
                         or (case_id is null and author = ''client''
                             and author_id = (select app_portal_user()))'),
      ('files', 'id = any (array(select r.file_id from request_files r))'),
      ('file_chunks', 'file_id = any (array(select r.file_id from request_files r))'),
      ('disputes', 'case_id = any ((select portal_case_ids())::bigint[])'),
      ('data_rights', 'party_id = any ((select portal_party_ids())::bigint[])')
    ) as w (name, sight)
  loop
    select pg_get_expr(p.polqual, p.polrelid) into known from pg_policy p
     where p.polname = 'portal_sight' and p.polrelid = wall.name::regclass;
    if known is null then
      execute format('create policy portal_sight on %I as restrictive to saldo_portal using (%s)',
                     wall.name, wall.sight);
    else
      execute format('alter policy portal_sight on %I using ((%s) or (%s))',
                     wall.name, known, wall.sight);
    end if;
  end loop;
end $$;
