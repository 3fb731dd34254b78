alter table module_keys
  add column old_secret_hash bytea,
  add column old_secret_tail text,
  add column old_valid_until timestamp with time zone,
  add column old_last_used_at timestamp with time zone,
  add column calls_per_minute integer not null default 60,
  add constraint module_keys_pace check (calls_per_minute between 1 and 100000);
--> statement-breakpoint
create unique index module_keys_old_secret on module_keys (old_secret_hash);
--> statement-breakpoint
-- Readers of the feed take only what no open transaction can still write before: facts are ordered by
-- their transaction, and the horizon is the oldest one that has not ended.
alter table outbox_facts add column txid xid8 not null default pg_current_xact_id();
--> statement-breakpoint
create index outbox_facts_feed on outbox_facts (tenant_id, txid, id);
--> statement-breakpoint
drop function module_key_of(bytea);
--> statement-breakpoint
create policy key_counter on module_keys for update to saldo_owner using (true);
--> statement-breakpoint
-- Whose key it is, and a call of it counted, in one statement before its tenant is known. The count may
-- be lost with the machine, so nobody waits for the disk.
create function admit_module(given_hash bytea, given_now timestamp with time zone)
  returns table (tenant_id integer, key_id bigint, label text, scopes text[], language text,
                 calls_per_minute integer, calls integer, window_from timestamp with time zone)
  language plpgsql security definer rows 1 set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  perform set_config('synchronous_commit', 'off', true);
  return query
    update module_keys k
       set last_used_at = case when k.secret_hash = given_hash then given_now else k.last_used_at end,
           old_last_used_at = case when k.secret_hash = given_hash then k.old_last_used_at
                                   else given_now end,
           window_calls = case when k.window_from > given_now - interval '1 minute'
                               then k.window_calls + 1 else 1 end,
           window_from = case when k.window_from > given_now - interval '1 minute'
                              then k.window_from else given_now end
      from tenants t
     where t.id = k.tenant_id and k.revoked_at is null
       and (k.secret_hash = given_hash
            or (k.old_secret_hash = given_hash and k.old_valid_until > given_now))
    returning k.tenant_id, k.id, k.label, k.scopes, t.language, k.calls_per_minute,
              k.window_calls, k.window_from;
end $$;
--> statement-breakpoint
-- Database logins of modules, bound to a key by the platform: what a tenant typed itself it could type
-- of another's login.
create table module_logins (
  tenant_id integer not null default app_tenant(),
  login text not null,
  key_id bigint not null,
  bound_at timestamp with time zone not null default now(),
  primary key (tenant_id, login),
  foreign key (tenant_id, key_id) references module_keys (tenant_id, id)
);
--> statement-breakpoint
create unique index module_logins_login on module_logins (login);
--> statement-breakpoint
create table module_inbox (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  key_id bigint not null,
  procedure text not null,
  input jsonb not null,
  idempotency_key text not null default gen_random_uuid()::text,
  queued_at timestamp with time zone not null default now(),
  state text not null default 'waiting',
  status integer,
  answer jsonb,
  done_at timestamp with time zone,
  attempts integer not null default 0,
  leased_until timestamp with time zone,
  next_at timestamp with time zone,
  primary key (tenant_id, id),
  foreign key (tenant_id, key_id) references module_keys (tenant_id, id),
  constraint module_inbox_state check (state in ('waiting', 'done', 'refused', 'failed')),
  constraint module_inbox_answer check ((state = 'waiting') = (status is null)),
  constraint module_inbox_input check (jsonb_typeof(input) = 'object'
                                       and length(input::text) <= 1000000),
  constraint module_inbox_key check (idempotency_key ~ '^[\x21-\x7e]{1,200}$')
);
--> statement-breakpoint
create unique index module_inbox_idempotency on module_inbox (tenant_id, key_id, idempotency_key);
--> statement-breakpoint
create index module_inbox_waiting on module_inbox (tenant_id, id) where state = 'waiting';
--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
revoke insert, update, delete, truncate on module_logins from saldo_app;
--> statement-breakpoint
create policy login_reader on module_logins for select to saldo_owner using (true);
--> statement-breakpoint
do $$ begin
  if not exists (select from pg_roles where rolname = 'saldo_module') then
    raise exception 'the role saldo_module is missing: create role saldo_module nologin (README)';
  end if;
