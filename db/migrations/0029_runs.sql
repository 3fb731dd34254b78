-- What the embedded executor of functions knows: its runs, their steps, and what is to be called next.
-- A run of no tenant's (a schedule that lists tenants) stands under tenant 0.
create table clock_events (
  tenant_id integer not null default app_tenant(),
  id text not null,
  received_at timestamp with time zone not null default now(),
  primary key (tenant_id, id)
);
--> statement-breakpoint
create index clock_events_received on clock_events (received_at);
--> statement-breakpoint
create table clock_runs (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  function_id text not null,
  state text not null default 'active',
  events jsonb not null,
  group_key text,
  gather_until timestamp with time zone,
  lanes text[] not null default '{}',
  lane_limits integer[] not null default '{}',
  parent_run_id bigint,
  parent_step_id text,
  stack jsonb not null default '[]',
  attempts integer not null default 0,
  output jsonb,
  error text,
  created_at timestamp with time zone not null default now(),
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  primary key (tenant_id, id),
  constraint clock_runs_state check (state in ('gathering', 'active', 'done', 'failed', 'cancelled'))
);
--> statement-breakpoint
-- Runs are numbered ahead, to begin in the order of their events.
grant usage on sequence clock_runs_id_seq to saldo_app;
--> statement-breakpoint
create unique index clock_runs_gathering on clock_runs (tenant_id, function_id, group_key)
  where state = 'gathering';
--> statement-breakpoint
create index clock_runs_parent on clock_runs (tenant_id, parent_run_id)
  where parent_run_id is not null;
--> statement-breakpoint
create index clock_runs_open on clock_runs (tenant_id, function_id, id) where ended_at is null;
--> statement-breakpoint
create index clock_runs_ended on clock_runs (ended_at) where ended_at is not null;
--> statement-breakpoint
create table clock_steps (
  tenant_id integer not null default app_tenant(),
  run_id bigint not null,
  step_id text not null,
  name text not null,
  kind text not null,
  state text not null default 'open',
  result jsonb,
  due_at timestamp with time zone,
  event_name text,
  condition text,
  primary key (tenant_id, run_id, step_id),
  foreign key (tenant_id, run_id) references clock_runs (tenant_id, id) on delete cascade,
  constraint clock_steps_kind check (kind in ('run', 'sleep', 'wait', 'invoke')),
  constraint clock_steps_state check (state in ('open', 'done', 'failed'))
);
--> statement-breakpoint
create index clock_steps_due on clock_steps (due_at) where state = 'open' and due_at is not null;
--> statement-breakpoint
create index clock_steps_waiting on clock_steps (tenant_id, event_name)
  where state = 'open' and event_name is not null;
--> statement-breakpoint
-- The queue. One row a run and step, so nothing can be called twice at a time.
create table clock_calls (
  tenant_id integer not null default app_tenant(),
  run_id bigint not null,
  step_id text not null,
  function_id text not null,
  attempt integer not null default 0,
  losses integer not null default 0,
  due_at timestamp with time zone not null,
  lease text,
  lease_until timestamp with time zone,
  is_asked_again boolean not null default false,
  lanes text[] not null default '{}',
  lane_limits integer[] not null default '{}',
  primary key (tenant_id, run_id, step_id),
  foreign key (tenant_id, run_id) references clock_runs (tenant_id, id) on delete cascade
);
--> statement-breakpoint
create index clock_calls_due on clock_calls (due_at, run_id);
--> statement-breakpoint
create index clock_calls_leased on clock_calls (lease_until) where lease_until is not null;
--> statement-breakpoint
create table clock_crons (
  tenant_id integer not null default app_tenant(),
  function_id text not null,
  cron text not null,
  next_at timestamp with time zone not null,
  primary key (tenant_id, function_id, cron)
);
--> statement-breakpoint
create table clock_throttles (
  tenant_id integer not null default app_tenant(),
  lane text not null,
  free_at timestamp with time zone not null,
  primary key (tenant_id, lane)
);
--> statement-breakpoint
-- What was given up, wherever the function ran; people read it and let it run again.
create table run_failures (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  function_id text not null,
  run_id text not null,
  event_name text not null,
  payload jsonb not null,
  error text not null,
  attempts integer,
  failed_at timestamp with time zone not null,
  retried_at timestamp with time zone,
  retried_by bigint,
  primary key (tenant_id, id)
);
--> statement-breakpoint
create unique index run_failures_run on run_failures (tenant_id, function_id, run_id);
--> statement-breakpoint
create index run_failures_open on run_failures (tenant_id, id) where retried_at is null;
--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
create function app_is_clock() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('app.actor_kind', true), '') = 'clock' $$;
--> statement-breakpoint
-- The executor serves all tenants from one queue. It is nobody who could ask for a page: no actor of a
-- request is of this kind, and no other table lets it in.
do $$
declare t text;
begin
  foreach t in array array['clock_events', 'clock_runs', 'clock_steps', 'clock_calls',
                           'clock_crons', 'clock_throttles'] loop
    execute format('create policy clock_hand on %I to saldo_app
                      using ((select app_is_clock())) with check ((select app_is_clock()))', t);
    execute format('create policy module_wall on %I as restrictive to saldo_app
                      using (not (select app_is_module()))', t);
  end loop;
end $$;
