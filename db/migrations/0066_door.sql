-- The clients' door under a host of its own and in a frame of the tenant's site; its looks, its
-- captcha, and sign-in by a link that comes by e-mail.
alter table portal_sites
  add column host text,
  add column frame_origins text[] default '{}' not null,
  add column footer jsonb default '{}' not null,
  add column imprint_url text default '' not null,
  add column privacy_url text default '' not null,
  add column captcha text default 'proof' not null,
  add column captcha_site_key text default '' not null,
  add column captcha_secret bytea,
  add constraint portal_sites_host
      check (host ~ '^[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*[a-z0-9]$' and length(host) <= 253),
  add constraint portal_sites_frame_origins check (cardinality(frame_origins) <= 10),
  add constraint portal_sites_captcha check (captcha in ('none', 'proof', 'turnstile', 'hcaptcha'));
--> statement-breakpoint
-- Over all tenants: a host leads to one door.
create unique index portal_sites_host_taken on portal_sites (host) where host is not null;
--> statement-breakpoint
alter table portal_users add column demo_until timestamp with time zone;
--> statement-breakpoint
create index portal_users_demo on portal_users (tenant_id, demo_until)
  where demo_until is not null and is_active;
--> statement-breakpoint
alter table portal_invitations add column language text,
  add constraint portal_invitations_language check (language in ('cs', 'sk', 'en', 'ru'));
--> statement-breakpoint
create table portal_logos (
  tenant_id integer default app_tenant() not null,
  media_type text not null,
  content bytea not null,
  content_hash text not null,
  updated_at timestamp with time zone default now() not null,
  constraint portal_logos_tenant_id_pk primary key (tenant_id),
  constraint portal_logos_media_type check (media_type in ('image/png', 'image/jpeg', 'image/webp')),
  constraint portal_logos_size check (octet_length(content) between 1 and 204800)
);
--> statement-breakpoint
create table portal_sign_in_links (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  secret_hash bytea not null,
  portal_user_id bigint not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint portal_sign_in_links_tenant_id_id_pk primary key (tenant_id, id),
  constraint portal_sign_in_links_tenant_id_portal_user_id_portal_users_tenant_id_id_fk
    foreign key (tenant_id, portal_user_id) references portal_users (tenant_id, id) on delete cascade
);
--> statement-breakpoint
create unique index portal_sign_in_links_secret on portal_sign_in_links (secret_hash);
--> statement-breakpoint
create index portal_sign_in_links_user on portal_sign_in_links (tenant_id, portal_user_id);
--> statement-breakpoint
-- How often something was tried at the door within a stretch of time; keyed hashes only.
create table portal_counts (
  tenant_id integer default app_tenant() not null,
  key bytea not null,
  count integer not null,
  ends_at timestamp with time zone not null,
  constraint portal_counts_tenant_id_key_pk primary key (tenant_id, key)
);
--> statement-breakpoint
create index portal_counts_ends on portal_counts (tenant_id, ends_at);
--> statement-breakpoint
-- Answers of our own captcha that were taken once already.
create table portal_spent_proofs (
  tenant_id integer default app_tenant() not null,
  hash bytea not null,
  ends_at timestamp with time zone not null,
  constraint portal_spent_proofs_tenant_id_hash_pk primary key (tenant_id, hash)
);
--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
-- One more each, whatever else stands there by now.
do $$
declare wanted record; told text;
begin
  for wanted in
    select * from (values ('mails', 'mails_kind', 'client_sign_in'),
                          ('portal_invitations', 'portal_invitations_channel', 'sms'))
           as w (name, wall, word)
  loop
    select pg_get_constraintdef(oid) into strict told from pg_constraint
     where conrelid = wanted.name::regclass and conname = wanted.wall;
    if position(quote_literal(wanted.word) in told) = 0 then
      execute format('alter table %I drop constraint %I', wanted.name, wanted.wall);
      execute format('alter table %I add constraint %I %s', wanted.name, wanted.wall,
        replace(told, 'ARRAY[', 'ARRAY[' || quote_literal(wanted.word) || '::text, '));
    end if;
  end loop;
end $$;
--> statement-breakpoint
create policy door_reader on portal_logos for select to saldo_owner using (true);
--> statement-breakpoint
drop function portal_site_of(text);
--> statement-breakpoint
-- The open door under this slug; nothing where it is shut.
create function portal_site_of(given_slug text)
  returns table (tenant_id integer, slug text, name text, country text, title text,
                 welcome jsonb, footer jsonb, imprint_url text, privacy_url text, accent text,
                 logo_hash text, languages text[], contact_email text, contact_phone text,
                 host text, captcha text, captcha_site_key text, captcha_secret bytea, language text)
  language sql stable security definer rows 1 set search_path = public, pg_temp
  as $$ select t.id, t.slug, t.name, t.country, s.title, s.welcome, s.footer, s.imprint_url,
               s.privacy_url, s.accent, l.content_hash, s.languages, s.contact_email,
               s.contact_phone, s.host, s.captcha, s.captcha_site_key, s.captcha_secret, t.language
          from portal_sites s join tenants t on t.id = s.tenant_id
          left join portal_logos l on l.tenant_id = s.tenant_id
         where s.is_open and t.slug = given_slug $$;
--> statement-breakpoint
-- Of one door what its headers need: by its host, or by its slug on the operators' host.
create function portal_door_of(given_slug text, given_host text)
  returns table (slug text, host text, frame_origins text[], captcha text)
  language sql stable security definer rows 1 set search_path = public, pg_temp
  as $$ select t.slug, s.host, s.frame_origins, s.captcha
          from portal_sites s join tenants t on t.id = s.tenant_id
         where (given_host is not null and s.host = given_host)
            or (given_slug is not null and t.slug = given_slug) $$;
--> statement-breakpoint
revoke all on function portal_site_of(text), portal_door_of(text, text) from public;
--> statement-breakpoint
grant execute on function portal_site_of(text), portal_door_of(text, text) to saldo_app;
--> statement-breakpoint
-- Keys of what programs sent, and why our people undid or tagged something: no client's page reads it.
do $$
declare
  ours constant text[] := array['import_id', 'source_key', 'added_by'];
  unread constant text[] := array['case_tags', 'claim_acts', 'surplus_moves'];
  wanted text;
  told text;
begin
  foreach wanted in array array['claims', 'claim_components', 'component_entries', 'interest_terms',
    'interest_positions', 'payments', 'allocations', 'instalment_schedules', 'instalments',
    'payment_promises', 'claim_acts', 'allocation_profiles', 'case_law', 'rate_entries', 'case_tags',
    'tags', 'surplus_moves']
  loop
    select string_agg(quote_ident(attname), ', ' order by attnum) into strict told from pg_attribute
     where attrelid = wanted::regclass and attnum > 0 and not attisdropped
       and attname <> all (ours) and not (attname = 'reason' and wanted = any (unread));
    execute format('revoke select on %I from saldo_portal', wanted);
    execute format('grant select (%s) on %I to saldo_portal', told, wanted);
  end loop;
end $$;
