-- Work by the clock, keys of machines that call us, and whatever brings payments in by itself.
create table sweep_runs (
  tenant_id integer not null default app_tenant(),
  job text not null,
  rhythm text not null,
  due_at timestamp with time zone not null,
  run_no integer not null default 0,
  started_at timestamp with time zone,
  lease_until timestamp with time zone,
  ended_at timestamp with time zone,
  outcome text,
  error text,
  count integer,
  primary key (tenant_id, job),
  constraint sweep_runs_outcome check (outcome in ('done', 'failed'))
);
--> statement-breakpoint
create table module_keys (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  label text not null,
  secret_hash bytea not null,
  secret_tail text not null,
  scopes text[] not null,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  revoked_at timestamp with time zone,
  last_used_at timestamp with time zone,
  window_from timestamp with time zone,
  window_calls integer not null default 0,
  primary key (tenant_id, id)
);
--> statement-breakpoint
create unique index module_keys_secret on module_keys (secret_hash);
--> statement-breakpoint
create table module_calls (
  tenant_id integer not null default app_tenant(),
  key_id bigint not null,
  idempotency_key text not null,
  route text not null,
  body_hash bytea not null,
  begun_at timestamp with time zone not null,
  status integer,
  answer jsonb,
  primary key (tenant_id, key_id, idempotency_key),
  foreign key (tenant_id, key_id) references module_keys (tenant_id, id)
);
--> statement-breakpoint
create index module_calls_begun on module_calls (tenant_id, begun_at);
--> statement-breakpoint
create table bank_connections (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  account_id bigint not null,
  token_sealed bytea not null,
  token_hash bytea not null,
  token_tail text not null,
  state text not null default 'active',
  synced_to date,
  resume_from date,
  span_days integer not null default 90,
  called_at timestamp with time zone,
  due_at timestamp with time zone not null,
  ok_at timestamp with time zone,
  error text,
  error_params jsonb,
  error_at timestamp with time zone,
  failures integer not null default 0,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references bank_accounts (tenant_id, id) on delete cascade,
  constraint bank_connections_state check (state in ('active', 'broken')),
  constraint bank_connections_span check (span_days between 1 and 90)
);
--> statement-breakpoint
create unique index bank_connections_account on bank_connections (tenant_id, account_id);
--> statement-breakpoint
create unique index bank_connections_token on bank_connections (tenant_id, token_hash);
--> statement-breakpoint
create table accounting_sources (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  name text not null,
  kind text not null,
  base_url text,
  token_sealed bytea,
  token_tail text,
  cursor text,
  due_at timestamp with time zone not null,
  ok_at timestamp with time zone,
  taken_at timestamp with time zone,
  lag_seconds integer,
  error text,
  error_params jsonb,
  error_at timestamp with time zone,
  failures integer not null default 0,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  primary key (tenant_id, id),
  constraint accounting_sources_kind check (kind in ('own', 'http')),
  constraint accounting_sources_address check ((kind = 'http') = (base_url is not null))
);
--> statement-breakpoint
create unique index accounting_sources_name on accounting_sources (tenant_id, name);
--> statement-breakpoint
create unique index accounting_sources_own on accounting_sources (tenant_id, kind) where kind = 'own';
--> statement-breakpoint
-- What the accounting system has put out: here it is the demo's, entered by hand.
create table accounting_outbox (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  external_id text not null,
  document_number text,
  booked_on date not null,
  amount_minor bigint not null,
  currency text not null,
  variable_symbol text,
  case_ref text,
  registration_no text,
  birth_number_hash bytea,
  counterparty_name text,
  message text,
  entered_by bigint,
  entered_at timestamp with time zone not null,
  primary key (tenant_id, id)
);
--> statement-breakpoint
create unique index accounting_outbox_external on accounting_outbox (tenant_id, external_id);
--> statement-breakpoint
create table accounting_items (
  tenant_id integer not null default app_tenant(),
  source_id bigint not null,
  external_id text not null,
  movement_id bigint,
  taken_at timestamp with time zone not null,
  primary key (tenant_id, source_id, external_id),
  foreign key (tenant_id, source_id) references accounting_sources (tenant_id, id),
  foreign key (tenant_id, movement_id) references bank_movements (tenant_id, id)
);
--> statement-breakpoint
revoke delete, truncate on accounting_items, accounting_outbox from saldo_app;
--> statement-breakpoint
revoke update on accounting_outbox from saldo_app;
--> statement-breakpoint
-- Two reasons more, whatever the others are by now.
do $$
declare known text;
begin
  select pg_get_constraintdef(oid) into known from pg_constraint
   where conname = 'bank_movements_reason' and conrelid = 'bank_movements'::regclass;
  alter table bank_movements drop constraint bank_movements_reason;
  execute 'alter table bank_movements add constraint bank_movements_reason '
    || replace(known, 'ARRAY[', 'ARRAY[''counterparty''::text, ''unknown_counterparty''::text, ');
end $$;
--> statement-breakpoint
-- Of a machine's key, asked before its tenant is known: one statement that answers one row.
create policy key_reader on module_keys for select to saldo_owner using (true);
--> statement-breakpoint
create function module_key_of(given_hash bytea)
  returns table (tenant_id integer, key_id bigint, label text, scopes text[], language text)
  language sql stable security definer rows 1 set search_path = public, pg_temp
  as $$ select k.tenant_id, k.id, k.label, k.scopes, t.language
          from module_keys k join tenants t on t.id = k.tenant_id
         where k.secret_hash = given_hash and k.revoked_at is null $$;
--> statement-breakpoint
create function app_is_module() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('app.actor_kind', true), '') = 'module' $$;
--> statement-breakpoint
-- A machine brings things in. People, who works here and the cases are behind a wall for it; what is to
-- become of what it brought is a job's work.
do $$
declare t text;
begin
  foreach t in array array['cases', 'parties', 'operators', 'sessions', 'bank_connections',
                           'accounting_sources', 'accounting_outbox'] loop
    execute format('create policy module_wall on %I as restrictive to saldo_app
                      using (not (select app_is_module()))', t);
  end loop;
end $$;
--> statement-breakpoint
call raise_tenant_walls();
