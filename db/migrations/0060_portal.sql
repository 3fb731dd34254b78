-- The clients' own door. A client's transaction works as saldo_portal: what is not granted below
-- cannot be read at all, and of what is, the policies show only the client's own.
create table portal_sites (
  tenant_id integer default app_tenant() not null,
  is_open boolean default false not null,
  title text default '' not null,
  welcome jsonb default '{}' not null,
  accent text,
  plan_count_max integer default 0 not null,
  plan_least_minor bigint default 50000 not null,
  languages text[] default '{cs,sk,en,ru}' not null,
  contact_email text default '' not null,
  contact_phone text default '' not null,
  updated_at timestamp with time zone default now() not null,
  updated_by bigint,
  version integer default 1 not null,
  constraint portal_sites_tenant_id_pk primary key (tenant_id),
  constraint portal_sites_plans check (plan_count_max between 0 and 60 and plan_least_minor between 100 and 100000000),
  constraint portal_sites_accent check (accent ~ '^#[0-9a-f]{6}$')
);
--> statement-breakpoint
create table portal_users (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  party_id bigint not null,
  organisation_id bigint,
  sight text default 'own' not null,
  email text not null,
  name text not null,
  language text default 'cs' not null,
  password_hash text not null,
  is_active boolean default true not null,
  created_at timestamp with time zone default now() not null,
  last_sign_in_at timestamp with time zone,
  constraint portal_users_tenant_id_id_pk primary key (tenant_id, id),
  constraint portal_users_tenant_id_party_id_parties_tenant_id_id_fk
    foreign key (tenant_id, party_id) references parties (tenant_id, id),
  constraint portal_users_tenant_id_organisation_id_parties_tenant_id_id_fk
    foreign key (tenant_id, organisation_id) references parties (tenant_id, id),
  constraint portal_users_sight check (sight in ('own', 'organisation')),
  constraint portal_users_language check (language in ('cs', 'sk', 'en', 'ru')),
  constraint portal_users_organisation check (sight = 'own' or organisation_id is not null)
);
--> statement-breakpoint
create unique index portal_users_email on portal_users (tenant_id, lower(email));
--> statement-breakpoint
create index portal_users_party on portal_users (tenant_id, party_id);
--> statement-breakpoint
create table portal_invitations (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  party_id bigint not null,
  organisation_id bigint,
  sight text default 'own' not null,
  channel text not null,
  address text,
  secret_hash bytea not null,
  created_at timestamp with time zone default now() not null,
  created_by bigint,
  sent_at timestamp with time zone not null,
  sent_times integer default 1 not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  used_at timestamp with time zone,
  failures integer default 0 not null,
  portal_user_id bigint,
  constraint portal_invitations_tenant_id_id_pk primary key (tenant_id, id),
  constraint portal_invitations_tenant_id_party_id_parties_tenant_id_id_fk
    foreign key (tenant_id, party_id) references parties (tenant_id, id),
  constraint portal_invitations_tenant_id_organisation_id_parties_tenant_id_id_fk
    foreign key (tenant_id, organisation_id) references parties (tenant_id, id),
  constraint portal_invitations_tenant_id_portal_user_id_portal_users_tenant_id_id_fk
    foreign key (tenant_id, portal_user_id) references portal_users (tenant_id, id),
  constraint portal_invitations_sight check (sight in ('own', 'organisation')),
  constraint portal_invitations_channel check (channel in ('email', 'qr')),
  constraint portal_invitations_address check ((channel = 'qr') = (address is null))
);
--> statement-breakpoint
create unique index portal_invitations_secret on portal_invitations (secret_hash);
--> statement-breakpoint
create index portal_invitations_party on portal_invitations (tenant_id, party_id);
--> statement-breakpoint
create table portal_sessions (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  secret_hash bytea not null,
  portal_user_id bigint not null,
  created_at timestamp with time zone default now() not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  ip text,
  user_agent text,
  by_name text,
  constraint portal_sessions_tenant_id_id_pk primary key (tenant_id, id),
  constraint portal_sessions_tenant_id_portal_user_id_portal_users_tenant_id_id_fk
    foreign key (tenant_id, portal_user_id) references portal_users (tenant_id, id) on delete cascade
);
--> statement-breakpoint
create unique index portal_sessions_secret on portal_sessions (secret_hash);
--> statement-breakpoint
create index portal_sessions_user on portal_sessions (tenant_id, portal_user_id);
--> statement-breakpoint
create table portal_entry_links (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  secret_hash bytea not null,
  portal_user_id bigint not null,
  by_name text not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint portal_entry_links_tenant_id_id_pk primary key (tenant_id, id),
  constraint portal_entry_links_tenant_id_portal_user_id_portal_users_tenant_id_id_fk
    foreign key (tenant_id, portal_user_id) references portal_users (tenant_id, id) on delete cascade
);
--> statement-breakpoint
create unique index portal_entry_links_secret on portal_entry_links (secret_hash);
--> statement-breakpoint
create table request_posts (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  case_id bigint not null,
  author text not null,
  author_id bigint,
  author_name text not null,
  text text not null,
  at timestamp with time zone not null,
  source_key text,
  constraint request_posts_tenant_id_id_pk primary key (tenant_id, id),
  constraint request_posts_tenant_id_case_id_cases_tenant_id_id_fk
    foreign key (tenant_id, case_id) references cases (tenant_id, id),
  constraint request_posts_author check (author in ('client', 'operator'))
);
--> statement-breakpoint
create index request_posts_case on request_posts (tenant_id, case_id, id);
--> statement-breakpoint
create unique index request_posts_source_key on request_posts (tenant_id, source_key)
  where source_key is not null;
