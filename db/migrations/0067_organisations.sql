-- Organisations at the clients' door: who stands under whom, codes to join by, what clients say of
-- themselves and whether somebody confirms it, and links from letters that open one case.
create table portal_rules (
  tenant_id integer default app_tenant() not null,
  letter_days integer default 30 not null,
  registration text default 'closed' not null,
  confirms_name boolean default true not null,
  confirms_bank_account boolean default true not null,
  confirms_address boolean default false not null,
  updated_at timestamp with time zone default now() not null,
  version integer default 1 not null,
  constraint portal_rules_tenant_id_pk primary key (tenant_id),
  constraint portal_rules_registration check (registration in ('closed', 'code', 'open')),
  constraint portal_rules_letters check (letter_days between 0 and 365)
);
--> statement-breakpoint
create table organisation_parents (
  tenant_id integer default app_tenant() not null,
  party_id bigint not null,
  parent_id bigint not null,
  set_by bigint,
  set_at timestamp with time zone not null,
  constraint organisation_parents_tenant_id_party_id_pk primary key (tenant_id, party_id),
  constraint organisation_parents_tenant_id_party_id_parties_tenant_id_id_fk
    foreign key (tenant_id, party_id) references parties (tenant_id, id),
  constraint organisation_parents_tenant_id_parent_id_parties_tenant_id_id_fk
    foreign key (tenant_id, parent_id) references parties (tenant_id, id)
);
--> statement-breakpoint
create index organisation_parents_parent on organisation_parents (tenant_id, parent_id);
--> statement-breakpoint
create table organisation_codes (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  organisation_id bigint not null,
  code_hash bytea not null,
  sight text not null,
  is_at_once boolean default false not null,
  uses_max integer not null,
  uses integer default 0 not null,
  created_at timestamp with time zone not null,
  created_by bigint,
  created_by_client bigint,
  created_by_name text not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint organisation_codes_tenant_id_id_pk primary key (tenant_id, id),
  constraint organisation_codes_tenant_id_organisation_id_parties_tenant_id_id_fk
    foreign key (tenant_id, organisation_id) references parties (tenant_id, id),
  constraint organisation_codes_sight check (sight in ('organisation', 'subordinate')),
  constraint organisation_codes_uses check (uses_max between 1 and 100 and uses between 0 and uses_max)
);
--> statement-breakpoint
create unique index organisation_codes_code on organisation_codes (tenant_id, code_hash);
--> statement-breakpoint
create index organisation_codes_organisation on organisation_codes (tenant_id, organisation_id);
--> statement-breakpoint
alter table portal_users add column is_organisation_admin boolean default false not null,
  add constraint portal_users_admin check (not is_organisation_admin or organisation_id is not null),
  drop constraint portal_users_sight,
  add constraint portal_users_sight check (sight in ('own', 'organisation', 'subordinate'));
--> statement-breakpoint
create index portal_users_organisation_id on portal_users (tenant_id, organisation_id)
  where organisation_id is not null;
--> statement-breakpoint
alter table portal_invitations drop constraint portal_invitations_sight,
  add constraint portal_invitations_sight check (sight in ('own', 'organisation', 'subordinate'));
--> statement-breakpoint
create table organisation_joins (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  organisation_id bigint not null,
  portal_user_id bigint not null,
  code_id bigint,
  sight text not null,
  is_founder boolean default false not null,
  given jsonb,
  state text not null,
  asked_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by_name text,
  reason text,
  constraint organisation_joins_tenant_id_id_pk primary key (tenant_id, id),
  constraint organisation_joins_tenant_id_organisation_id_parties_tenant_id_id_fk
    foreign key (tenant_id, organisation_id) references parties (tenant_id, id),
  constraint organisation_joins_tenant_id_portal_user_id_portal_users_tenant_id_id_fk
    foreign key (tenant_id, portal_user_id) references portal_users (tenant_id, id) on delete cascade,
  constraint organisation_joins_tenant_id_code_id_organisation_codes_tenant_id_id_fk
    foreign key (tenant_id, code_id) references organisation_codes (tenant_id, id),
  constraint organisation_joins_sight check (sight in ('organisation', 'subordinate')),
  constraint organisation_joins_state check (state in ('waiting', 'accepted', 'rejected', 'ended'))
);
--> statement-breakpoint
-- Whoever waits, waits once.
create unique index organisation_joins_waiting on organisation_joins (tenant_id, portal_user_id)
  where state = 'waiting';
