-- A tenant's own versions of its processes. A category is versioned whole, with its variants; what was
-- once in force never changes, for cases go on by it.
create table process_versions (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  category text not null,
  number integer not null,
  status text default 'draft' not null,
  definitions jsonb not null,
  base_number integer not null,
  delivered_hash text not null,
  note text default '' not null,
  revision integer default 1 not null,
  updated_at timestamp with time zone not null,
  updated_by bigint,
  updated_by_name text not null,
  activated_at timestamp with time zone,
  activated_by bigint,
  activated_by_name text,
  constraint process_versions_tenant_id_id_pk primary key (tenant_id, id),
  constraint process_versions_status check (status in ('draft', 'active', 'retired')),
  constraint process_versions_activated check ((status = 'draft') = (activated_at is null)),
  constraint process_versions_number check (number > 0)
);
--> statement-breakpoint
create unique index process_versions_number_key on process_versions (tenant_id, category, number);
--> statement-breakpoint
create unique index process_versions_active_key on process_versions (tenant_id, category)
  where status = 'active';
--> statement-breakpoint
create unique index process_versions_draft_key on process_versions (tenant_id, category)
  where status = 'draft';
--> statement-breakpoint
create function guard_process_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.status = 'draft' then return old; end if;
    raise exception 'process version %: it was in force and stays', old.number
      using errcode = 'integrity_constraint_violation';
  end if;
  if old.status <> 'draft' and (new.status = 'draft' or
     (new.category, new.number, new.definitions, new.base_number, new.delivered_hash, new.note,
      new.revision, new.activated_at, new.activated_by, new.activated_by_name) is distinct from
     (old.category, old.number, old.definitions, old.base_number, old.delivered_hash, old.note,
      old.revision, old.activated_at, old.activated_by, old.activated_by_name)) then
    raise exception 'process version %: what was in force never changes', old.number
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_process_version before update or delete on process_versions
  for each row execute function guard_process_version();
--> statement-breakpoint
-- 0: the process as it is delivered with the program.
alter table cases add column process_version integer default 0 not null;
--> statement-breakpoint
create index cases_process_version on cases (tenant_id, category, process_version)
  where process_version > 0;
--> statement-breakpoint
call raise_tenant_walls();
