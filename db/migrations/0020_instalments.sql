-- Instalment schedules, promises to pay, and our own mails about them.
create table schedule_settings (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  group_id bigint,
  grace_days integer not null,
  broken_transition text,
  primary key (tenant_id, id),
  foreign key (tenant_id, group_id) references case_groups (tenant_id, id),
  constraint schedule_settings_grace check (grace_days between 0 and 90)
);
--> statement-breakpoint
create unique index schedule_settings_group_key on schedule_settings (tenant_id, (coalesce(group_id, 0)));
--> statement-breakpoint
create table instalment_schedules (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  case_id bigint not null,
  claim_id bigint,
  currency text not null,
  total_minor bigint not null,
  rhythm text,
  variable_symbol text,
  note text not null default '',
  starts_on date not null,
  grace_days integer not null,
  broken_transition text,
  replaces_id bigint,
  end_kind text,
  ended_on date,
  end_reason text,
  ended_by bigint,
  voided_at timestamp with time zone,
  import_id bigint,
  source_key text,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  instalment_count integer not null,
  paid_count integer not null default 0,
  paid_minor bigint not null default 0,
  next_due_on date,
  next_open_minor bigint not null default 0,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases (tenant_id, id),
  foreign key (tenant_id, claim_id) references claims (tenant_id, id),
  foreign key (tenant_id, replaces_id) references instalment_schedules (tenant_id, id),
  constraint instalment_schedules_total check (total_minor between 1 and 1000000000000),
  constraint instalment_schedules_grace check (grace_days between 0 and 90),
  constraint instalment_schedules_end check ((end_kind is null) = (ended_on is null)),
  constraint instalment_schedules_currency check (currency in ('CZK', 'EUR')),
  constraint instalment_schedules_rhythm check (rhythm in ('weekly', 'fortnightly', 'monthly', 'quarterly')),
  constraint instalment_schedules_end_kind check (end_kind in ('cancelled', 'replaced'))
);
--> statement-breakpoint
create index instalment_schedules_case on instalment_schedules (tenant_id, case_id);
--> statement-breakpoint
create index instalment_schedules_import on instalment_schedules (tenant_id, import_id)
  where import_id is not null;
--> statement-breakpoint
create index instalment_schedules_next on instalment_schedules (tenant_id, next_due_on, id)
  where end_kind is null and next_due_on is not null;
--> statement-breakpoint
-- As the list goes: those with nothing left to wait for last.
create index instalment_schedules_order on instalment_schedules
  (tenant_id, (coalesce(next_due_on, '9999-12-31'::date)), id) where voided_at is null;
--> statement-breakpoint
create unique index instalment_schedules_source_key on instalment_schedules (tenant_id, source_key)
  where source_key is not null;
--> statement-breakpoint
create unique index instalment_schedules_replaces_key on instalment_schedules (tenant_id, replaces_id)
  where replaces_id is not null;
--> statement-breakpoint
create table instalments (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  schedule_id bigint not null,
  position integer not null,
  due_on date not null,
  amount_minor bigint not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, schedule_id) references instalment_schedules (tenant_id, id),
  constraint instalments_amount check (amount_minor between 1 and 1000000000000)
);
--> statement-breakpoint
create unique index instalments_position_key on instalments (tenant_id, schedule_id, position);
--> statement-breakpoint
create trigger append_only before update or delete on instalments
  for each row execute function refuse_change();
--> statement-breakpoint
create trigger append_only_whole before truncate on instalments execute function refuse_change();
--> statement-breakpoint
create table schedule_breaches (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  schedule_id bigint not null,
  instalment_id bigint not null,
  open_minor bigint not null,
  found_at timestamp with time zone not null,
  healed_at timestamp with time zone,
  primary key (tenant_id, id),
  foreign key (tenant_id, schedule_id) references instalment_schedules (tenant_id, id),
  foreign key (tenant_id, instalment_id) references instalments (tenant_id, id)
);
--> statement-breakpoint
create index schedule_breaches_schedule on schedule_breaches (tenant_id, schedule_id);
--> statement-breakpoint
-- Two watches at once: one of them writes the breach.
create unique index schedule_breaches_open_key on schedule_breaches (tenant_id, instalment_id)
  where healed_at is null;