--> statement-breakpoint
create index organisation_joins_organisation on organisation_joins (tenant_id, organisation_id);
--> statement-breakpoint
create table portal_registrations (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  secret_hash bytea not null,
  email text not null,
  code_id bigint,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint portal_registrations_tenant_id_id_pk primary key (tenant_id, id),
  constraint portal_registrations_tenant_id_code_id_organisation_codes_tenant_id_id_fk
    foreign key (tenant_id, code_id) references organisation_codes (tenant_id, id)
);
--> statement-breakpoint
create unique index portal_registrations_secret on portal_registrations (secret_hash);
--> statement-breakpoint
create table party_bank_accounts (
  tenant_id integer default app_tenant() not null,
  party_id bigint not null,
  number text not null,
  updated_at timestamp with time zone not null,
  constraint party_bank_accounts_tenant_id_party_id_pk primary key (tenant_id, party_id),
  constraint party_bank_accounts_tenant_id_party_id_parties_tenant_id_id_fk
    foreign key (tenant_id, party_id) references parties (tenant_id, id) on delete cascade
);
--> statement-breakpoint
create table organisation_contacts (
  tenant_id integer default app_tenant() not null,
  party_id bigint not null,
  name text not null,
  position text default '' not null,
  email text default '' not null,
  phone text default '' not null,
  updated_at timestamp with time zone not null,
  constraint organisation_contacts_tenant_id_party_id_pk primary key (tenant_id, party_id),
  constraint organisation_contacts_tenant_id_party_id_parties_tenant_id_id_fk
    foreign key (tenant_id, party_id) references parties (tenant_id, id) on delete cascade
);
--> statement-breakpoint
create table client_changes (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  party_id bigint not null,
  field text not null,
  before jsonb,
  after jsonb,
  state text not null,
  portal_user_id bigint,
  given_by_name text not null,
  given_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by bigint,
  decided_by_name text,
  reason text,
  task_event_id bigint,
  constraint client_changes_tenant_id_id_pk primary key (tenant_id, id),
  constraint client_changes_tenant_id_party_id_parties_tenant_id_id_fk
    foreign key (tenant_id, party_id) references parties (tenant_id, id),
  constraint client_changes_tenant_id_portal_user_id_portal_users_tenant_id_id_fk
    foreign key (tenant_id, portal_user_id) references portal_users (tenant_id, id),
  constraint client_changes_field check (field in ('name', 'taxId', 'legalForm', 'web', 'dataBoxId', 'address', 'emails', 'phones', 'bankAccount', 'contactPerson')),
  constraint client_changes_state check (state in ('applied', 'waiting', 'accepted', 'rejected', 'withdrawn', 'takenBack'))
);
--> statement-breakpoint
-- One a field waits; a newer one withdraws it.
create unique index client_changes_waiting on client_changes (tenant_id, party_id, field)
  where state = 'waiting';
