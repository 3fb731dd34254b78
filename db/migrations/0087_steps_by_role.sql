-- Which role may take which step: the process says it, and from here on the database holds it too. Every
-- change of a case's state is written down in the same transaction (0002_walls.sql); what is written down
-- is now looked up among the steps of the version that the case goes by.
create table delivered_steps (
  category text not null,
  -- The field that chooses among the category's variants; null: there are none.
  chosen_by text,
  -- By which value of it this step's variant rules a case; empty: the category's own process.
  choice text default '' not null,
  -- Every value that a variant has taken, so that the category's own process keeps off.
  other_choices text[] not null,
  transition text not null,
  from_state text not null,
  to_state text not null,
  roles text[] not null,
  constraint delivered_steps_category_transition_from_state_choice_to_state_pk
    primary key (category, transition, from_state, choice, to_state)
);
--> statement-breakpoint
alter table delivered_steps enable row level security;
--> statement-breakpoint
alter table delivered_steps force row level security;
--> statement-breakpoint
create policy any_tenant on delivered_steps for select using ((select app_tenant()) is not null);
--> statement-breakpoint
create policy platform on delivered_steps to saldo_owner using (true) with check (true);
--> statement-breakpoint
create table process_steps (
  tenant_id integer default app_tenant() not null,
  category text not null,
  version integer not null,
  chosen_by text,
  choice text default '' not null,
  other_choices text[] not null,
  transition text not null,
  from_state text not null,
  to_state text not null,
  roles text[] not null,
  constraint process_steps_pk
    primary key (tenant_id, category, version, transition, from_state, choice, to_state)
);
--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
revoke insert, update, delete, truncate on delivered_steps, process_steps from saldo_app;
--> statement-breakpoint
-- The steps of definitions in the format of server/processes/*.yaml; a version that the program cannot
-- read any more has those that it still shows. Standing cases are taken over into any state of a version
-- by whoever keeps the processes, and that is a step from anywhere.
create function steps_of(definitions jsonb)
  returns table (category text, chosen_by text, choice text, other_choices text[], transition text,
                 from_state text, to_state text, roles text[])
  language sql immutable set search_path = public, pg_temp
  as $$
  with raw as (
    select d, coalesce(d ->> 'code', d ->> 'category') as code
      from jsonb_path_query(definitions, 'lax $[*]') d where jsonb_typeof(d) = 'object'),
  -- A variant takes from its base every section that it does not say itself.
  whole as (
    select coalesce(b.d, '{}') || r.d as d from raw r left join raw b on b.code = r.d ->> 'variantOf'),
  chosen as (
    select w.d ->> 'category' as category, min(w.d #>> '{selectBy,field}') as field,
           array_agg(w.d #>> '{selectBy,value}') as choices
      from whole w where w.d ? 'selectBy' group by 1),
  steps as (
    select w.d, t ->> 'code' as transition, f.state as from_state, t ->> 'to' as to_state,
           array(select r #>> '{}' from jsonb_path_query(t, 'lax $.roles[*]') r) as roles
      from whole w
     cross join lateral jsonb_path_query(w.d, 'lax $.transitions[*]') t
     cross join lateral (
       select s ->> 'code' as state from jsonb_path_query(w.d, 'lax $.states[*]') s
        where t -> 'from' = '"*"' and s -> 'final' is distinct from 'true'
          and s ->> 'code' <> t ->> 'to'
       union
       select s #>> '{}' from jsonb_path_query(t, 'lax $.from[*]') s where t -> 'from' <> '"*"') f
    union all
    select w.d, '(migration)', '*', s ->> 'code', '{administrator,system}'
      from whole w cross join lateral jsonb_path_query(w.d, 'lax $.states[*]') s)
  select distinct on (1, 3, 5, 6, 7)
         s.d ->> 'category', c.field, coalesce(s.d #>> '{selectBy,value}', ''),
         coalesce(c.choices, '{}'), s.transition, s.from_state, s.to_state, s.roles
    from steps s left join chosen c on c.category = s.d ->> 'category'
   where (s.d ->> 'category', s.transition, s.from_state, s.to_state) is not null
   order by 1, 3, 5, 6, 7 $$;
--> statement-breakpoint
-- Called at the end of every migration, for the processes come with the program and not with the tables.
create procedure keep_delivered_steps(definitions jsonb) language sql
begin atomic
  delete from delivered_steps;
  insert into delivered_steps select s.* from steps_of(definitions) s;
end;
--> statement-breakpoint
revoke all on procedure keep_delivered_steps(jsonb) from public;
--> statement-breakpoint
-- What was once in force never changes, so its steps are written once. With the owner's rights: nobody
-- writes a step otherwise.
create function keep_version_steps() returns trigger language plpgsql security definer
  set search_path = public, pg_temp
  as $$
begin
  insert into process_steps (tenant_id, category, version, chosen_by, choice, other_choices,
                             transition, from_state, to_state, roles)
  select new.tenant_id, s.category, new.number, s.chosen_by, s.choice, s.other_choices,
         s.transition, s.from_state, s.to_state, s.roles
    from steps_of(new.definitions) s
   where s.category = new.category and new.tenant_id = app_tenant()
  on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
create trigger keep_steps after insert or update of status on process_versions
  for each row when (new.status = 'active') execute function keep_version_steps();
--> statement-breakpoint
do $$
declare tenant integer;
begin
  for tenant in select tenant_ids() loop
    perform set_config('app.tenant_id', tenant::text, true);
    insert into process_steps (category, version, chosen_by, choice, other_choices, transition,
                               from_state, to_state, roles)
    select s.category, v.number, s.chosen_by, s.choice, s.other_choices, s.transition,
           s.from_state, s.to_state, s.roles
      from process_versions v cross join lateral steps_of(v.definitions) s
     where v.status <> 'draft' and s.category = v.category
    on conflict do nothing;
  end loop;
  perform set_config('app.tenant_id', '', true);
end $$;
--> statement-breakpoint
-- The engine moved by a rule of the process, whoever's the transaction is: a merge lays the other case
-- down, a decision closes its request.
alter table case_transitions add column by_engine boolean default false not null;
--> statement-breakpoint
create function steps_by_version(of_tenant integer, of_category text, of_version integer)
  returns table (chosen_by text, choice text, other_choices text[], transition text,
                 from_state text, to_state text, roles text[])
  language sql stable
  as $$
  select p.chosen_by, p.choice, p.other_choices, p.transition, p.from_state, p.to_state, p.roles
    from process_steps p
   where p.tenant_id = of_tenant and p.category = of_category and p.version = of_version
  union all
  select d.chosen_by, d.choice, d.other_choices, d.transition, d.from_state, d.to_state, d.roles
    from delivered_steps d where of_version = 0 and d.category = of_category $$;
--> statement-breakpoint
-- One look at all that a statement wrote down. An operator's transaction takes the steps of their role as
-- it is written now, not as their session remembers it; a step that the engine takes by itself says so,
-- and must be one that the process gives to the system. This stops whatever forgets to ask or asks
-- wrongly, in whichever room. It does not stop SQL that is written to deceive: that could claim to be the
-- engine, on steps of the system's, and the claim would stand in the history for good.
create function hold_steps_to_roles() returns trigger language plpgsql
  set search_path = public, pg_temp
  as $$
declare
  by_operator constant boolean := coalesce(current_setting('app.actor_kind', true), '') = 'operator';
  own_role text;
  refused record;
begin
  if by_operator then
    select o.role into own_role from operators o
     where o.tenant_id = app_tenant() and o.id = app_operator();
  end if;
  -- The few ways that many cases took are looked up once, then each case by its own variant.
  with moved as (
    select a.case_id, a.transition, a.from_state, a.to_state, a.tenant_id, c.category, c.fields,
           case when a.transition = '(migration)' then a.definition_version
                else c.process_version end as version,
           case when by_operator and not a.by_engine then own_role else 'system' end as as_role
      from added a left join cases c on c.tenant_id = a.tenant_id and c.id = a.case_id),
  ways as (
    select g.*, s.chosen_by, s.choice, s.other_choices, g.as_role = any (s.roles) as is_open
      from (select distinct tenant_id, category, version, transition, from_state, to_state, as_role
              from moved) g
     cross join lateral steps_by_version(g.tenant_id, g.category, g.version) s
     where s.transition = g.transition and s.from_state in (g.from_state, '*')
       and s.to_state = g.to_state),
  judged as (
    select m.case_id, m.transition, m.from_state, m.to_state, w.is_open
      from moved m left join ways w
        on (w.category, w.version, w.transition, w.from_state, w.to_state, w.as_role)
         = (m.category, m.version, m.transition, m.from_state, m.to_state, m.as_role)
       and (w.chosen_by is null
            or case w.choice
                 when '' then coalesce(m.fields ->> w.chosen_by, '') <> all (w.other_choices)
                 else m.fields ->> w.chosen_by = w.choice end))
  select j.case_id, j.transition, j.from_state, j.to_state, j.is_open is not null as is_step
    into refused from judged j where j.is_open is not true limit 1;
  if not found then return null; end if;
  if refused.is_step then
    raise exception 'case %: the step % is not for this role', refused.case_id, refused.transition
      using errcode = 'insufficient_privilege', constraint = 'step_of_role',
            table = 'case_transitions', detail = refused.transition;
  end if;
  raise exception 'case %: no step % leads from % to %', refused.case_id, refused.transition,
                  refused.from_state, refused.to_state
    using errcode = 'integrity_constraint_violation', constraint = 'step_of_process',
          table = 'case_transitions', detail = refused.transition;
end $$;
--> statement-breakpoint
create trigger hold_steps_to_roles after insert on case_transitions
  referencing new table as added for each statement execute function hold_steps_to_roles();
--> statement-breakpoint
-- As in 0002, and a case goes over to another version of its process only as that was written down: else
-- its steps could be exchanged under it.
create or replace function guard_case_state() returns trigger language plpgsql as $$
begin
  if new.category is distinct from old.category then
    raise exception 'the category of a case never changes' using errcode = 'integrity_constraint_violation';
  end if;
  if not exists (
    select 1 from case_transitions t
     where t.tenant_id = new.tenant_id and t.case_id = new.id
       and t.from_state = old.state and t.to_state = new.state
       and t.txid = pg_current_xact_id()
       and case when t.transition = '(migration)' then t.definition_version = new.process_version
                else new.process_version = old.process_version end
  ) then
    raise exception 'case %: state changes only through the workflow engine', new.id
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
drop trigger state_by_engine on cases;
--> statement-breakpoint
create trigger state_by_engine before update of state, category, process_version on cases
  for each row when (new.state is distinct from old.state or new.category is distinct from old.category
                     or new.process_version is distinct from old.process_version)
  execute function guard_case_state();