--> statement-breakpoint
create table payment_promises (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  case_id bigint not null,
  claim_id bigint,
  amount_minor bigint not null,
  currency text not null,
  made_on date not null,
  due_on date not null,
  grace_days integer not null,
  channel text not null,
  note text not null default '',
  state text not null default 'open',
  paid_minor bigint not null default 0,
  turn integer not null default 0,
  cancel_reason text,
  source_key text,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases (tenant_id, id),
  foreign key (tenant_id, claim_id) references claims (tenant_id, id),
  constraint payment_promises_amount check (amount_minor between 1 and 1000000000000),
  constraint payment_promises_days check (made_on <= due_on),
  constraint payment_promises_grace check (grace_days between 0 and 90),
  constraint payment_promises_currency check (currency in ('CZK', 'EUR')),
  constraint payment_promises_channel check (channel in ('call', 'email', 'letter', 'visit')),
  constraint payment_promises_state check (state in ('open', 'kept', 'broken', 'cancelled'))
);
--> statement-breakpoint
create index payment_promises_case on payment_promises (tenant_id, case_id);
--> statement-breakpoint
create index payment_promises_due on payment_promises (tenant_id, due_on, id) where state = 'open';
--> statement-breakpoint
create index payment_promises_order on payment_promises (tenant_id, due_on, id);
--> statement-breakpoint
create unique index payment_promises_source_key on payment_promises (tenant_id, source_key)
  where source_key is not null;
--> statement-breakpoint
create table mails (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  key text not null,
  kind text not null,
  operator_id bigint not null,
  to_address text not null,
  language text not null,
  data jsonb not null,
  message_id text not null,
  state text not null default 'waiting',
  attempts integer not null default 0,
  claimed_at timestamp with time zone,
  sent_at timestamp with time zone,
  last_error text,
  created_at timestamp with time zone not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, operator_id) references operators (tenant_id, id),
  constraint mails_kind check (kind in ('schedule_broken', 'overdue_digest')),
  constraint mails_state check (state in ('waiting', 'sending', 'sent', 'failed'))
);
--> statement-breakpoint
create unique index mails_key on mails (tenant_id, key);
--> statement-breakpoint
create index mails_unsent on mails (tenant_id, id) where state <> 'sent';
--> statement-breakpoint
create table mail_preferences (
  tenant_id integer not null default app_tenant(),
  operator_id bigint not null,
  wants_digest boolean not null default true,
  wants_broken boolean not null default true,
  primary key (tenant_id, operator_id),
  foreign key (tenant_id, operator_id) references operators (tenant_id, id) on delete cascade
);
--> statement-breakpoint
revoke delete, truncate on instalment_schedules, schedule_breaches, payment_promises, mails from saldo_app;
--> statement-breakpoint
revoke update, delete, truncate on instalments from saldo_app;
--> statement-breakpoint
-- A workbook may bring schedules.
alter table imports drop constraint imports_kind;
--> statement-breakpoint
alter table imports add constraint imports_kind check (kind in ('cases', 'claims', 'payments',
  'schedules', 'parties', 'events', 'case-data'));
--> statement-breakpoint
create unlogged table import_schedule_rows (
  tenant_id integer not null default app_tenant(),
  import_id bigint not null,
  row_no integer not null,
  ref_no text,
  ref_year integer,
  ref_number bigint,
  variable_symbol text,
  due_on date not null,
  amount_minor bigint,
  part_count integer,
  rhythm text,
  total_minor bigint,
  currency text,
  primary key (tenant_id, import_id, row_no)
);
--> statement-breakpoint
call raise_tenant_walls();