--> statement-breakpoint
create index client_changes_party on client_changes (tenant_id, party_id, id);
--> statement-breakpoint
-- A letter's link carries its own facts, signed; here stands what became of those of one case and
-- one addressee: how often somebody answered wrongly, and up to when all of them are shut.
create table portal_letter_ways (
  tenant_id integer default app_tenant() not null,
  case_id bigint not null,
  party_id bigint not null,
  failures integer default 0 not null,
  opened_times integer default 0 not null,
  last_opened_at timestamp with time zone,
  shut_before timestamp with time zone,
  shut_by_name text,
  constraint portal_letter_ways_tenant_id_case_id_party_id_pk primary key (tenant_id, case_id, party_id),
  constraint portal_letter_ways_tenant_id_case_id_cases_tenant_id_id_fk
    foreign key (tenant_id, case_id) references cases (tenant_id, id),
  constraint portal_letter_ways_tenant_id_party_id_parties_tenant_id_id_fk
    foreign key (tenant_id, party_id) references parties (tenant_id, id)
);
--> statement-breakpoint
create table portal_letter_sessions (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  secret_hash bytea not null,
  case_id bigint not null,
  party_id bigint not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  ip text,
  user_agent text,
  constraint portal_letter_sessions_tenant_id_id_pk primary key (tenant_id, id),
  constraint portal_letter_sessions_tenant_id_case_id_cases_tenant_id_id_fk
    foreign key (tenant_id, case_id) references cases (tenant_id, id),
  constraint portal_letter_sessions_tenant_id_party_id_parties_tenant_id_id_fk
    foreign key (tenant_id, party_id) references parties (tenant_id, id)
);
--> statement-breakpoint
create unique index portal_letter_sessions_secret on portal_letter_sessions (secret_hash);
--> statement-breakpoint
create index portal_letter_sessions_case on portal_letter_sessions (tenant_id, case_id, party_id);
--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
-- One more kind of mail, whatever other kinds there are by now.
do $$
declare known text;
begin
  select pg_get_constraintdef(oid) into known from pg_constraint
   where conrelid = 'mails'::regclass and conname = 'mails_kind';
  if known not like '%client_registration%' then
    execute 'alter table mails drop constraint mails_kind';
    execute 'alter table mails add constraint mails_kind '
      || replace(known, 'ARRAY[', 'ARRAY[''client_registration''::text, ');
  end if;
end $$;
--> statement-breakpoint
-- Nobody is under themselves, and no tree is deeper than ten: kept where two operators cannot pass
-- each other.
create function guard_organisation_tree() returns trigger language plpgsql as $$
declare steps integer;
begin
  perform pg_advisory_xact_lock(hashtext('organisation_parents'), new.tenant_id);
  with recursive up (id, depth) as (
    select living_party(new.parent_id), 1
    union all
    select living_party(o.parent_id), u.depth + 1 from up u
      join organisation_parents o
        on o.tenant_id = new.tenant_id and living_party(o.party_id) = u.id
     where u.depth <= 10)
  select max(case when id = living_party(new.party_id) then 100 else depth end) into steps from up;
  if steps >= 100 then
    raise exception 'an organisation stands under itself'
      using errcode = 'integrity_constraint_violation', constraint = 'organisation_circle';
  end if;
  with recursive down (id, depth) as (
    select living_party(new.party_id), 1
    union all
    select living_party(o.party_id), d.depth + 1 from down d
      join organisation_parents o
        on o.tenant_id = new.tenant_id and living_party(o.parent_id) = d.id
     where d.depth <= 10)
  select steps + max(depth) into steps from down;
  if steps > 10 then
    raise exception 'the tree of organisations is too deep'
      using errcode = 'integrity_constraint_violation', constraint = 'organisation_depth';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger organisation_tree before insert or update on organisation_parents
  for each row execute function guard_organisation_tree();
--> statement-breakpoint
-- An organisation with all that stand under it, the merged cards of each included.
create function organisation_tree(given bigint) returns bigint[]
  language sql stable set search_path = public, pg_temp
  as $$
    with recursive tree (id, depth) as (
      select living_party(given), 0
      union
      select living_party(o.party_id), t.depth + 1 from tree t
        join parties p on p.tenant_id = app_tenant() and (p.id = t.id or p.merged_into_id = t.id)
        join organisation_parents o on o.tenant_id = app_tenant() and o.parent_id = p.id
       where t.depth < 10)
    select coalesce(array_agg(distinct id), '{}') from tree where id is not null $$;
--> statement-breakpoint
create function app_portal_letter() returns bigint language sql stable parallel safe
  as $$ select nullif(current_setting('app.portal_letter', true), '')::bigint $$;
