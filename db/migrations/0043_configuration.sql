-- The customer's own file, what of it is in force, and what leaves for the customer's programs.
create table config_sources (
  tenant_id integer default app_tenant() not null,
  location text,
  etag text,
  checked_at timestamp with time zone,
  trouble text,
  latest_version_id bigint,
  applied_version_id bigint,
  armed text[] default '{}' not null,
  updated_at timestamp with time zone default now() not null,
  updated_by bigint,
  constraint config_sources_tenant_id_pk primary key (tenant_id)
);
--> statement-breakpoint
create table config_versions (
  tenant_id integer default app_tenant() not null,
  id bigint generated always as identity,
  hash text not null,
  body text not null,
  read_at timestamp with time zone not null,
  location text not null,
  findings jsonb not null,
  is_valid boolean not null,
  constraint config_versions_tenant_id_id_pk primary key (tenant_id, id)
);
--> statement-breakpoint
create table config_applications (
  tenant_id integer default app_tenant() not null,
  id bigint generated always as identity,
  version_id bigint not null,
  previous_id bigint,
  plan jsonb not null,
  applied_at timestamp with time zone not null,
  applied_by bigint,
  actor_name text not null,
  constraint config_applications_tenant_id_id_pk primary key (tenant_id, id)
);
--> statement-breakpoint
create table outgoing_hosts (
  tenant_id integer default app_tenant() not null,
  host text not null,
  secret bytea not null,
  secret_tail text not null,
  previous_secret bytea,
  previous_until timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  created_by bigint,
  rotated_at timestamp with time zone,
  constraint outgoing_hosts_tenant_id_host_pk primary key (tenant_id, host)
);
--> statement-breakpoint
create table trigger_inbox (
  tenant_id integer default app_tenant() not null,
  id bigint generated always as identity,
  source text not null,
  payload jsonb not null,
  occurred_at timestamp with time zone not null,
  constraint trigger_inbox_tenant_id_id_pk primary key (tenant_id, id)
);
--> statement-breakpoint
create table trigger_deliveries (
  tenant_id integer default app_tenant() not null,
  id bigint generated always as identity,
  endpoint text not null,
  fact text not null,
  lane text not null,
  case_id bigint,
  webhook_id text not null,
  url text not null,
  body jsonb not null,
  occurred_at timestamp with time zone not null,
  state text default 'waiting' not null,
  attempts integer default 0 not null,
  next_attempt_at timestamp with time zone not null,
  leased_until timestamp with time zone,
  last_attempt_at timestamp with time zone,
  status integer,
  reason text,
  response text,
  took_ms integer,
  is_replay boolean default false not null,
  replayed_by bigint,
  delivered_at timestamp with time zone,
  constraint trigger_deliveries_tenant_id_id_pk primary key (tenant_id, id),
  constraint trigger_deliveries_state check (state in ('waiting', 'delivered', 'given_up', 'dropped'))
);
--> statement-breakpoint
create table trigger_health (
  tenant_id integer default app_tenant() not null,
  endpoint text not null,
  failures integer default 0 not null,
  failing_since timestamp with time zone,
  last_reason text,
  last_attempt_at timestamp with time zone,
  delivered_at timestamp with time zone,
  disabled_at timestamp with time zone,
  constraint trigger_health_tenant_id_endpoint_pk primary key (tenant_id, endpoint)
);
--> statement-breakpoint
create table custom_values (
  tenant_id integer default app_tenant() not null,
  variable text not null,
  case_id bigint not null,
  definition text not null,
  "values" jsonb,
  fetched_at timestamp with time zone,
  tried_at timestamp with time zone not null,
  trouble text,
  constraint custom_values_tenant_id_variable_case_id_pk primary key (tenant_id, variable, case_id)
);
--> statement-breakpoint
create table action_runs (
  tenant_id integer default app_tenant() not null,
  id bigint generated always as identity,
  action text not null,
  object_kind text not null,
  object_id bigint not null,
  case_id bigint,
  ref_no text,
  key text not null,
  input jsonb not null,
  state text default 'waiting' not null,
  leased_until timestamp with time zone,
  status integer,
  reason text,
  message text,
  open_url text,
  asked_by bigint,
  actor_name text not null,
  asked_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint action_runs_tenant_id_id_pk primary key (tenant_id, id),
  constraint action_runs_object_kind check (object_kind in ('case', 'party', 'claim')),
  constraint action_runs_state check (state in ('waiting', 'running', 'done', 'refused', 'failed', 'unknown'))
);
--> statement-breakpoint
alter table config_applications add constraint "config_applications_version_fk"
  foreign key (tenant_id, version_id) references config_versions (tenant_id, id);
