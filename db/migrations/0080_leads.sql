-- Leads from outside: a mailbox of deals beside that of requests, what came of each mail in it, rules
-- that read web-form mails, forms of web sites and what they sent. None of it is the portal's.
alter table channel_accounts add column read_failures integer default 0 not null;
--> statement-breakpoint
alter table channel_accounts add column read_retry_at timestamp with time zone;
--> statement-breakpoint
-- Where reading of a mailbox beside the first one stands.
create table mailbox_readings (
  tenant_id integer default app_tenant() not null,
  purpose text not null,
  cursor text,
  read_at timestamp with time zone,
  read_error text,
  read_failures integer default 0 not null,
  read_retry_at timestamp with time zone,
  constraint mailbox_readings_tenant_id_purpose_pk primary key (tenant_id, purpose),
  constraint mailbox_readings_purpose check (purpose in ('requests', 'deals'))
);
--> statement-breakpoint
alter table mailbox_marks add column purpose text default 'requests' not null;
--> statement-breakpoint
alter table mailbox_marks drop constraint mailbox_marks_tenant_id_uid_validity_uid_pk;
--> statement-breakpoint
alter table mailbox_marks add constraint mailbox_marks_tenant_id_purpose_uid_validity_uid_pk
  primary key (tenant_id, purpose, uid_validity, uid);
--> statement-breakpoint
alter table mailbox_marks add constraint mailbox_marks_purpose
  check (purpose in ('requests', 'deals'));
--> statement-breakpoint
-- Which mailbox a mail came to; null: none of ours says.
alter table messages add column mailbox text;
--> statement-breakpoint
alter table messages add constraint messages_mailbox check (mailbox in ('requests', 'deals'));
--> statement-breakpoint
create index messages_deals on messages (tenant_id, created_at) where mailbox = 'deals';
--> statement-breakpoint
create table lead_rules (
  tenant_id integer default app_tenant() not null,
  id bigint generated always as identity,
  position integer not null,
  name text not null,
  is_active boolean default true not null,
  sender text default '' not null,
  words text[] default '{}' not null,
  labels jsonb default '[]' not null,
  request_source text,
  team_id bigint,
  operator_id bigint,
  distribution text default 'round_robin' not null,
  last_operator_id bigint,
  version integer default 1 not null,
  constraint lead_rules_tenant_id_id_pk primary key (tenant_id, id),
  constraint lead_rules_tenant_id_team_id_access_groups_tenant_id_id_fk
    foreign key (tenant_id, team_id) references access_groups (tenant_id, id),
  constraint lead_rules_tenant_id_operator_id_operators_tenant_id_id_fk
    foreign key (tenant_id, operator_id) references operators (tenant_id, id),
  constraint lead_rules_distribution check (distribution in ('round_robin', 'least_loaded')),
  constraint lead_rules_target check (team_id is null or operator_id is null)
);
--> statement-breakpoint
create index lead_rules_order on lead_rules (tenant_id, position, id);
--> statement-breakpoint
create table lead_domains (
  tenant_id integer default app_tenant() not null,
  domain text not null,
  party_id bigint not null,
  constraint lead_domains_tenant_id_domain_pk primary key (tenant_id, domain),
  constraint lead_domains_tenant_id_party_id_parties_tenant_id_id_fk
    foreign key (tenant_id, party_id) references parties (tenant_id, id) on delete cascade
);
--> statement-breakpoint
create index lead_domains_party on lead_domains (tenant_id, party_id);
--> statement-breakpoint
create table lead_mails (
  tenant_id integer default app_tenant() not null,
  message_id bigint not null,
  standing text not null,
  case_id bigint,
  named_case_id bigint,
  rule_id bigint,
  reason text,
  at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by bigint,
  constraint lead_mails_tenant_id_message_id_pk primary key (tenant_id, message_id),
  constraint lead_mails_tenant_id_message_id_messages_tenant_id_id_fk
    foreign key (tenant_id, message_id) references messages (tenant_id, id),
  constraint lead_mails_tenant_id_case_id_cases_tenant_id_id_fk
    foreign key (tenant_id, case_id) references cases (tenant_id, id),
  constraint lead_mails_tenant_id_named_case_id_cases_tenant_id_id_fk
    foreign key (tenant_id, named_case_id) references cases (tenant_id, id),
  constraint lead_mails_standing
    check (standing in ('waiting', 'opened', 'threaded', 'machine', 'answer')),
  constraint lead_mails_case check (standing = 'waiting' or case_id is not null)
);
--> statement-breakpoint
create index lead_mails_case on lead_mails (tenant_id, case_id);
--> statement-breakpoint
create index lead_mails_named_case on lead_mails (tenant_id, named_case_id)
  where named_case_id is not null;