--> statement-breakpoint
do $$
declare t constant text := 'request_posts';
begin
  execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', t);
  execute format('create trigger append_only_whole before truncate on %I execute function refuse_change()', t);
  execute format('revoke update, delete, truncate on %I from saldo_app', t);
end $$;
--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
alter table mails drop constraint mails_kind,
  add constraint mails_kind check (kind in ('schedule_broken', 'overdue_digest', 'insolvency_changes',
                                            'trigger_off', 'client_invitation', 'request_answered'));
--> statement-breakpoint
alter table payment_promises drop constraint payment_promises_channel,
  add constraint payment_promises_channel
      check (channel in ('call', 'email', 'letter', 'visit', 'portal'));
--> statement-breakpoint
-- Asked before a tenant is known: whose door it is, and whose session.
create policy door_reader on portal_sites for select to saldo_owner using (true);
--> statement-breakpoint
create policy door_reader on portal_sessions for select to saldo_owner using (true);
--> statement-breakpoint
create policy door_reader on portal_users for select to saldo_owner using (true);
--> statement-breakpoint
-- The open door under this slug; nothing where it is shut.
create function portal_site_of(given_slug text)
  returns table (tenant_id integer, slug text, name text, country text, title text,
                 welcome jsonb, accent text, languages text[],
                 contact_email text, contact_phone text, language text)
  language sql stable security definer rows 1 set search_path = public, pg_temp
  as $$ select t.id, t.slug, t.name, t.country, s.title, s.welcome, s.accent, s.languages,
               s.contact_email, s.contact_phone, t.language
          from portal_sites s join tenants t on t.id = s.tenant_id
         where s.is_open and t.slug = given_slug $$;
--> statement-breakpoint
create function portal_session_actor(given_hash bytea, at timestamptz, idle_since timestamptz)
  returns table (tenant_id integer, session_id bigint, portal_user_id bigint, party_id bigint,
                 name text, email text, language text, by_name text, last_seen_at timestamptz)
  language sql stable security definer rows 1 set search_path = public, pg_temp
  as $$ select s.tenant_id, s.id, u.id, u.party_id, u.name, u.email, u.language, s.by_name, s.last_seen_at
          from portal_sessions s
          join portal_users u on u.tenant_id = s.tenant_id and u.id = s.portal_user_id
          join portal_sites d on d.tenant_id = s.tenant_id and d.is_open
         where s.secret_hash = given_hash and s.revoked_at is null and u.is_active
           and s.expires_at > at and s.last_seen_at > idle_since $$;
--> statement-breakpoint
create function app_portal_user() returns bigint language sql stable parallel safe
  as $$ select nullif(current_setting('app.portal_user', true), '')::bigint $$;