--> statement-breakpoint
create policy door_reader on portal_letter_sessions for select to saldo_owner using (true);
--> statement-breakpoint
-- Whoever a letter let in, while the hour lasts.
create function portal_letter_actor(given_hash bytea, at timestamptz)
  returns table (tenant_id integer, session_id bigint, case_id bigint, party_id bigint,
                 name text, language text, ref_no text)
  language sql stable security definer rows 1 set search_path = public, pg_temp
  as $$ select s.tenant_id, s.id, s.case_id, s.party_id, p.full_name, t.language, k.ref_no
          from portal_letter_sessions s
          join portal_sites d on d.tenant_id = s.tenant_id and d.is_open
          join tenants t on t.id = s.tenant_id
          join parties p on p.tenant_id = s.tenant_id and p.id = s.party_id
          join cases k on k.tenant_id = s.tenant_id and k.id = s.case_id
         where s.secret_hash = given_hash and s.revoked_at is null and s.expires_at > at $$;
--> statement-breakpoint
revoke all on function portal_letter_actor(bytea, timestamptz) from public;
--> statement-breakpoint
grant execute on function portal_letter_actor(bytea, timestamptz) to saldo_app;
--> statement-breakpoint
create or replace function portal_party_ids() returns bigint[]
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select coalesce(array_agg(distinct g.id), '{}') from (
      select w.id from portal_users u cross join lateral (
        select u.party_id as id
        union select living_party(u.party_id)
        union select u.organisation_id where u.sight <> 'own'
        union select living_party(u.organisation_id) where u.sight = 'organisation'
        union select unnest(organisation_tree(u.organisation_id)) where u.sight = 'subordinate') w
       where u.tenant_id = app_tenant() and u.id = app_portal_user() and u.is_active
      union
      select unnest(array[s.party_id, living_party(s.party_id)]) from portal_letter_sessions s
       where s.tenant_id = app_tenant() and s.id = app_portal_letter() and s.revoked_at is null) g
     where g.id is not null $$;
--> statement-breakpoint
-- Who came by a letter sees the one case that it is about, as long as its addressee is on it.
create or replace function portal_case_ids() returns bigint[]
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select case when app_portal_letter() is null then portal_cases_of(portal_party_ids())
      else coalesce((
        select array[s.case_id] from portal_letter_sessions s
         where s.tenant_id = app_tenant() and s.id = app_portal_letter() and s.revoked_at is null
           and s.case_id = any (portal_cases_of(portal_party_ids()))), '{}') end $$;
--> statement-breakpoint
grant select (tenant_id, party_id, number) on party_bank_accounts to saldo_portal;
--> statement-breakpoint
grant select (tenant_id, party_id, name, position, email, phone) on organisation_contacts to saldo_portal;
--> statement-breakpoint
grant select (tenant_id, id, party_id, field, after, state, given_at, decided_at, reason)
  on client_changes to saldo_portal;
--> statement-breakpoint
grant select (tenant_id, id, portal_user_id, given, state, is_founder, asked_at, decided_at, reason)
  on organisation_joins to saldo_portal;
--> statement-breakpoint
do $$
declare
  -- What is known of people is theirs who have an account; a letter opens no card.
  own_card constant text :=
    '(select app_portal_letter()) is null and %s = any ((select portal_party_ids())::bigint[])';
  wall record;
begin
  for wall in
    select * from (values ('parties', 'id'), ('party_addresses', 'party_id'),
      ('party_contacts', 'party_id')) as w (name, card)
  loop
    execute format('alter policy portal_sight on %I using (%s)', wall.name,
                   format(own_card, wall.card));
  end loop;
  for wall in
    select * from (values ('party_bank_accounts', format(own_card, 'party_id')),
      ('organisation_contacts', format(own_card, 'party_id')),
      ('client_changes', format(own_card, 'party_id')),
      ('organisation_joins', 'portal_user_id = (select app_portal_user())')) as w (name, sight)
  loop
    execute format('create policy portal_sight on %I as restrictive to saldo_portal using (%s)',
                   wall.name, wall.sight);
  end loop;
end $$;
