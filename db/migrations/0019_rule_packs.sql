-- What a person says of the law that rules a case, against what is derived of it. Append-only: the
-- newest row of an aspect (of a stage: and of its day) rules; one without a value takes it back.
create table case_law (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  case_id bigint not null,
  aspect text not null,
  value text,
  from_on date,
  reason text not null,
  booked_at timestamp with time zone not null,
  booked_by bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases (tenant_id, id),
  constraint case_law_aspect check (aspect in ('jurisdiction', 'debtor', 'stage')),
  constraint case_law_day check ((aspect = 'stage') = (from_on is not null)),
  constraint case_law_value check (value is null
    or (aspect = 'jurisdiction' and value in ('CZ', 'SK'))
    or (aspect = 'debtor' and value in ('consumer', 'business'))
    or (aspect = 'stage' and value in ('beforeCourt', 'afterJudgment', 'inEnforcement')))
);
--> statement-breakpoint
create index case_law_case on case_law (tenant_id, case_id, id);
--> statement-breakpoint
-- A tenant's own value of a figure that a lawyer has yet to confirm. Append-only, the newest rules.
create table rule_overrides (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  figure text not null,
  value jsonb,
  reason text not null,
  booked_at timestamp with time zone not null,
  booked_by bigint,
  primary key (tenant_id, id)
);
--> statement-breakpoint
create index rule_overrides_figure on rule_overrides (tenant_id, figure, id);
--> statement-breakpoint
-- The edition of the pack that placed the money; none where an agreed order did.
alter table allocations add column pack_version text;
--> statement-breakpoint
-- A company that never chose a default order keeps the one it was computed by until now, as a
-- choice it can see and give up: no balance changes by this migration.
do $$
declare t integer;
begin
  for t in select id from tenants loop
    perform set_config('app.tenant_id', t::text, true);
    insert into allocation_profiles (tenant_id, code, name, kind_order, is_claim_first, is_default, source)
    select t, 'until-rule-packs', 'Dosavadní pořadí',
           '[["costs", "fee"], ["lateInterest"], ["interest"], ["contractualPenalty"], ["principal"]]',
           true, true, ''
     where exists (select from claims where tenant_id = t)
       and not exists (select from allocation_profiles where tenant_id = t and is_default)
    on conflict do nothing;
  end loop;
  perform set_config('app.tenant_id', '', true);
end $$;
--> statement-breakpoint
-- What lowers a debt without money: accessories waived, a claim written off, the rest of a settlement.
-- Append-only; an undo is a row of its own, and reversing entries.
create table claim_acts (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  case_id bigint not null,
  kind text not null,
  value_on date not null,
  reason text not null,
  undoes_id bigint,
  source_key text,
  booked_at timestamp with time zone not null,
  booked_by bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases (tenant_id, id),
  foreign key (tenant_id, undoes_id) references claim_acts (tenant_id, id),
  constraint claim_acts_kind check (kind in ('waiver', 'writeOff', 'settlement'))
);
--> statement-breakpoint
create index claim_acts_case on claim_acts (tenant_id, case_id, id);
--> statement-breakpoint
create unique index claim_acts_undoes_key on claim_acts (tenant_id, undoes_id)
  where undoes_id is not null;
--> statement-breakpoint
create unique index claim_acts_source_key on claim_acts (tenant_id, source_key)
  where source_key is not null;
--> statement-breakpoint
alter table component_entries add column act_id bigint;
--> statement-breakpoint
alter table component_entries add constraint component_entries_act
  foreign key (tenant_id, act_id) references claim_acts (tenant_id, id);
--> statement-breakpoint
create index component_entries_act on component_entries (tenant_id, act_id) where act_id is not null;
--> statement-breakpoint
-- "Pays so much by a day, then the rest is waived." How it ended is a row of its own.
create table settlements (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  case_id bigint not null,
  currency text not null,
  pay_minor bigint not null,
  paid_before_minor bigint not null,
  agreed_on date not null,
  pay_by date not null,
  reason text not null,
  source_key text,
  booked_at timestamp with time zone not null,
  booked_by bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases (tenant_id, id),
  constraint settlements_currency check (currency in ('CZK', 'EUR')),
  constraint settlements_amount check (pay_minor between 1 and 1000000000000),
  constraint settlements_days check (agreed_on <= pay_by)
);
--> statement-breakpoint
create index settlements_case on settlements (tenant_id, case_id, id);
--> statement-breakpoint
create unique index settlements_source_key on settlements (tenant_id, source_key)
  where source_key is not null;
