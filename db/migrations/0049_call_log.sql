-- How long what was told and pressed is remembered, tasks that belong to no case, and which commit a
-- file was read from.
alter table config_sources add column commit_id text;
--> statement-breakpoint
alter table config_sources add column body_days integer default 30 not null;
--> statement-breakpoint
alter table config_sources add column row_days integer default 90 not null;
--> statement-breakpoint
alter table config_sources add constraint config_sources_log_days
  check (body_days between 1 and row_days and row_days <= 3650);
--> statement-breakpoint
alter table config_versions add column commit_id text;
--> statement-breakpoint
alter table trigger_deliveries alter column body drop not null;
--> statement-breakpoint
alter table action_runs alter column input drop not null;
--> statement-breakpoint
create index trigger_deliveries_bodies on trigger_deliveries (tenant_id, occurred_at)
  where body is not null and state <> 'waiting';
--> statement-breakpoint
create index trigger_deliveries_old on trigger_deliveries (tenant_id, occurred_at)
  where state <> 'waiting';
--> statement-breakpoint
create index action_runs_inputs on action_runs (tenant_id, asked_at)
  where input is not null and state not in ('waiting', 'running');
--> statement-breakpoint
create index action_runs_old on action_runs (tenant_id, asked_at)
  where state not in ('waiting', 'running');
--> statement-breakpoint
create index action_runs_case on action_runs (tenant_id, case_id, id) where case_id is not null;
--> statement-breakpoint
create table office_tasks (
  tenant_id integer default app_tenant() not null,
  id bigint generated always as identity,
  kind text not null,
  subject text not null,
  data jsonb not null,
  raised_at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  resolved_by bigint,
  actor_name text,
  constraint office_tasks_tenant_id_id_pk primary key (tenant_id, id),
  constraint office_tasks_kind check (kind in ('trigger_off', 'config_refused'))
);
--> statement-breakpoint
create unique index office_tasks_open on office_tasks (tenant_id, kind, subject)
  where resolved_at is null;
--> statement-breakpoint
call raise_tenant_walls();
