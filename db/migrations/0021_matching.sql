-- Matching of movements to claims: what both sides are compared by, what a person decided and can take
-- back, what the machine may do by itself, and a text search that reads an index.

-- A symbol as it is compared: its number. Zeros ahead, dashes and spaces do not count; null for none.
create function symbol_key(symbol text) returns bigint
  language sql immutable parallel safe
  as $$ select substring(translate(symbol, ' -/.', '') from '^0*([1-9][0-9]{0,9})$')::bigint $$;
--> statement-breakpoint
-- Numbers of a movement that may be somebody's symbol: its VS, its SS, and what stands in the message,
-- alone or written in groups ("4100 0000 01", "41-0000001").
create function match_keys(symbol text, specific text, message text) returns bigint[]
  language sql immutable parallel safe
  as $$ select case
    when message ~ '[0-9]{2}' or specific is not null then array(
      select distinct key from (
        select symbol_key(symbol) union all select symbol_key(specific)
        union all select symbol_key(run[1]) from regexp_matches(message, '[0-9]{4,}', 'g') run
        union all select symbol_key(run[1])
          from regexp_matches(message, '[0-9]+(?:[ -][0-9]+)+', 'g') run) found (key)
       where key > 999)
    else array_remove(array[symbol_key(symbol)], null) end $$;
--> statement-breakpoint
-- Symbols one slip of the hand away: two digits swapped, one wrong, one too many, one missing.
create function near_symbols(key bigint) returns bigint[]
  language sql immutable parallel safe
  as $$ select array(
    select distinct near::bigint from (
      select overlay(digits placing reverse(substr(digits, at, 2)) from at for 2)
        from generate_series(1, length(digits) - 1) at
      union all select overlay(digits placing other::text from at for 1)
        from generate_series(1, length(digits)) at, generate_series(0, 9) other
      union all select overlay(digits placing '' from at for 1)
        from generate_series(1, length(digits)) at
      union all select overlay(digits placing other::text from at for 0)
        from generate_series(1, length(digits) + 1) at, generate_series(0, 9) other
       where length(digits) < 10) variants (near)
     where near::bigint not in (key, 0) order by 1)
    from (select key::text as digits) typed where key > 9999 $$;
--> statement-breakpoint
-- The words of a payer's name as parties have them in name_key: folded, in alphabetical order, without
-- titles and legal forms.
create function payer_words(name text) returns text[]
  language sql immutable parallel safe
  as $$ select coalesce(array(
    select distinct word collate "C" from regexp_split_to_table(
      regexp_replace(party_sort_name(null, null, name),
        '(spol\. ?)?s ?\.? ?r ?\. ?o\M\.?|\ma ?\. ?s\M\.?', ' ', 'g'), '[^[:alnum:]]+') word
     where length(word) > 1 and word not in ('ing', 'mgr', 'bc', 'bca', 'judr', 'mudr', 'mddr', 'mvdr',
       'phdr', 'rndr', 'paeddr', 'thdr', 'doc', 'prof', 'phd', 'csc', 'drsc', 'mba', 'dis', 'sro',
       'spol', 'vos', 'ks', 'ops') order by 1), '{}') $$;
--> statement-breakpoint
-- What a movement says, for the search: lower case without diacritics, as 0010_debtor_order.sql folds.
create function movement_text(symbol text, specific text, account text, name text, message text)
  returns text language sql immutable parallel safe
  as $$ select party_sort_name(null, null, coalesce(symbol, '') || ' ' || coalesce(specific, '') || ' '
    || coalesce(account, '') || ' ' || coalesce(name, '') || ' ' || coalesce(message, '')) $$;
--> statement-breakpoint
alter table claims add column symbol_key bigint generated always as (symbol_key(variable_symbol)) stored;
--> statement-breakpoint
create index claims_symbol_key on claims (tenant_id, symbol_key) where symbol_key is not null;
--> statement-breakpoint
-- An instalment schedule may be paid under a symbol of its own.
alter table instalment_schedules
  add column symbol_key bigint generated always as (symbol_key(variable_symbol)) stored;
--> statement-breakpoint
create index instalment_schedules_symbol_key on instalment_schedules (tenant_id, symbol_key)
  where symbol_key is not null and end_kind is null;