--> statement-breakpoint
create table settlement_ends (
  tenant_id integer not null default app_tenant(),
  settlement_id bigint not null,
  outcome text not null,
  ended_on date not null,
  act_id bigint,
  reason text not null default '',
  booked_at timestamp with time zone not null,
  booked_by bigint,
  primary key (tenant_id, settlement_id),
  foreign key (tenant_id, settlement_id) references settlements (tenant_id, id),
  foreign key (tenant_id, act_id) references claim_acts (tenant_id, id),
  constraint settlement_ends_outcome check (outcome in ('kept', 'lapsed', 'withdrawn'))
);
--> statement-breakpoint
-- The claims of a case go to another creditor; balances do not move.
create table claim_assignments (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  case_id bigint not null,
  from_party_id bigint not null,
  to_party_id bigint not null,
  assigned_on date not null,
  reason text not null,
  undoes_id bigint,
  booked_at timestamp with time zone not null,
  booked_by bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases (tenant_id, id),
  foreign key (tenant_id, from_party_id) references parties (tenant_id, id),
  foreign key (tenant_id, to_party_id) references parties (tenant_id, id),
  foreign key (tenant_id, undoes_id) references claim_assignments (tenant_id, id)
);
--> statement-breakpoint
create index claim_assignments_case on claim_assignments (tenant_id, case_id, id);
--> statement-breakpoint
create unique index claim_assignments_undoes_key on claim_assignments (tenant_id, undoes_id)
  where undoes_id is not null;
--> statement-breakpoint
-- Overpayment that a person sent back, or moved to another case: the payment is so much smaller.
create table surplus_moves (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  case_id bigint not null,
  payment_id bigint not null,
  kind text not null,
  amount_minor bigint not null,
  value_on date not null,
  to_payment_id bigint,
  reason text not null,
  undoes_id bigint,
  source_key text,
  booked_at timestamp with time zone not null,
  booked_by bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases (tenant_id, id),
  foreign key (tenant_id, payment_id) references payments (tenant_id, id),
  foreign key (tenant_id, to_payment_id) references payments (tenant_id, id),
  foreign key (tenant_id, undoes_id) references surplus_moves (tenant_id, id),
  constraint surplus_moves_kind check (kind in ('return', 'move')),
  constraint surplus_moves_amount check (amount_minor between 1 and 1000000000000)
);
--> statement-breakpoint
create index surplus_moves_case on surplus_moves (tenant_id, case_id, id);
--> statement-breakpoint
create unique index surplus_moves_undoes_key on surplus_moves (tenant_id, undoes_id)
  where undoes_id is not null;
--> statement-breakpoint
create unique index surplus_moves_source_key on surplus_moves (tenant_id, source_key)
  where source_key is not null;
--> statement-breakpoint
-- On which days a tag stops interest: one that is made with the effect always does, one that gets it
-- later does from that day. Interest pauses where these days meet those on which a case bears the tag.
alter table tags add column stops_on datemultirange not null default '{}';
--> statement-breakpoint
create function stop_from_the_start() returns trigger language plpgsql as $$
begin
  if 'stop_interest' = any(new.effects) and new.stops_on = '{}' then new.stops_on := '{(,)}'; end if;
  return new;
end $$;
--> statement-breakpoint
create trigger stop_from_the_start before insert on tags
  for each row execute function stop_from_the_start();
--> statement-breakpoint
-- Interest by default: of a group, or of the whole company. Append-only, the newest row rules.
create table interest_rules (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  group_id bigint,
  rule text not null,
  booked_at timestamp with time zone not null,
  booked_by bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, group_id) references case_groups (tenant_id, id),
  constraint interest_rules_rule check (rule in ('inherit', 'none', 'pack', 'cz-statutory',
    'sk-civil', 'sk-commercial-half-year', 'sk-commercial-fixed'))
);
--> statement-breakpoint
create index interest_rules_group on interest_rules (tenant_id, group_id, id);
--> statement-breakpoint
-- Tags that stand already stop what runs from now on; not a haler of what has grown changes.
do $$
declare t integer;
begin
  for t in select id from tenants loop
    perform set_config('app.tenant_id', t::text, true);
    update tags set stops_on = datemultirange(
             daterange((now() at time zone 'Europe/Prague')::date + 1, null))
     where 'stop_interest' = any(effects);
  end loop;
  perform set_config('app.tenant_id', '', true);
end $$;
--> statement-breakpoint
-- A contractual penalty grows by percent a day up to a cap; agreed interest of a consumer credit is
-- cut to the level of the law from a day on.
alter table interest_terms
  add column rate_per text not null default 'year',
  add column cap_minor bigint,
  add column limit_from date,
  add constraint interest_terms_rate_per check (rate_per in ('year', 'day')),
  add constraint interest_terms_cap check (cap_minor between 0 and 1000000000000);
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['interest_rules', 'case_law', 'rule_overrides', 'claim_acts', 'settlements',
                           'settlement_ends', 'claim_assignments', 'surplus_moves'] loop
    execute format('create trigger append_only before update or delete on %I
      for each row execute function refuse_change()', t);
    execute format('create trigger append_only_whole before truncate on %I
      execute function refuse_change()', t);
    execute format('revoke update, delete, truncate on %I from saldo_app', t);
  end loop;
end $$;
--> statement-breakpoint
call raise_tenant_walls();