end $$;
--> statement-breakpoint
-- A module's login sees the schema below and no other: what stands in public cannot be named by it.
revoke all on schema public from public;
--> statement-breakpoint
create schema module;
--> statement-breakpoint
grant usage on schema module to saldo_module;
--> statement-breakpoint
-- The tenant and the key of who signed in; null for everybody else, and where the key was revoked.
create function module.tenant() returns integer language sql stable security definer
  set search_path = public, pg_temp
  as $$ select l.tenant_id from module_logins l join module_keys k
            on k.tenant_id = l.tenant_id and k.id = l.key_id
         where l.login = session_user and k.revoked_at is null $$;
--> statement-breakpoint
create function module.key() returns bigint language sql stable security definer
  set search_path = public, pg_temp
  as $$ select key_id from module_logins where login = session_user $$;
--> statement-breakpoint
-- Whether the key of who signed in is good for something.
create function module.may(scope text) returns boolean language sql stable security definer
  set search_path = public, pg_temp
  as $$ select exists (select from module_logins l join module_keys k
            on k.tenant_id = l.tenant_id and k.id = l.key_id
         where l.login = session_user and k.revoked_at is null and may.scope = any (k.scopes)) $$;
--> statement-breakpoint
revoke all on function module.tenant(), module.key(), module.may(text) from public;
--> statement-breakpoint
grant execute on function module.tenant(), module.key(), module.may(text) to saldo_module;
--> statement-breakpoint
grant select (tenant_id, id, ref_no, group_id, category, state, state_since, owner_id, fields, opened_on,
              closed_at, archived_at, voided_at, debtor_party_id, balance_czk_minor, balance_eur_minor,
              overdue_since, tag_codes, version, updated_at) on cases to saldo_module;
--> statement-breakpoint
grant select (tenant_id, id, code) on case_groups to saldo_module;
--> statement-breakpoint
grant select (tenant_id, case_id, party_id, role, position) on case_parties to saldo_module;
--> statement-breakpoint
grant select (tenant_id, id, kind, full_name, titles_before, given_name, surname, titles_after, birth_on,
              registration_no, tax_id, legal_form, country, data_box_id, merged_into_id, version)
  on parties to saldo_module;
--> statement-breakpoint
grant select (tenant_id, party_id, kind, street, city, postal_code, country)
  on party_addresses to saldo_module;
--> statement-breakpoint
grant select (tenant_id, party_id, kind, value) on party_contacts to saldo_module;
--> statement-breakpoint
grant select (tenant_id, id, case_id, variable_symbol, title, currency, due_on, arisen_on,
              principal_minor, charged_minor, paid_minor, balance_minor, voided_at)
  on claims to saldo_module;
--> statement-breakpoint
grant select (tenant_id, id, case_id, claim_id, amount_minor, currency, value_on, variable_symbol, source,
              note, reverses_id, reversal_kind, booked_at) on payments to saldo_module;
--> statement-breakpoint
grant select (tenant_id, id, case_id, party_id, kind, at, text, due_at, is_all_day, assignee_id, result,
              resolved_at, priority, data, version, deleted_at) on case_events to saldo_module;
--> statement-breakpoint
grant select (tenant_id, id, case_id, party_id, direction, channel, state, to_address, subject,
              is_automatic, not_before) on messages to saldo_module;
--> statement-breakpoint
grant select (tenant_id, id, name, payload, occurred_at, txid) on outbox_facts to saldo_module;
--> statement-breakpoint
grant select (tenant_id, id, key_id, procedure, input, idempotency_key, queued_at, state, status, answer,
              done_at, attempts, next_at) on module_inbox to saldo_module;
