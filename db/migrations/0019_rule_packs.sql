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
create trigger append_only before update or delete on case_law
  for each row execute function refuse_change();
--> statement-breakpoint
create trigger append_only_whole before truncate on case_law execute function refuse_change();
--> statement-breakpoint
create trigger append_only before update or delete on rule_overrides
  for each row execute function refuse_change();
--> statement-breakpoint
create trigger append_only_whole before truncate on rule_overrides execute function refuse_change();
--> statement-breakpoint
revoke update, delete, truncate on case_law, rule_overrides from saldo_app;
--> statement-breakpoint
call raise_tenant_walls();