--> statement-breakpoint
-- A card that was merged into another is that other; what was undone is itself again.
create function living_party(given bigint) returns bigint language sql stable
  set search_path = public, pg_temp
  as $$
    with recursive chain (id, next_id, depth) as (
      select p.id, p.merged_into_id, 0 from parties p
       where p.tenant_id = app_tenant() and p.id = given
      union all
      select p.id, p.merged_into_id, c.depth + 1 from chain c
        join parties p on p.tenant_id = app_tenant() and p.id = c.next_id
       where c.depth < 20)
    select id from chain where next_id is null limit 1 $$;
--> statement-breakpoint
-- The cases that an account of this card, with the sight of this organisation, is shown.
create function portal_cases_of(given bigint[]) returns bigint[]
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select coalesce(array_agg(distinct id), '{}') from (
      select k.id from case_parties cp
        join cases k on k.tenant_id = cp.tenant_id and k.id = cp.case_id
       where cp.tenant_id = app_tenant() and cp.party_id = any (given)
         and cp.role in ('debtor', 'obligor', 'applicant', 'client', 'coDebtor', 'borrower',
                         'guarantor', 'creditor', 'assignee')
         and k.voided_at is null
      union
      select k.id from case_groups g
        join cases k on k.tenant_id = g.tenant_id and k.group_id = g.id
       where g.tenant_id = app_tenant() and g.creditor_party_id = any (given)
         and k.voided_at is null
    ) mine $$;
--> statement-breakpoint
-- The cards whose records the client of this transaction may see: their own, by their level also
-- their organisation's. The merged ones beside the living: what of them is left is theirs, too.
create function portal_party_ids() returns bigint[]
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select coalesce(array_agg(distinct g.id), '{}')
      from portal_users u cross join lateral (
        select u.party_id as id
        union select living_party(u.party_id)
        union select u.organisation_id where u.sight = 'organisation'
        union select living_party(u.organisation_id) where u.sight = 'organisation') g
     where u.tenant_id = app_tenant() and u.id = app_portal_user() and u.is_active
       and g.id is not null $$;
--> statement-breakpoint
create function portal_case_ids() returns bigint[]
  language sql stable security definer set search_path = public, pg_temp
  as $$ select portal_cases_of(portal_party_ids()) $$;
--> statement-breakpoint
-- Asked by the program alone, before it is anybody's transaction, or in an operator's.
revoke all on function portal_site_of(text),
  portal_session_actor(bytea, timestamptz, timestamptz), portal_cases_of(bigint[]) from public;
--> statement-breakpoint
grant execute on function portal_site_of(text),
  portal_session_actor(bytea, timestamptz, timestamptz), portal_cases_of(bigint[]) to saldo_app;
--> statement-breakpoint
do $$ begin
  if not exists (select from pg_roles where rolname = 'saldo_portal') then
    raise exception 'the role saldo_portal is missing: create role saldo_portal nologin (README)';
  end if;
  if not pg_has_role('saldo_app', 'saldo_portal', 'member')
     or pg_has_role('saldo_app', 'saldo_portal', 'usage') then
    raise exception 'saldo_app must be able to become saldo_portal, and not be it all the time: alter role saldo_app noinherit; grant saldo_portal to saldo_app (README)';
  end if;
end $$;
--> statement-breakpoint
grant usage on schema public to saldo_portal;
--> statement-breakpoint
grant select (id, name, slug, country, language) on tenants to saldo_portal;
--> statement-breakpoint
-- What every payer is told; balances and movements stay with the bank's own.
grant select (tenant_id, id, number, currency, name) on bank_accounts to saldo_portal;
--> statement-breakpoint
grant select (tenant_id, is_open, plan_count_max, plan_least_minor) on portal_sites to saldo_portal;
--> statement-breakpoint
grant select (tenant_id, id, ref_no, ref_year, ref_number, group_id, category, state, state_since,
              owner_id, fields, opened_on, closed_at, archived_at, voided_at, claim_count, balance_czk_minor,
              balance_eur_minor, overdue_since) on cases to saldo_portal;
--> statement-breakpoint
grant select (tenant_id, id, code, currency, creditor_party_id, allocation_profile_id)
  on case_groups to saldo_portal;