--> statement-breakpoint
grant insert (procedure, input, idempotency_key) on module_inbox to saldo_module;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['cases', 'case_groups', 'case_parties', 'parties', 'party_addresses',
      'party_contacts', 'claims', 'payments', 'case_events', 'messages', 'outbox_facts', 'module_inbox'] loop
    -- Its own tenant, whatever it writes into the settings of its session.
    execute format('create policy module_login on %I for select to saldo_module
                      using (tenant_id = (select module.tenant()))', t);
    execute format('create policy module_login_only on %I as restrictive to saldo_module
                      using (tenant_id = (select module.tenant()))', t);
  end loop;
end $$;
--> statement-breakpoint
create policy module_login_asks on module_inbox for insert to saldo_module
  with check (tenant_id = (select module.tenant()) and key_id = (select module.key())
              and state = 'waiting' and status is null and answer is null);
--> statement-breakpoint
create policy module_login_own on module_inbox as restrictive for select to saldo_module
  using (key_id = (select module.key()));
--> statement-breakpoint
-- Whose it is, is said by the login and by nothing that was written.
create function stamp_module_inbox() returns trigger language plpgsql as $$
begin
  if pg_has_role(session_user, 'saldo_module', 'member') then
    new.tenant_id := module.tenant();
    new.key_id := module.key();
    if new.tenant_id is null then
      raise exception 'the login % is bound to no key', session_user
        using errcode = 'insufficient_privilege';
    end if;
    perform pg_notify('module_inbox', new.tenant_id::text);
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger stamp before insert on module_inbox for each row execute function stamp_module_inbox();
--> statement-breakpoint
create view module.cases with (security_invoker = true) as
  select c.id, c.ref_no, c.category, c.state, c.state_since, g.code as group_code, c.owner_id, c.fields,
         c.opened_on, c.closed_at, c.archived_at, c.debtor_party_id, c.balance_czk_minor,
         c.balance_eur_minor, c.overdue_since, c.tag_codes, c.version, c.updated_at
    from public.cases c
    left join public.case_groups g on g.tenant_id = c.tenant_id and g.id = c.group_id
   where c.voided_at is null and (select module.may('cases:read'));
--> statement-breakpoint
create view module.case_parties with (security_invoker = true) as
  select case_id, party_id, role, position from public.case_parties
   where (select module.may('cases:read'));
--> statement-breakpoint
create view module.parties with (security_invoker = true) as
  select id, kind, full_name, titles_before, given_name, surname, titles_after, birth_on,
         registration_no, tax_id, legal_form, country, data_box_id, merged_into_id, version
    from public.parties where (select module.may('parties:read'));
--> statement-breakpoint
create view module.addresses with (security_invoker = true) as
  select party_id, kind, street, city, postal_code, country from public.party_addresses
   where (select module.may('parties:read'));
--> statement-breakpoint
create view module.contacts with (security_invoker = true) as
  select party_id, kind, value from public.party_contacts where (select module.may('parties:read'));
--> statement-breakpoint
create view module.claims with (security_invoker = true) as
  select id, case_id, variable_symbol, title, currency, due_on, arisen_on, principal_minor,
         charged_minor, paid_minor, balance_minor
    from public.claims where voided_at is null and (select module.may('claims:read'));
--> statement-breakpoint
create view module.payments with (security_invoker = true) as
  select id, case_id, claim_id, amount_minor, currency, value_on, variable_symbol, source, note,
         reverses_id, reversal_kind, booked_at from public.payments
   where (select module.may('claims:read'));
--> statement-breakpoint
create view module.events with (security_invoker = true) as
  select id, case_id, party_id, kind, at, text, due_at, is_all_day, assignee_id, result, resolved_at,
         priority, data, version from public.case_events
   where deleted_at is null and (select module.may('cases:read'));
--> statement-breakpoint
create view module.messages with (security_invoker = true) as
  select id, case_id, party_id, direction, channel, state, to_address, subject, is_automatic, not_before
    from public.messages where (select module.may('cases:read'));
--> statement-breakpoint
-- Facts that are somebody else's business too: those that GET changes tells.
create view module.changes with (security_invoker = true) as
  select id, name, payload, occurred_at, txid from public.outbox_facts
   where txid < pg_snapshot_xmin(pg_current_snapshot())
     and (select module.may('changes:read'))
     and name in (
      'case.opened', 'case.moved', 'case.assigned', 'case.archived', 'party.created', 'party.changed',
      'party.merged', 'party.insolvent', 'party.insolvency_ended', 'party.insolvency_suspected',
      'claim.created', 'claim.charged', 'claim.paid', 'claim.lowered', 'claim.settlement',
      'claim.assigned', 'payment.recorded', 'payment.reversed', 'payment.surplus_left', 'task.assigned',
      'task.resolved', 'schedule.created', 'schedule.broken', 'schedule.healed', 'promise.kept',
      'promise.broken', 'message.sent', 'message.delivered', 'message.failed', 'message.cancelled',
      'message.received');
--> statement-breakpoint
create view module.inbox with (security_invoker = true) as
  select id, procedure, input, idempotency_key, queued_at, attempts, next_at from public.module_inbox
   where state = 'waiting';
--> statement-breakpoint
create view module.outbox with (security_invoker = true) as
  select id, procedure, idempotency_key, queued_at, state, status, answer, done_at, attempts
    from public.module_inbox where state <> 'waiting';
--> statement-breakpoint
grant select on all tables in schema module to saldo_module;
--> statement-breakpoint
grant insert (procedure, input, idempotency_key) on module.inbox to saldo_module;
--> statement-breakpoint
-- Asks for any procedure of the API; the same key again answers with the same row. A null in the input
-- says "none"; only the functions below leave out what their caller left out.
create function module.ask(procedure text, input jsonb, idempotency_key text default null)
  returns bigint language plpgsql set search_path = module, pg_temp as $$
declare given text := coalesce(ask.idempotency_key, gen_random_uuid()::text);
declare found_id bigint;
begin
  if ask.procedure !~ '^[a-z][A-Za-z]{1,59}$' then
    raise exception 'procedure: no such name' using errcode = 'invalid_parameter_value';
  end if;
  if jsonb_typeof(ask.input) is distinct from 'object' then
    raise exception 'input: a JSON object is wanted' using errcode = 'invalid_parameter_value';
  end if;
  if given !~ '^[\x21-\x7e]{1,200}$' then
    raise exception 'idempotency_key: 1 to 200 visible characters'
      using errcode = 'invalid_parameter_value';
  end if;
  insert into inbox (procedure, input, idempotency_key)
  values (ask.procedure, ask.input, given) returning id into found_id;
  return found_id;
exception when unique_violation then
  select i.id into found_id from inbox i where i.idempotency_key = given
     and i.procedure = ask.procedure and i.input = ask.input;
  if found_id is null then
    select o.id into found_id from outbox o where o.idempotency_key = given
       and o.procedure = ask.procedure;
  end if;
  if found_id is null then
    raise exception 'idempotency_key: belongs to another call' using errcode = 'unique_violation';
  end if;
  return found_id;
end $$;
--> statement-breakpoint
create function module.create_case(category text, fields jsonb default '{}', parties jsonb default '[]',
                                   ref_no text default null, idempotency_key text default null)
  returns bigint language sql set search_path = module, pg_temp
  as $$ select ask('openCase', jsonb_strip_nulls(jsonb_build_object('category', $1, 'refNo', $4))
                                || jsonb_build_object('fields', coalesce($2, '{}'),
                                                      'parties', coalesce($3, '[]')), $5) $$;
--> statement-breakpoint
create function module.move_case(ref_no text, transition text, resolution text default null,
                                 idempotency_key text default null)
  returns bigint language sql set search_path = module, pg_temp
  as $$ select ask('moveCase', jsonb_strip_nulls(jsonb_build_object('refNo', $1, 'transition', $2,
                     'resolution', $3)), $4) $$;
--> statement-breakpoint
create function module.add_event(ref_no text, text text, idempotency_key text default null)
  returns bigint language sql set search_path = module, pg_temp
  as $$ select ask('addNote', jsonb_strip_nulls(jsonb_build_object('refNo', $1, 'text', $2)), $3) $$;
--> statement-breakpoint
create function module.add_task(ref_no text, text text, due_on date, idempotency_key text default null)
  returns bigint language sql set search_path = module, pg_temp
  as $$ select ask('addTask', jsonb_strip_nulls(jsonb_build_object('refNo', $1, 'text', $2,
                     'dueOn', $3)), $4) $$;
--> statement-breakpoint
create function module.create_claim(ref_no text, principal_minor bigint, currency text, due_on date,
                                    variable_symbol text default null, title text default '',
                                    idempotency_key text default null)
  returns bigint language sql set search_path = module, pg_temp
  as $$ select ask('createClaim', jsonb_strip_nulls(jsonb_build_object('refNo', $1, 'principalMinor', $2, 'currency', $3,
                     'dueOn', $4, 'variableSymbol', $5, 'title', $6)), $7) $$;
--> statement-breakpoint
create function module.add_payment(ref_no text, amount_minor bigint, currency text, value_on date,
                                   claim_id bigint default null, note text default '',
                                   idempotency_key text default null)
  returns bigint language sql set search_path = module, pg_temp
  as $$ select ask('recordPayment', jsonb_strip_nulls(jsonb_build_object('refNo', $1, 'amountMinor', $2, 'currency', $3,
                     'valueOn', $4, 'claimId', $5, 'note', $6)), $7) $$;
--> statement-breakpoint
revoke all on all functions in schema module from public;
--> statement-breakpoint
grant execute on all functions in schema module to saldo_module;