--> statement-breakpoint
create table lead_forms (
  tenant_id integer default app_tenant() not null,
  id bigint generated always as identity,
  key text not null,
  name text not null,
  is_active boolean default true not null,
  origins text[] default '{}' not null,
  labels jsonb default '[]' not null,
  asks_proof boolean default true not null,
  hourly_max integer default 10 not null,
  team_id bigint,
  operator_id bigint,
  distribution text default 'round_robin' not null,
  last_operator_id bigint,
  version integer default 1 not null,
  constraint lead_forms_tenant_id_id_pk primary key (tenant_id, id),
  constraint lead_forms_tenant_id_team_id_access_groups_tenant_id_id_fk
    foreign key (tenant_id, team_id) references access_groups (tenant_id, id),
  constraint lead_forms_tenant_id_operator_id_operators_tenant_id_id_fk
    foreign key (tenant_id, operator_id) references operators (tenant_id, id),
  constraint lead_forms_distribution check (distribution in ('round_robin', 'least_loaded')),
  constraint lead_forms_target check (team_id is null or operator_id is null),
  constraint lead_forms_hourly_max check (hourly_max between 1 and 1000)
);
--> statement-breakpoint
create unique index lead_forms_key on lead_forms (key);
--> statement-breakpoint
create table lead_submissions (
  tenant_id integer default app_tenant() not null,
  id bigint generated always as identity,
  form_id bigint not null,
  source_key text not null,
  standing text not null,
  reasons text[] default '{}' not null,
  content jsonb default '{}' not null,
  case_id bigint,
  at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by bigint,
  constraint lead_submissions_tenant_id_id_pk primary key (tenant_id, id),
  constraint lead_submissions_tenant_id_form_id_lead_forms_tenant_id_id_fk
    foreign key (tenant_id, form_id) references lead_forms (tenant_id, id),
  constraint lead_submissions_tenant_id_case_id_cases_tenant_id_id_fk
    foreign key (tenant_id, case_id) references cases (tenant_id, id),
  constraint lead_submissions_standing
    check (standing in ('opened', 'quarantined', 'released', 'refused')),
  constraint lead_submissions_case
    check ((standing in ('opened', 'released')) = (case_id is not null))
);
--> statement-breakpoint
create unique index lead_submissions_source_key
  on lead_submissions (tenant_id, form_id, source_key);
--> statement-breakpoint
create index lead_submissions_case on lead_submissions (tenant_id, case_id);
--> statement-breakpoint
create index lead_submissions_quarantine on lead_submissions (tenant_id, id)
  where standing = 'quarantined';
--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
revoke delete, truncate on lead_mails, lead_submissions from saldo_app;
--> statement-breakpoint
create policy door_reader on lead_forms for select to saldo_owner using (true);
--> statement-breakpoint
-- Whose form a key is, asked before anybody is known.
create function lead_form_door(given_key text)
  returns table (tenant_id integer, form_id bigint, origins text[], asks_proof boolean,
                 hourly_max integer, language text)
  language sql stable security definer rows 1 set search_path = public, pg_temp
  as $$ select f.tenant_id, f.id, f.origins, f.asks_proof, f.hourly_max, t.language
          from lead_forms f join tenants t on t.id = f.tenant_id
         where f.is_active and f.key = given_key $$;
--> statement-breakpoint
revoke all on function lead_form_door(text) from public;
--> statement-breakpoint
grant execute on function lead_form_door(text) to saldo_app;