--> statement-breakpoint
alter table custom_values add constraint "custom_values_case_fk"
  foreign key (tenant_id, case_id) references cases (tenant_id, id);
--> statement-breakpoint
create index trigger_deliveries_lane on trigger_deliveries (tenant_id, endpoint, lane, id) where state = 'waiting';
--> statement-breakpoint
create index trigger_deliveries_due on trigger_deliveries (tenant_id, id) where state = 'waiting';
--> statement-breakpoint
create index trigger_deliveries_case on trigger_deliveries (tenant_id, case_id, id);
--> statement-breakpoint
create index trigger_deliveries_endpoint on trigger_deliveries (tenant_id, endpoint, id);
--> statement-breakpoint
create unique index action_runs_key on action_runs (tenant_id, key);
--> statement-breakpoint
create index action_runs_object on action_runs (tenant_id, object_kind, object_id, id);
--> statement-breakpoint
create index action_runs_open on action_runs (tenant_id, id) where state in ('waiting', 'running');
--> statement-breakpoint
create index trigger_deliveries_given_up on trigger_deliveries (tenant_id, endpoint) where state = 'given_up';
--> statement-breakpoint
alter table mails drop constraint mails_kind;
--> statement-breakpoint
alter table mails add constraint mails_kind check (kind in ('schedule_broken', 'overdue_digest', 'insolvency_changes', 'trigger_off'));
--> statement-breakpoint
-- Facts that somebody's file waits for are put aside in the transaction that wrote them: all rows of a
-- statement at once, and nothing where no file waits.
create function arm_facts() returns trigger language plpgsql as $$
declare
  wanted text[];
begin
  select armed into wanted from config_sources where tenant_id = app_tenant();
  if wanted is null or wanted = '{}' then return null; end if;
  insert into trigger_inbox (source, payload, occurred_at)
  select name, payload, occurred_at from fresh
   where name = any (wanted) and tenant_id = app_tenant() order by id;
  if found then
    insert into outbox_facts (name, payload, occurred_at) values ('triggers.waiting', '{}', now());
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger arm after insert on outbox_facts
  referencing new table as fresh for each statement execute function arm_facts();
--> statement-breakpoint
create function arm_events() returns trigger language plpgsql as $$
declare
  wanted text[];
begin
  select armed into wanted from config_sources where tenant_id = app_tenant();
  if wanted is null or not 'event.added' = any (wanted) then return null; end if;
  insert into trigger_inbox (source, payload, occurred_at)
  select 'event.added',
         jsonb_build_object('eventId', id, 'caseId', case_id, 'kind', kind), created_at
    from fresh where tenant_id = app_tenant() order by id;
  if found then
    insert into outbox_facts (name, payload, occurred_at) values ('triggers.waiting', '{}', now());
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger arm after insert on case_events
  referencing new table as fresh for each statement execute function arm_events();
--> statement-breakpoint
-- Of one payment all that a statement placed is one fact.
create function arm_allocations() returns trigger language plpgsql as $$
declare
  wanted text[];
begin
  select armed into wanted from config_sources where tenant_id = app_tenant();
  if wanted is null or not 'allocation.added' = any (wanted) then return null; end if;
  insert into trigger_inbox (source, payload, occurred_at)
  select 'allocation.added', jsonb_build_object('caseId', case_id, 'paymentId', payment_id,
           'parts', jsonb_agg(jsonb_build_object('componentId', component_id,
             'amountMinor', amount_minor, 'valueOn', value_on) order by id)), min(booked_at)
    from fresh where tenant_id = app_tenant() group by case_id, payment_id order by min(id);
  if found then
    insert into outbox_facts (name, payload, occurred_at) values ('triggers.waiting', '{}', now());
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger arm after insert on allocations
  referencing new table as fresh for each statement execute function arm_allocations();
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['config_versions', 'config_applications'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', t);
    execute format('create trigger append_only_whole before truncate on %I execute function refuse_change()', t);
    execute format('revoke update, delete, truncate on %I from saldo_app', t);
  end loop;
end $$;
--> statement-breakpoint
call raise_tenant_walls();
