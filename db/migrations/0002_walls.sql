-- The walls: forced row level security on every table, append-only ledgers, state only by the engine.
-- Roles saldo_owner (runs this file) and saldo_app (the application) exist beforehand, see README.
grant usage on schema public to saldo_app;
--> statement-breakpoint
grant select, insert, update, delete on all tables in schema public to saldo_app;
--> statement-breakpoint
alter default privileges in schema public grant select, insert, update, delete on tables to saldo_app;
--> statement-breakpoint
revoke all on saldo_migrations from saldo_app;
--> statement-breakpoint
-- Run again by every later migration that adds a table; the catalogue test fails for a forgotten one.
create procedure raise_tenant_walls() language plpgsql as $$
declare t record;
begin
  for t in
    select c.oid, c.relname from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant_wall')
  loop
    execute format('alter table %I enable row level security', t.relname);
    execute format('alter table %I force row level security', t.relname);
    execute format(
      'create policy tenant_wall on %I using (tenant_id = (select app_tenant()))
         with check (tenant_id = (select app_tenant()))', t.relname);
  end loop;
end $$;
--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
alter table tenants enable row level security;
--> statement-breakpoint
alter table tenants force row level security;
--> statement-breakpoint
create policy tenant_wall on tenants using (id = (select app_tenant())) with check (id = (select app_tenant()));
--> statement-breakpoint
-- The platform (a command run as owner) makes tenants and looks e-mails up before a tenant is known.
create policy platform on tenants to saldo_owner using (true) with check (true);
--> statement-breakpoint
create policy platform on operators for select to saldo_owner using (true);
--> statement-breakpoint
-- Throttling happens before anybody is known; rows hold keyed hashes only.
alter table sign_in_throttles enable row level security;
--> statement-breakpoint
alter table sign_in_throttles force row level security;
--> statement-breakpoint
create policy before_sign_in on sign_in_throttles using (true) with check (true);
--> statement-breakpoint
-- Territorial access: an operator sees the cases of their groups and those of no group.
create policy access_group_wall on cases as restrictive for select to saldo_app
  using ((select app_sees_all_groups()) or access_group_id is null
         or access_group_id = any ((select app_access_groups())::bigint[]));
--> statement-breakpoint
-- Text search runs inside two functions of the owner: matching a tsvector is not leakproof, so under a
-- policy Postgres would not use its index. The functions name the tenant themselves and return ids only;
-- the caller reads the rows through the walls.
create policy search_reader on cases for select to saldo_owner using (true);
--> statement-breakpoint
create policy search_reader on parties for select to saldo_owner using (true);
--> statement-breakpoint
create policy search_reader on search_words for select to saldo_owner using (true);
--> statement-breakpoint
create index search_words_fragment on search_words using gin (word gin_trgm_ops);
--> statement-breakpoint
create function search_case_ids(query tsquery, ids_max integer) returns setof bigint
  language sql stable security definer rows 500 set search_path = public, pg_temp
  as $$ select id from cases where tenant_id = app_tenant() and search @@ query limit ids_max $$;
--> statement-breakpoint
create function search_party_ids(query tsquery, ids_max integer) returns setof bigint
  language sql stable security definer rows 500 set search_path = public, pg_temp
  as $$ select id from parties where tenant_id = app_tenant() and search @@ query limit ids_max $$;
--> statement-breakpoint
create function search_words_with(fragment text, words_max integer) returns setof text
  language sql stable security definer rows 50 set search_path = public, pg_temp
  as $$ select word from search_words where tenant_id = app_tenant()
          and word like '%' || replace(replace(replace(fragment, '\', '\\'), '%', '\%'), '_', '\_') || '%'
        limit words_max $$;
--> statement-breakpoint
create function sign_in_candidates(given_email text)
  returns table (tenant_id integer, tenant_slug text, tenant_name text, operator_id bigint, password_hash text)
  language sql stable security definer rows 2 set search_path = public, pg_temp
  as $$ select o.tenant_id, t.slug, t.name, o.id, o.password_hash
          from operators o join tenants t on t.id = o.tenant_id
         where lower(o.email) = lower(given_email) and o.is_active
         order by t.slug $$;
--> statement-breakpoint
-- For the relay and the sweeps, which then enter each tenant by the front door.
create function tenant_ids() returns setof integer
  language sql stable security definer set search_path = public, pg_temp
  as $$ select id from tenants order by id $$;
--> statement-breakpoint
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['audit_entries', 'component_entries', 'payments', 'allocations', 'case_transitions'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', t);
    execute format('create trigger append_only_whole before truncate on %I execute function refuse_change()', t);
    execute format('revoke update, delete, truncate on %I from saldo_app', t);
  end loop;
end $$;
--> statement-breakpoint
-- A case's state changes only in the transaction that wrote the transition down.
create function guard_case_state() returns trigger language plpgsql as $$
begin
  if new.category is distinct from old.category then
    raise exception 'the category of a case never changes' using errcode = 'integrity_constraint_violation';
  end if;
  if new.state is distinct from old.state and not exists (
    select 1 from case_transitions t
     where t.tenant_id = new.tenant_id and t.case_id = new.id
       and t.from_state = old.state and t.to_state = new.state
       and t.txid = pg_current_xact_id()
  ) then
    raise exception 'case %: state changes only through the workflow engine', new.id
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger state_by_engine before update of state, category on cases
  for each row when (new.state is distinct from old.state or new.category is distinct from old.category)
  execute function guard_case_state();
--> statement-breakpoint
-- Waiting facts only: the relay never reads what has left.
create index outbox_facts_waiting on outbox_facts (tenant_id, next_attempt_at, id) where relayed_at is null;
