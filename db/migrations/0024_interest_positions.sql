-- Where the interest of a growing component stands on a day, and by how much each further day adds
-- until something changes: today's balance of a million claims is one multiplication a row.
create table interest_positions (
  tenant_id integer not null default app_tenant(),
  component_id bigint not null,
  claim_id bigint not null,
  case_id bigint not null,
  through_on date not null,
  until_on date,
  since_minor bigint not null,
  rest bigint not null,
  per_day_minor bigint not null,
  per_day_rest bigint not null,
  primary key (tenant_id, component_id),
  foreign key (tenant_id, component_id) references claim_components (tenant_id, id) on delete cascade
);
--> statement-breakpoint
create index interest_positions_claim on interest_positions (tenant_id, claim_id);
--> statement-breakpoint
create index interest_positions_case on interest_positions (tenant_id, case_id);
--> statement-breakpoint
create index interest_positions_until on interest_positions (tenant_id, until_on)
  where until_on is not null;
--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
-- What grows already is known up to the day before it began: no list or sum tells it without interest
-- until the clock has worked it out.
do $$
declare t integer;
begin
  for t in select id from tenants loop
    perform set_config('app.tenant_id', t::text, true);
    insert into interest_positions (tenant_id, component_id, claim_id, case_id, through_on, until_on,
                                    since_minor, rest, per_day_minor, per_day_rest)
    select t, m.id, m.claim_id, c.case_id, min(i.from_on) - 1, min(i.from_on) - 1, 0, 0, 0, 0
      from interest_terms i
      join claim_components m on m.id = i.component_id
      join claims c on c.id = m.claim_id and c.voided_at is null
     group by m.id, m.claim_id, c.case_id;
  end loop;
  perform set_config('app.tenant_id', '', true);
end $$;