--> statement-breakpoint
grant select (tenant_id, id, case_id, party_id, role, position) on case_parties to saldo_portal;
--> statement-breakpoint
grant select (tenant_id, id, kind, full_name, titles_before, given_name, surname, titles_after,
              birth_on, registration_no, tax_id, legal_form, country, data_box_id, web,
              merged_into_id, version) on parties to saldo_portal;
--> statement-breakpoint
grant select (tenant_id, party_id, kind, street, city, postal_code, country)
  on party_addresses to saldo_portal;
--> statement-breakpoint
grant select (tenant_id, party_id, kind, value) on party_contacts to saldo_portal;
--> statement-breakpoint
-- Who of the house answered, clients are told by name; which account it was is ours.
grant select (tenant_id, id, case_id, author, author_name, text, at) on request_posts to saldo_portal;
--> statement-breakpoint
-- Names of colleagues never: a join finds nobody.
grant select (tenant_id, id, name) on operators to saldo_portal;
--> statement-breakpoint
-- Whom the client has to do with on a case of theirs: to whom they owe, or who owes to them. Null
-- where the case is not theirs.
create function portal_counterpart(given_case bigint) returns text
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with me (ids) as materialized (select portal_party_ids()),
    mine as (
      select cp.role from case_parties cp, me
       where cp.tenant_id = app_tenant() and cp.case_id = given_case and cp.party_id = any (me.ids))
    select case when exists (select from mine where role in ('debtor', 'obligor', 'applicant',
                                                  'coDebtor', 'borrower', 'guarantor'))
                then p.full_name
                when exists (select from mine) or g.creditor_party_id = any ((select ids from me)::bigint[])
                then k.debtor_name end
      from cases k
      left join case_groups g on g.tenant_id = k.tenant_id and g.id = k.group_id
      left join lateral (
        select cp.party_id from case_parties cp
         where cp.tenant_id = k.tenant_id and cp.case_id = k.id and cp.role = 'creditor'
         order by cp.position, cp.id limit 1) own on true
      left join parties p on p.tenant_id = k.tenant_id
                         and p.id = coalesce(own.party_id, g.creditor_party_id)
     where k.tenant_id = app_tenant() and k.id = given_case $$;
--> statement-breakpoint
do $$
declare
  own_case constant text := 'case_id = any ((select portal_case_ids())::bigint[])';
  own_claim constant text := 'exists (select from claims c where c.id = claim_id)';
  own_component constant text := 'exists (select from claim_components m where m.id = component_id)';
  wall record;
begin
  for wall in
    select * from (values
      ('tenants', 'true'), ('bank_accounts', 'true'), ('portal_sites', 'true'),
      ('cases', 'id = any ((select portal_case_ids())::bigint[])'),
      ('case_groups', 'id in (select k.group_id from cases k)'),
      ('case_parties', own_case || ' and party_id = any ((select portal_party_ids())::bigint[])'),
      ('parties', 'id = any ((select portal_party_ids())::bigint[])'),
      ('party_addresses', 'party_id = any ((select portal_party_ids())::bigint[])'),
      ('party_contacts', 'party_id = any ((select portal_party_ids())::bigint[])'),
      ('request_posts', own_case),
      ('operators', 'false')
    ) as w (name, sight)
  loop
    execute format('create policy portal_sight on %I as restrictive to saldo_portal using (%s)',
                   wall.name, wall.sight);
  end loop;
  for wall in
    select * from (values
      ('claims', own_case), ('claim_components', own_claim), ('component_entries', own_component),
      ('interest_terms', own_component), ('interest_positions', own_case),
      ('payments', own_case), ('allocations', own_case),
      ('instalment_schedules', own_case),
      ('instalments', 'schedule_id in (select s.id from instalment_schedules s)'),
      ('payment_promises', own_case), ('claim_acts', own_case),
      ('allocation_profiles', 'true'), ('case_law', own_case), ('rate_entries', 'true'),
      -- What rests interest: of their own cases only, and no shape of the portal tells of it.
      ('case_tags', own_case), ('tags', 'true'), ('surplus_moves', own_case)
    ) as w (name, sight)
  loop
    execute format('grant select on %I to saldo_portal', wall.name);
    execute format('create policy portal_sight on %I as restrictive to saldo_portal using (%s)',
                   wall.name, wall.sight);
  end loop;
end $$;