--> statement-breakpoint
alter table bank_movements
  add column corrected_symbol text,
  add column symbol_key bigint generated always as (
    symbol_key(coalesce(corrected_symbol, variable_symbol))) stored,
  add column match_keys bigint[] not null generated always as (
    match_keys(coalesce(corrected_symbol, variable_symbol), specific_symbol, message)) stored,
  add column payer_words text[] not null generated always as (payer_words(counter_name)) stored;
--> statement-breakpoint
-- A trigger before an update makes every generated column anew; one behind it refuses as well.
drop trigger guard_movement on bank_movements;
--> statement-breakpoint
create trigger guard_movement after update of account_id, statement_id, identity, booked_on, value_on,
    amount_minor, currency, is_reversal, counter_account, counter_name, variable_symbol, specific_symbol,
    constant_symbol, message, raw on bank_movements
  for each row execute function guard_movement();
--> statement-breakpoint
alter table bank_movements drop constraint bank_movements_state;
--> statement-breakpoint
alter table bank_movements add constraint bank_movements_state
  check (state in ('open', 'parked', 'matched', 'ignored'));
--> statement-breakpoint
alter table bank_movements drop constraint bank_movements_reason;
--> statement-breakpoint
alter table bank_movements add constraint bank_movements_reason check (reason in ('new', 'no_symbol',
  'no_claim', 'several_cases', 'nothing_owed', 'other_currency', 'near_symbol', 'name_amount', 'refused',
  'reversal', 'taken_back', 'part_taken_back', 'parked', 'exact_symbol', 'equal_symbol',
  'symbol_in_text', 'instalment_amount', 'known_account', 'by_person', 'split', 'outgoing',
  'not_ours'));
--> statement-breakpoint
-- Who an account has paid before is read from the movements themselves, so an undo unlearns by itself.
create index bank_movements_payer on bank_movements (tenant_id, counter_account, id)
  where state = 'matched' and counter_account is not null;
--> statement-breakpoint
create index bank_movements_amount on bank_movements (tenant_id, amount_minor)
  where state = 'open' and amount_minor > 0;
--> statement-breakpoint
create index bank_movements_reason on bank_movements (tenant_id, reason, id)
  where state in ('open', 'parked');
--> statement-breakpoint
create index bank_movements_statement on bank_movements (tenant_id, statement_id, state);
--> statement-breakpoint
create index bank_movements_keys on bank_movements using gin (match_keys) where state = 'open';
--> statement-breakpoint
drop index bank_movements_symbol;
--> statement-breakpoint
-- The digest of the file, to say that the very same came before; null where only a part was kept.
alter table bank_statements add column file_hash bytea;
--> statement-breakpoint
create index bank_statements_file on bank_statements (tenant_id, file_hash) where file_hash is not null;
--> statement-breakpoint
-- What a movement says, apart from where it stands: the index of its letters is written once, not with
-- every decision.
create table bank_movement_texts (
  tenant_id integer not null default app_tenant(),
  movement_id bigint not null,
  search_text text not null,
  primary key (tenant_id, movement_id),
  foreign key (tenant_id, movement_id) references bank_movements (tenant_id, id)
);
--> statement-breakpoint
create index bank_movement_texts_search on bank_movement_texts using gin (search_text gin_trgm_ops);
--> statement-breakpoint
create function keep_movement_texts() returns trigger language plpgsql as $$
begin
  insert into bank_movement_texts (tenant_id, movement_id, search_text)
  select tenant_id, id, movement_text(coalesce(corrected_symbol, variable_symbol), specific_symbol,
                                      counter_account, counter_name, message)
    from come;
  return null;
end $$;
--> statement-breakpoint
create trigger keep_texts after insert on bank_movements referencing new table as come
  for each statement execute function keep_movement_texts();
--> statement-breakpoint
create function correct_movement_text() returns trigger language plpgsql as $$
begin
  update bank_movement_texts
     set search_text = movement_text(coalesce(new.corrected_symbol, new.variable_symbol),
           new.specific_symbol, new.counter_account, new.counter_name, new.message)
   where tenant_id = new.tenant_id and movement_id = new.id;
  return null;
end $$;
--> statement-breakpoint
create trigger correct_text after update of corrected_symbol on bank_movements
  for each row when (new.corrected_symbol is distinct from old.corrected_symbol)
  execute function correct_movement_text();
