-- Requests by e-mail: what came of each mail, what leaves as one, and what is still to be marked in
-- the mailbox itself. None of it is granted to saldo_portal: a client sees posts alone.
create table request_mails (
  tenant_id integer default app_tenant() not null,
  message_id bigint not null,
  case_id bigint,
  post_id bigint,
  standing text not null,
  reason text,
  kind text,
  language text,
  at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by bigint,
  constraint request_mails_tenant_id_message_id_pk primary key (tenant_id, message_id),
  constraint request_mails_tenant_id_message_id_messages_tenant_id_id_fk
    foreign key (tenant_id, message_id) references messages (tenant_id, id),
  constraint request_mails_tenant_id_case_id_cases_tenant_id_id_fk
    foreign key (tenant_id, case_id) references cases (tenant_id, id),
  constraint request_mails_tenant_id_post_id_request_posts_tenant_id_id_fk
    foreign key (tenant_id, post_id) references request_posts (tenant_id, id),
  constraint request_mails_standing
    check (standing in ('waiting', 'foreign', 'posted', 'machine', 'refused', 'answer', 'receipt')),
  constraint request_mails_kind
    check (kind in ('payment', 'instalments', 'dispute', 'documents', 'contact-data', 'other')),
  constraint request_mails_language check (language in ('cs', 'sk', 'en', 'ru')),
  constraint request_mails_post check ((standing in ('posted', 'answer')) = (post_id is not null)),
  constraint request_mails_case check (standing = 'waiting' or case_id is not null)
);
--> statement-breakpoint
create index request_mails_case on request_mails (tenant_id, case_id);
--> statement-breakpoint
create index request_mails_at on request_mails (tenant_id, at);
--> statement-breakpoint
create table request_mail_rules (
  tenant_id integer default app_tenant() not null,
  sends_text boolean default false not null,
  confirms_receipt boolean default true not null,
  daily_max integer default 20 not null,
  kind_words jsonb default '{}' not null,
  version integer default 1 not null,
  updated_at timestamp with time zone default now() not null,
  updated_by bigint,
  constraint request_mail_rules_tenant_id_pk primary key (tenant_id),
  constraint request_mail_rules_daily_max check (daily_max between 1 and 500)
);
--> statement-breakpoint
create table request_mail_ways (
  tenant_id integer default app_tenant() not null,
  case_id bigint not null,
  sends_text boolean not null,
  constraint request_mail_ways_tenant_id_case_id_pk primary key (tenant_id, case_id),
  constraint request_mail_ways_tenant_id_case_id_cases_tenant_id_id_fk
    foreign key (tenant_id, case_id) references cases (tenant_id, id)
);
--> statement-breakpoint
create table mailbox_marks (
  tenant_id integer default app_tenant() not null,
  uid_validity text not null,
  uid bigint not null,
  mark text not null,
  constraint mailbox_marks_tenant_id_uid_validity_uid_pk primary key (tenant_id, uid_validity, uid),
  constraint mailbox_marks_mark check (mark in ('seen', 'deleted'))
);
--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
revoke delete, truncate on request_mails from saldo_app;
