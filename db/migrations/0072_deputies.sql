-- Who acts for whom in collegial actions: one kind of them or all, from a day, to a day if there is one.
create table deputy_appointments (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  principal_id bigint not null,
  deputy_id bigint not null,
  kind text,
  starts_on date not null,
  ends_on date,
  version integer default 1 not null,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  revoked_at timestamp with time zone,
  revoked_by bigint,
  constraint deputy_appointments_tenant_id_id_pk primary key (tenant_id, id),
  constraint deputy_appointments_tenant_id_principal_id_operators_tenant_id_id_fk
    foreign key (tenant_id, principal_id) references operators (tenant_id, id),
  constraint deputy_appointments_tenant_id_deputy_id_operators_tenant_id_id_fk
    foreign key (tenant_id, deputy_id) references operators (tenant_id, id),
  constraint deputy_appointments_kind check (kind in ('vote', 'approve', 'sign', 'acknowledge')),
  constraint deputy_appointments_days check (ends_on is null or ends_on >= starts_on),
  constraint deputy_appointments_another check (principal_id <> deputy_id)
);
--> statement-breakpoint
create index deputy_appointments_principal on deputy_appointments (tenant_id, principal_id)
  where revoked_at is null;
--> statement-breakpoint
create index deputy_appointments_deputy on deputy_appointments (tenant_id, deputy_id)
  where revoked_at is null;
--> statement-breakpoint
-- Everybody who may act for each of these people on a day: themselves, their deputies, and the
-- deputies of those. Each person is met once, so that a circle ends where it began.
create function stand_ins(given bigint[], given_kind text, day date)
  returns table (principal_id bigint, operator_id bigint)
  language sql stable set search_path = public, pg_temp
  as $$
    with recursive chain (principal_id, operator_id) as (
      select p, p from unnest(given) p
      union
      select c.principal_id, d.deputy_id
        from chain c join deputy_appointments d
          on d.tenant_id = app_tenant() and d.principal_id = c.operator_id
         and d.revoked_at is null and (d.kind is null or d.kind = given_kind)
         and d.starts_on <= day and (d.ends_on is null or d.ends_on >= day))
    select principal_id, operator_id from chain $$;
--> statement-breakpoint
-- The same from the other end: for whom this person may act on a day, themselves included.
create function stood_in_for(given bigint, given_kind text, day date)
  returns table (principal_id bigint)
  language sql stable set search_path = public, pg_temp
  as $$
    with recursive chain (principal_id) as (
      select given
      union
      select d.principal_id
        from chain c join deputy_appointments d
          on d.tenant_id = app_tenant() and d.deputy_id = c.principal_id
         and d.revoked_at is null and (d.kind is null or d.kind = given_kind)
         and d.starts_on <= day and (d.ends_on is null or d.ends_on >= day))
    select principal_id from chain $$;
--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
revoke delete, truncate on deputy_appointments from saldo_app;
