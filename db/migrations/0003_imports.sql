-- Imports: where the rows of a workbook wait between check and publishing, and what was found in them.
-- Staging is unlogged: after a crash of the server it is empty, and the check is simply made again.
-- No foreign keys here: a row lives as long as its import is being worked on, and 100 000 look-ups
-- would guard nothing.
alter table imports
  -- Counts the requests, so that each makes one fact and a late worker of an earlier one does nothing.
  add column step_no integer not null default 0,
  -- Whose eyes the running step has: the access groups of who ordered it; null = all of them.
  add column access_group_ids bigint[],
  add column finding_count integer not null default 0,
  add column checked_at timestamptz;
--> statement-breakpoint
create unlogged table import_case_rows (
  tenant_id integer not null default app_tenant(),
  import_id bigint not null,
  row_no integer not null,
  ref_no text not null,
  ref_year integer not null,
  ref_number bigint not null,
  category text,
  state text,
  role text,
  group_code text,
  opened_on date,
  owner_id bigint,
  tag_codes text[],
  fields jsonb not null,
  extra_fields jsonb not null,
  -- Rows of import_party_rows: the party of the row, and the creditor named in it.
  party_no integer,
  creditor_no integer,
  primary key (tenant_id, import_id, row_no)
);
--> statement-breakpoint
create unlogged table import_party_rows (
  tenant_id integer not null default app_tenant(),
  import_id bigint not null,
  -- The row's own party has the number of its row; creditors, each once, count down from -1.
  party_no integer not null,
  row_no integer not null,
  kind text not null,
  full_name text not null,
  titles_before text,
  given_name text,
  surname text,
  titles_after text,
  name_key text not null,
  birth_on date,
  sex text,
  birth_number_cipher bytea,
  birth_number_hash bytea,
  registration_no text,
  tax_id text,
  legal_form text,
  country text not null,
  data_box_id text,
  web text,
  other_id text,
  note text,
  search tsvector not null,
  vocabulary text[] not null,
  address_kinds text[],
  streets text[],
  cities text[],
  postal_codes text[],
  address_countries text[],
  address_keys text[],
  -- Of the keys those that tell one house from another; the duplicate rule compares only these.
  house_keys text[] not null,
  contact_kinds text[],
  contact_values text[],
  phone_kinds text[],
  primary key (tenant_id, import_id, party_no)
);
--> statement-breakpoint
create unlogged table import_claim_rows (
  tenant_id integer not null default app_tenant(),
  import_id bigint not null,
  row_no integer not null,
  ref_no text not null,
  ref_year integer not null,
  ref_number bigint not null,
  variable_symbol text,
  title text not null,
  due_on date not null,
  arisen_on date,
  value_on date not null,
  principal_minor bigint not null,
  fee_minor bigint not null,
  costs_minor bigint not null,
  paid_minor bigint not null,
  paid_on date not null,
  currency text,
  primary key (tenant_id, import_id, row_no)
);
--> statement-breakpoint
create unlogged table import_payment_rows (
  tenant_id integer not null default app_tenant(),
  import_id bigint not null,
  row_no integer not null,
  ref_no text,
  ref_year integer,
  ref_number bigint,
  variable_symbol text,
  amount_minor bigint not null,
  value_on date not null,
  currency text,
  note text,
  transaction_no text,
  primary key (tenant_id, import_id, row_no)
);
--> statement-breakpoint
create unlogged table import_event_rows (
  tenant_id integer not null default app_tenant(),
  import_id bigint not null,
  row_no integer not null,
  ref_no text not null,
  ref_year integer not null,
  ref_number bigint not null,
  kind text not null,
  text text not null,
  happened_at timestamp,
  due_at timestamp,
  is_all_day boolean not null,
  assignee_id bigint,
  place text,
  result text,
  priority text not null,
  primary key (tenant_id, import_id, row_no)
);
--> statement-breakpoint
create table import_findings (
  tenant_id integer not null default app_tenant(),
  id bigint generated always as identity,
  import_id bigint not null,
  -- As the workbook counts; 0 = the file as a whole.
  row_no integer not null,
  column_name text not null default '',
  value text not null default '',
  severity text not null,
  code text not null,
  params jsonb not null default '{}',
  -- Told by comparing with the register and other rows, not by the cell alone: told anew before publishing.
  is_by_register boolean not null default false,
  primary key (tenant_id, id),
  foreign key (tenant_id, import_id) references imports (tenant_id, id) on delete cascade,
  constraint import_findings_severity check (severity in ('error', 'warning'))
);
--> statement-breakpoint
create index import_findings_row on import_findings (tenant_id, import_id, row_no, id);
--> statement-breakpoint
create index case_parties_import on case_parties (tenant_id, import_id) where import_id is not null;
--> statement-breakpoint
-- Taking people back asks every table that may point at them.
create index case_events_party on case_events (tenant_id, party_id) where party_id is not null;
--> statement-breakpoint
-- Publishing gives ids out before it writes, so that rows which belong together need no look-up.
grant usage on sequence cases_id_seq, parties_id_seq, claims_id_seq, claim_components_id_seq,
  payments_id_seq, case_groups_id_seq to saldo_app;
--> statement-breakpoint
call raise_tenant_walls();
