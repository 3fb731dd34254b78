-- The operators' side of requests: who gets which, by when it is answered, what is answered often.
create table request_rules (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  position integer not null,
  name text not null,
  is_active boolean default true not null,
  kinds text[] default '{}' not null,
  client_kinds text[] default '{}' not null,
  categories text[] default '{}' not null,
  case_group_ids bigint[] default '{}' not null,
  words text[] default '{}' not null,
  languages text[] default '{}' not null,
  channels text[] default '{}' not null,
  team_id bigint,
  operator_id bigint,
  distribution text default 'round_robin' not null,
  priority text,
  last_operator_id bigint,
  version integer default 1 not null,
  constraint request_rules_tenant_id_id_pk primary key (tenant_id, id),
  constraint request_rules_tenant_id_team_id_access_groups_tenant_id_id_fk
    foreign key (tenant_id, team_id) references access_groups (tenant_id, id),
  constraint request_rules_tenant_id_operator_id_operators_tenant_id_id_fk
    foreign key (tenant_id, operator_id) references operators (tenant_id, id),
  constraint request_rules_distribution check (distribution in ('round_robin', 'least_loaded')),
  constraint request_rules_priority check (priority in ('low', 'normal', 'high', 'urgent')),
  constraint request_rules_target check (team_id is null or operator_id is null)
);
--> statement-breakpoint
create index request_rules_order on request_rules (tenant_id, position, id);
--> statement-breakpoint
create table request_targets (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  kind text,
  priority text,
  reply_minutes integer not null,
  resolution_minutes integer not null,
  constraint request_targets_tenant_id_id_pk primary key (tenant_id, id),
  constraint request_targets_priority check (priority in ('low', 'normal', 'high', 'urgent')),
  constraint request_targets_minutes
    check (reply_minutes between 1 and 100000 and resolution_minutes between 1 and 100000)
);
--> statement-breakpoint
create unique index request_targets_place
  on request_targets (tenant_id, coalesce(kind, ''), coalesce(priority, ''));
--> statement-breakpoint
create table request_settings (
  tenant_id integer default app_tenant() not null,
  working_week jsonb not null,
  warn_percent integer default 80 not null,
  notifies_owner boolean default true not null,
  notified_operator_id bigint,
  reassign_team_id bigint,
  raises_priority boolean default false not null,
  version integer default 1 not null,
  updated_at timestamp with time zone not null,
  constraint request_settings_tenant_id_pk primary key (tenant_id),
  constraint request_settings_tenant_id_notified_operator_id_operators_tenant_id_id_fk
    foreign key (tenant_id, notified_operator_id) references operators (tenant_id, id),
  constraint request_settings_tenant_id_reassign_team_id_access_groups_tenant_id_id_fk
    foreign key (tenant_id, reassign_team_id) references access_groups (tenant_id, id),
  constraint request_settings_warn_percent check (warn_percent between 1 and 100)
);
--> statement-breakpoint
create table canned_answers (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  shortcut text not null,
  kinds text[] default '{}' not null,
  texts jsonb not null,
  is_active boolean default true not null,
  version integer default 1 not null,
  constraint canned_answers_tenant_id_id_pk primary key (tenant_id, id)
);
--> statement-breakpoint
create unique index canned_answers_shortcut on canned_answers (tenant_id, lower(shortcut));
--> statement-breakpoint
create table desk_requests (
  tenant_id integer default app_tenant() not null,
  case_id bigint not null,
  priority text default 'normal' not null,
  channel text not null,
  language text not null,
  team_id bigint,
  rule_id bigint,
  routed_kind text,
  merged_into_id bigint,
  opened_at timestamp with time zone not null,
  is_resting boolean default false not null,
  reply_minutes integer not null,
  resolution_minutes integer not null,
  first_replied_at timestamp with time zone,
  reply_ms bigint,
  reply_due_at timestamp with time zone,
  reply_warned_at timestamp with time zone,
  reply_breached_at timestamp with time zone,
  resolved_at timestamp with time zone,
  resolution_ms bigint,
  resolution_left_ms bigint not null,
  resolution_due_at timestamp with time zone,
  resolution_warned_at timestamp with time zone,
  resolution_breached_at timestamp with time zone,
  due_at timestamp with time zone,
  next_check_at timestamp with time zone,
  constraint desk_requests_tenant_id_case_id_pk primary key (tenant_id, case_id),
  constraint desk_requests_tenant_id_case_id_cases_tenant_id_id_fk
    foreign key (tenant_id, case_id) references cases (tenant_id, id),
  constraint desk_requests_tenant_id_merged_into_id_cases_tenant_id_id_fk
    foreign key (tenant_id, merged_into_id) references cases (tenant_id, id),
  constraint desk_requests_tenant_id_team_id_access_groups_tenant_id_id_fk
    foreign key (tenant_id, team_id) references access_groups (tenant_id, id),
  constraint desk_requests_priority check (priority in ('low', 'normal', 'high', 'urgent')),
  constraint desk_requests_channel check (channel in ('portal', 'email', 'phone', 'office')),
  constraint desk_requests_merged check (merged_into_id <> case_id)
);
--> statement-breakpoint
create index desk_requests_due on desk_requests (tenant_id, due_at, case_id)
  where resolved_at is null and merged_into_id is null;
--> statement-breakpoint
-- What the clock has to look at next, and nothing else.
create index desk_requests_check on desk_requests (tenant_id, next_check_at)
  where next_check_at is not null;
--> statement-breakpoint
create index desk_requests_merged_into on desk_requests (tenant_id, merged_into_id)
  where merged_into_id is not null;
--> statement-breakpoint
create index desk_requests_opened on desk_requests (tenant_id, opened_at);
--> statement-breakpoint
create index desk_requests_resolved on desk_requests (tenant_id, resolved_at, case_id)
  where resolved_at is not null;
--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
-- A client follows an old link to where their request went; of priorities, teams and times nothing.
grant select (tenant_id, case_id, merged_into_id) on desk_requests to saldo_portal;
--> statement-breakpoint
create policy portal_sight on desk_requests as restrictive to saldo_portal
  using (case_id = any ((select portal_case_ids())::bigint[]));
