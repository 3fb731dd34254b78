-- Bulk checks of insolvency and the daily watch: who started one, whom it asks for, how far it is.
create table insolvency_runs (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  key text not null,
  kind text not null,
  scope text not null,
  state text not null default 'running',
  is_forced boolean not null default false,
  email text,
  sender_id bigint,
  operator_id bigint,
  actor_name text not null,
  language text not null,
  created_at timestamp with time zone not null,
  beat_at timestamp with time zone not null,
  lease_until timestamp with time zone,
  resume_at timestamp with time zone,
  pause_reason text,
  pause_register text,
  ended_at timestamp with time zone,
  error text,
  total integer not null default 0,
  done integer not null default 0,
  found_count integer not null default 0,
  clear_count integer not null default 0,
  unavailable_count integer not null default 0,
  fresh_count integer not null default 0,
  missing_count integer not null default 0,
  unconfigured_count integer not null default 0,
  changed_count integer not null default 0,
  constraint insolvency_runs_tenant_id_id_pk primary key (tenant_id, id),
  constraint insolvency_runs_kind check (kind in ('bulk', 'watch')),
  constraint insolvency_runs_scope check (scope in ('open_cases', 'chosen')),
  constraint insolvency_runs_state check (state in ('running', 'paused', 'done', 'cancelled', 'failed')),
  constraint insolvency_runs_end check ((state in ('running', 'paused')) = (ended_at is null)),
  constraint insolvency_runs_pause check ((state = 'paused') = (resume_at is not null))
);
--> statement-breakpoint
create unique index insolvency_runs_key on insolvency_runs (tenant_id, key);
--> statement-breakpoint
create index insolvency_runs_open on insolvency_runs (tenant_id, id) where ended_at is null;
--> statement-breakpoint
-- Whom a run asks for, and in which register. Without an outcome: still to be asked.
create table insolvency_run_parties (
  tenant_id integer not null default app_tenant(),
  run_id bigint not null,
  party_id bigint not null,
  register text not null,
  position integer not null,
  tries integer not null default 0,
  outcome text,
  screening_id bigint,
  is_changed boolean not null default false,
  constraint insolvency_run_parties_pk primary key (tenant_id, run_id, party_id, register),
  constraint insolvency_run_parties_register check (register in ('isir_cz', 'isir_sk')),
  constraint insolvency_run_parties_outcome check (outcome in ('found', 'clear', 'unavailable',
    'fresh', 'no_identifier', 'unconfigured', 'gone'))
);
--> statement-breakpoint
alter table insolvency_run_parties add constraint "insolvency_run_parties_tenant_id_run_id_insolvency_runs_tenant_id_id_fk"
  foreign key (tenant_id, run_id) references insolvency_runs (tenant_id, id);
--> statement-breakpoint
alter table insolvency_run_parties add constraint "insolvency_run_parties_tenant_id_party_id_parties_tenant_id_id_fk"
  foreign key (tenant_id, party_id) references parties (tenant_id, id);
--> statement-breakpoint
create index insolvency_run_parties_waiting on insolvency_run_parties (tenant_id, run_id, register, position)
  where outcome is null;
--> statement-breakpoint
create index insolvency_run_parties_changed on insolvency_run_parties (tenant_id, run_id, party_id)
  where is_changed;
--> statement-breakpoint
create index insolvency_run_parties_party on insolvency_run_parties (tenant_id, party_id);
--> statement-breakpoint
-- What somebody's insolvency has done to a case, from when to when: each effect is made once, and taken
-- back once, however often its fact is told.
create table case_insolvencies (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  case_id bigint not null,
  party_id bigint not null,
  register text not null,
  kind text not null,
  is_debtor boolean not null,
  screening_id bigint not null,
  mark text,
  file_mark text,
  decided_on date,
  rests_from date,
  file_by date,
  task_event_id bigint,
  began_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint case_insolvencies_tenant_id_id_pk primary key (tenant_id, id),
  constraint case_insolvencies_register check (register in ('isir_cz', 'isir_sk')),
  constraint case_insolvencies_kind check (kind in ('insolvent', 'suspected', 'named'))
);
--> statement-breakpoint
alter table case_insolvencies add constraint "case_insolvencies_tenant_id_case_id_cases_tenant_id_id_fk"
  foreign key (tenant_id, case_id) references cases (tenant_id, id);
--> statement-breakpoint
alter table case_insolvencies add constraint "case_insolvencies_tenant_id_party_id_parties_tenant_id_id_fk"
  foreign key (tenant_id, party_id) references parties (tenant_id, id);
--> statement-breakpoint
create unique index case_insolvencies_key on case_insolvencies (tenant_id, case_id, party_id, register)
  where ended_at is null;
--> statement-breakpoint
create index case_insolvencies_party on case_insolvencies (tenant_id, party_id, id);
--> statement-breakpoint
revoke delete, truncate on insolvency_runs, case_insolvencies from saldo_app;
--> statement-breakpoint
-- Interest rests from the day that the law says, which may lie before the tag was put, or be unknown yet.
alter table case_tags add column rests_from date;
--> statement-breakpoint
alter table case_tags add column is_interest_kept boolean not null default false;
--> statement-breakpoint
-- By which a joint debtor of an answer is known again among our own.
alter table screening_hits add column birth_number_hash bytea;
--> statement-breakpoint
-- A mail to an address that is nobody's of ours, and under somebody's own name.
alter table mails alter column operator_id drop not null;
--> statement-breakpoint
alter table mails add column sender text;
--> statement-breakpoint
alter table mails drop constraint mails_kind;
--> statement-breakpoint
alter table mails add constraint mails_kind check (kind in ('schedule_broken', 'overdue_digest', 'insolvency_changes'));
--> statement-breakpoint
call raise_tenant_walls();
