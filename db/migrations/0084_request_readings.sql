-- Up to which line an account of the door has read a request: what came after is new to it.
create table request_readings (
  tenant_id integer default app_tenant() not null,
  portal_user_id bigint not null,
  case_id bigint not null,
  post_id bigint not null,
  read_at timestamp with time zone not null,
  constraint request_readings_tenant_id_portal_user_id_case_id_pk
    primary key (tenant_id, portal_user_id, case_id),
  constraint request_readings_tenant_id_portal_user_id_portal_users_tenant_id_id_fk
    foreign key (tenant_id, portal_user_id) references portal_users (tenant_id, id) on delete cascade,
  constraint request_readings_tenant_id_case_id_cases_tenant_id_id_fk
    foreign key (tenant_id, case_id) references cases (tenant_id, id)
);
--> statement-breakpoint
create index request_readings_case on request_readings (tenant_id, case_id);
--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
grant select (tenant_id, portal_user_id, case_id, post_id) on request_readings to saldo_portal;
--> statement-breakpoint
create policy portal_sight on request_readings as restrictive to saldo_portal
  using (portal_user_id = (select app_portal_user()));
--> statement-breakpoint
-- What was written before anybody kept this is old to everybody. One tenant after another, because
-- the walls stand for the owner too.
do $$
declare tenant bigint;
begin
  for tenant in select id from tenants order by id loop
    perform set_config('app.tenant_id', tenant::text, true);
    insert into request_readings (tenant_id, portal_user_id, case_id, post_id, read_at)
    select u.tenant_id, u.id, p.case_id, max(p.id), now()
      from portal_users u
     cross join lateral (
       select array[u.party_id, living_party(u.party_id)]
              || case u.sight when 'own' then '{}'::bigint[]
                 when 'organisation' then array[u.organisation_id, living_party(u.organisation_id)]
                 else organisation_tree(u.organisation_id) end as ids) card
      join case_parties cp on cp.tenant_id = u.tenant_id and cp.party_id = any (card.ids)
       and cp.role = 'client'
      join request_posts p on p.tenant_id = u.tenant_id and p.case_id = cp.case_id
     where u.tenant_id = tenant
     group by u.tenant_id, u.id, p.case_id;
  end loop;
  perform set_config('app.tenant_id', '', true);
end $$;
