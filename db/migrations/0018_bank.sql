-- Bank accounts of a tenant, their statements, and the movements on them.
create table bank_accounts (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  number text not null,
  currency text not null,
  name text not null default '',
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  primary key (tenant_id, id)
);
--> statement-breakpoint
create unique index bank_accounts_number_key on bank_accounts (tenant_id, number, currency);
--> statement-breakpoint
create table bank_statements (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  account_id bigint not null,
  file_name text not null,
  format text not null,
  number text,
  opened_on date,
  closed_on date,
  opening_minor bigint,
  closing_minor bigint,
  movement_count integer not null default 0,
  new_count integer not null default 0,
  findings jsonb not null default '[]',
  imported_by bigint,
  imported_at timestamp with time zone not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references bank_accounts (tenant_id, id)
);
--> statement-breakpoint
create index bank_statements_account on bank_statements (tenant_id, account_id, closed_on, id);
--> statement-breakpoint
create table bank_movements (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  account_id bigint not null,
  statement_id bigint not null,
  identity bytea not null,
  booked_on date not null,
  value_on date,
  amount_minor bigint not null,
  currency text not null,
  is_reversal boolean not null default false,
  counter_account text,
  counter_name text,
  variable_symbol text,
  specific_symbol text,
  constant_symbol text,
  message text,
  line integer not null,
  raw text not null,
  state text not null default 'open',
  reason text not null default 'new',
  case_id bigint,
  payment_id bigint,
  attempt integer not null default 0,
  decided_by bigint,
  decided_at timestamp with time zone,
  note text,
  primary key (tenant_id, id),
  foreign key (tenant_id, statement_id) references bank_statements (tenant_id, id),
  foreign key (tenant_id, account_id) references bank_accounts (tenant_id, id),
  foreign key (tenant_id, case_id) references cases (tenant_id, id),
  foreign key (tenant_id, payment_id) references payments (tenant_id, id),
  constraint bank_movements_state check (state in ('open', 'matched', 'ignored')),
  constraint bank_movements_reason check (reason in ('new', 'no_symbol', 'no_claim',
    'several_cases', 'nothing_owed', 'reversal', 'taken_back', 'exact_symbol', 'by_person',
    'outgoing', 'not_ours'))
);
--> statement-breakpoint
create unique index bank_movements_identity_key on bank_movements (tenant_id, account_id, identity);
--> statement-breakpoint
create index bank_movements_state on bank_movements (tenant_id, state, booked_on, id);
--> statement-breakpoint
create index bank_movements_booked on bank_movements (tenant_id, booked_on, id);
--> statement-breakpoint
create index bank_movements_account on bank_movements (tenant_id, account_id, booked_on, id);
--> statement-breakpoint
create index bank_movements_new on bank_movements (tenant_id, id) where reason = 'new';
--> statement-breakpoint
create index bank_movements_symbol on bank_movements (tenant_id, variable_symbol)
  where state = 'open' and variable_symbol is not null;
--> statement-breakpoint
-- What the bank wrote is not rewritten; only where a movement stands may change.
create function guard_movement() returns trigger language plpgsql as $$
begin
  if row(new.account_id, new.statement_id, new.identity, new.booked_on, new.value_on, new.amount_minor,
         new.currency, new.is_reversal, new.counter_account, new.counter_name, new.variable_symbol,
         new.specific_symbol, new.constant_symbol, new.message, new.raw)
     is distinct from
     row(old.account_id, old.statement_id, old.identity, old.booked_on, old.value_on, old.amount_minor,
         old.currency, old.is_reversal, old.counter_account, old.counter_name, old.variable_symbol,
         old.specific_symbol, old.constant_symbol, old.message, old.raw) then
    raise exception 'a bank movement is not rewritten' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_movement before update on bank_movements
  for each row execute function guard_movement();
--> statement-breakpoint
revoke delete, truncate on bank_movements, bank_statements from saldo_app;
--> statement-breakpoint
call raise_tenant_walls();
