-- Rates of central banks that a tenant entered beyond the delivered table. Append-only: the newest row
-- of a series and day rules; one without a rate takes it back.
create table rate_entries (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  series text not null,
  from_on date not null,
  rate_percent numeric(7, 4),
  known_until date not null,
  source text not null,
  booked_at timestamp with time zone not null,
  booked_by bigint,
  primary key (tenant_id, id),
  constraint rate_entries_series check (series in ('cnb-repo', 'ecb-mro')),
  constraint rate_entries_rate check (rate_percent between 0 and 100),
  constraint rate_entries_days check (from_on <= known_until)
);
--> statement-breakpoint
create index rate_entries_series_from on rate_entries (tenant_id, series, from_on, id);
--> statement-breakpoint
create trigger append_only before update or delete on rate_entries
  for each row execute function refuse_change();
--> statement-breakpoint
create trigger append_only_whole before truncate on rate_entries execute function refuse_change();
--> statement-breakpoint
revoke update, delete, truncate on rate_entries from saldo_app;
--> statement-breakpoint
call raise_tenant_walls();