--> statement-breakpoint
-- One tenant after another, because the walls stand for the owner too.
do $$
declare tenant bigint;
begin
  for tenant in select id from tenants order by id loop
    perform set_config('app.tenant_id', tenant::text, true);
    insert into bank_movement_texts (tenant_id, movement_id, search_text)
    select tenant_id, id, movement_text(variable_symbol, specific_symbol, counter_account, counter_name,
                                        message)
      from bank_movements where tenant_id = tenant;
  end loop;
  perform set_config('app.tenant_id', '', true);
end $$;
--> statement-breakpoint
-- Parts of a movement that pays several claims; one that pays a single case names it itself.
create table bank_movement_parts (
  tenant_id integer not null default app_tenant(),
  payment_id bigint not null,
  movement_id bigint not null,
  case_id bigint not null,
  amount_minor bigint not null,
  primary key (tenant_id, payment_id),
  foreign key (tenant_id, payment_id) references payments (tenant_id, id),
  foreign key (tenant_id, movement_id) references bank_movements (tenant_id, id),
  foreign key (tenant_id, case_id) references cases (tenant_id, id),
  constraint bank_movement_parts_amount check (amount_minor > 0)
);
--> statement-breakpoint
create index bank_movement_parts_movement on bank_movement_parts (tenant_id, movement_id);
--> statement-breakpoint
-- "Not this one": the machine neither books nor offers it again.
create table match_refusals (
  tenant_id integer not null default app_tenant(),
  movement_id bigint not null,
  case_id bigint not null,
  refused_by bigint,
  refused_at timestamp with time zone not null,
  primary key (tenant_id, movement_id, case_id),
  foreign key (tenant_id, movement_id) references bank_movements (tenant_id, id),
  foreign key (tenant_id, case_id) references cases (tenant_id, id)
);
--> statement-breakpoint
-- What each step of matching may do, where a tenant wants it otherwise than by default.
create table match_rules (
  tenant_id integer not null default app_tenant(),
  step text not null,
  mode text not null,
  primary key (tenant_id, step),
  constraint match_rules_step check (step in ('exact_symbol', 'equal_symbol', 'symbol_in_text',
    'instalment_amount', 'known_account', 'name_amount', 'near_symbol')),
  constraint match_rules_mode check (mode in ('book', 'offer', 'off')),
  -- A likeness is never certain, whoever says so.
  constraint match_rules_likeness check (mode <> 'book' or step not in ('name_amount', 'near_symbol'))
);
--> statement-breakpoint
-- What people decided about a movement, with how it stood before: the way back.
create table bank_decisions (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  movement_id bigint not null,
  kind text not null,
  before jsonb not null,
  decided_by bigint,
  decided_at timestamp with time zone not null,
  undone_by bigint,
  undone_at timestamp with time zone,
  primary key (tenant_id, id),
  foreign key (tenant_id, movement_id) references bank_movements (tenant_id, id),
  constraint bank_decisions_kind check (kind in ('assign', 'split', 'park', 'ignore', 'release',
    'symbol', 'refuse'))
);
--> statement-breakpoint
create index bank_decisions_movement on bank_decisions (tenant_id, movement_id, id);
--> statement-breakpoint
revoke delete, truncate on bank_decisions, bank_movement_parts, bank_movement_texts from saldo_app;
--> statement-breakpoint
revoke truncate on match_refusals, match_rules from saldo_app;
--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
-- Neither "arrays overlap" nor "text holds" is leakproof, so under the policy their indexes would not be
-- used. As in 0002_walls.sql: functions of the owner that name the tenant and answer ids only.
create policy search_reader on bank_movements for select to saldo_owner using (true);
--> statement-breakpoint
create policy search_reader on bank_movement_texts for select to saldo_owner using (true);
--> statement-breakpoint
create function open_movements_with(keys bigint[]) returns setof bigint
  language sql stable security definer rows 500 set search_path = public, pg_temp
  as $$ select id from bank_movements
         where tenant_id = app_tenant() and state = 'open' and match_keys && keys $$;
--> statement-breakpoint
create function search_movement_ids(fragment text, ids_max integer) returns setof bigint
  language sql stable security definer rows 500 set search_path = public, pg_temp
  as $$ select movement_id from bank_movement_texts
         where tenant_id = app_tenant() and search_text like '%' ||
               replace(replace(replace(fragment, '\', '\\'), '%', '\%'), '_', '\_') || '%'
         limit ids_max $$;
