-- What a company is known by beside its number, whether its address exists, and what was looked up of it.
alter table parties
  add column short_name text,
  add column vat_id text,
  add column inn text,
  add column kpp text,
  add column ogrn text,
  add column file_mark text;
--> statement-breakpoint
alter table party_addresses
  add column address_point text,
  add column fias_code text,
  add column check_result text,
  add column checked_on date;
--> statement-breakpoint
alter table party_addresses add constraint party_addresses_check_result check
  (check_result in ('exact', 'ambiguous', 'number_unknown', 'municipality_only', 'not_found'));
--> statement-breakpoint
alter table party_addresses add constraint party_addresses_checked check
  ((check_result is null) = (checked_on is null));
--> statement-breakpoint
-- What was found of an address says nothing of another one, whoever writes it.
create function forget_address_check() returns trigger language plpgsql as $$
begin
  if (new.street, new.city, new.postal_code, new.country)
     is distinct from (old.street, old.city, old.postal_code, old.country) then
    if (new.check_result, new.checked_on) is not distinct from (old.check_result, old.checked_on) then
      new.check_result := null;
      new.checked_on := null;
    end if;
    if new.address_point is not distinct from old.address_point then new.address_point := null; end if;
    if new.fias_code is not distinct from old.fias_code then new.fias_code := null; end if;
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger forget_address_check before update on party_addresses
  for each row execute function forget_address_check();
--> statement-breakpoint
create table party_licences (
  tenant_id integer default app_tenant() not null,
  id bigint generated always as identity,
  party_id bigint not null,
  kind text not null,
  number text not null,
  issued_by text,
  valid_from date,
  valid_to date,
  constraint party_licences_tenant_id_id_pk primary key (tenant_id, id),
  constraint party_licences_days check (valid_from <= valid_to)
);
--> statement-breakpoint
alter table party_licences add constraint "party_licences_tenant_id_party_id_parties_tenant_id_id_fk"
  foreign key (tenant_id, party_id) references parties (tenant_id, id) on delete cascade;
--> statement-breakpoint
create unique index party_licences_number_key on party_licences (tenant_id, party_id, kind, number);
--> statement-breakpoint
alter table register_services add column prefers_offline boolean default false not null;
--> statement-breakpoint
-- The register that says the tax number of a Slovak company is asked by itself, so it is one of them.
alter table register_services drop constraint register_services_register,
  add constraint register_services_register check (register in ('isir_cz', 'isir_sk', 'ares', 'rpo', 'ruz', 'vat_payers', 'vies', 'invalid_documents', 'addresses', 'cee', 'cre'));
--> statement-breakpoint
alter table register_pace drop constraint register_pace_register,
  add constraint register_pace_register check (register in ('isir_cz', 'isir_sk', 'ares', 'rpo', 'ruz', 'vat_payers', 'vies', 'invalid_documents', 'addresses', 'cee', 'cre'));
--> statement-breakpoint
alter table screenings drop constraint screenings_register,
  add constraint screenings_register check (register in ('isir_cz', 'isir_sk', 'ares', 'rpo', 'ruz', 'vat_payers', 'vies', 'invalid_documents', 'addresses', 'cee', 'cre'));
--> statement-breakpoint
alter table screening_hits drop constraint screening_hits_register,
  add constraint screening_hits_register check (register in ('isir_cz', 'isir_sk', 'ares', 'rpo', 'ruz', 'vat_payers', 'vies', 'invalid_documents', 'addresses', 'cee', 'cre'));
--> statement-breakpoint
alter table hit_verdicts drop constraint hit_verdicts_register,
  add constraint hit_verdicts_register check (register in ('isir_cz', 'isir_sk', 'ares', 'rpo', 'ruz', 'vat_payers', 'vies', 'invalid_documents', 'addresses', 'cee', 'cre'));
--> statement-breakpoint
alter table screenings add column meaning text;
--> statement-breakpoint
alter table screenings add constraint screenings_meaning check (meaning in ('bad', 'good', 'neutral'));
--> statement-breakpoint
alter table screening_hits
  add column remarks text[] default '{}'::text[] not null,
  add column details jsonb;
--> statement-breakpoint
-- Companies that were looked up for a form, before they are anybody's: who asked, what was answered.
create table company_lookups (
  tenant_id integer default app_tenant() not null,
  id bigint generated always as identity,
  register text not null,
  asked_by text not null,
  question text not null,
  asked_at timestamp with time zone not null,
  operator_id bigint,
  actor_name text not null,
  outcome text not null,
  reason text,
  detail text,
  as_of timestamp with time zone,
  is_cut boolean default false not null,
  records jsonb default '[]' not null,
  price_minor bigint default 0 not null,
  currency text default 'CZK' not null,
  received_hash bytea,
  constraint company_lookups_tenant_id_id_pk primary key (tenant_id, id),
  constraint company_lookups_register check (register in ('ares', 'rpo', 'ruz')),
  constraint company_lookups_asked_by check (asked_by in ('registration_no', 'name')),
  constraint company_lookups_outcome check (outcome in ('found', 'clear', 'unavailable')),
  constraint company_lookups_currency check (currency in ('CZK', 'EUR')),
  constraint company_lookups_reason check ((outcome = 'unavailable') = (reason is not null))
);
--> statement-breakpoint
create index company_lookups_question on company_lookups (tenant_id, register, asked_by, question, id);
--> statement-breakpoint
create index company_lookups_asked on company_lookups (tenant_id, asked_at);
--> statement-breakpoint
create trigger append_only before update or delete on company_lookups
  for each row execute function refuse_change();
--> statement-breakpoint
create trigger append_only_whole before truncate on company_lookups execute function refuse_change();
--> statement-breakpoint
revoke update, delete, truncate on company_lookups from saldo_app;
--> statement-breakpoint
-- The state's register of addresses, one for all tenants: whoever owns the tables fills it, everybody reads.
create table address_loads (
  id integer generated always as identity,
  as_of date,
  file_hash bytea not null,
  started_at timestamp with time zone not null,
  rows_done integer default 0 not null,
  finished_at timestamp with time zone,
  is_current boolean default false not null,
  constraint address_loads_id_pk primary key (id),
  constraint address_loads_current check (not is_current or finished_at is not null)
);
--> statement-breakpoint
create unique index address_loads_one_current on address_loads (is_current) where is_current;
--> statement-breakpoint
create table address_points (
  load_id integer not null,
  key text collate "C" not null,
  code integer not null,
  is_main boolean not null,
  line text not null
);
--> statement-breakpoint
create index address_points_key on address_points (load_id, key);
--> statement-breakpoint
alter table address_loads enable row level security;
--> statement-breakpoint
alter table address_loads force row level security;
--> statement-breakpoint
alter table address_points enable row level security;
--> statement-breakpoint
alter table address_points force row level security;
--> statement-breakpoint
create policy everybody on address_loads for select using (true);
--> statement-breakpoint
create policy platform on address_loads to saldo_owner using (true) with check (true);
--> statement-breakpoint
create policy everybody on address_points for select using (true);
--> statement-breakpoint
create policy platform on address_points to saldo_owner using (true) with check (true);
--> statement-breakpoint
revoke insert, update, delete, truncate on address_loads, address_points from saldo_app;
--> statement-breakpoint
call raise_tenant_walls();
