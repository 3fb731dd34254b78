-- By what a component of interest grows. The newest row of a component rules.
create table interest_terms (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  component_id bigint not null,
  regime text not null,
  rate_percent numeric(7, 4),
  day_count text not null,
  delay_from date not null,
  from_on date not null,
  to_on date,
  pack_version text not null,
  reason text,
  booked_at timestamp with time zone not null default now(),
  booked_by bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, component_id) references claim_components (tenant_id, id),
  constraint interest_terms_rate check ((regime = 'agreed') = (rate_percent is not null)),
  constraint interest_terms_rate_range check (rate_percent between 0 and 999),
  constraint interest_terms_regime check (regime in ('cz-statutory', 'sk-civil',
    'sk-commercial-half-year', 'sk-commercial-fixed', 'agreed')),
  constraint interest_terms_day_count check (day_count in ('act365', 'actAct'))
);
--> statement-breakpoint
create index interest_terms_component on interest_terms (tenant_id, component_id, id);
--> statement-breakpoint
create trigger append_only before update or delete on interest_terms
  for each row execute function refuse_change();
--> statement-breakpoint
create trigger append_only_whole before truncate on interest_terms execute function refuse_change();
--> statement-breakpoint
revoke update, delete, truncate on interest_terms from saldo_app;
--> statement-breakpoint
call raise_tenant_walls();
