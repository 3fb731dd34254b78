-- What was shown to which operator: one row an answer, with the ids of all cases and people in it.
create table audit_reads (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  at timestamp with time zone not null,
  operator_id bigint not null,
  operator_name text not null,
  place text not null,
  case_id bigint,
  party_id bigint,
  case_ids bigint[] not null,
  party_ids bigint[] not null,
  key uuid not null,
  constraint audit_reads_tenant_id_id_pk primary key (tenant_id, id)
);
--> statement-breakpoint
-- Who, in which hour, what: the same shown again writes nothing.
create unique index audit_reads_key on audit_reads (tenant_id, key);
--> statement-breakpoint
create index audit_reads_at on audit_reads (tenant_id, at desc, id desc);
--> statement-breakpoint
create index audit_reads_operator on audit_reads (tenant_id, operator_id, at desc, id desc);
--> statement-breakpoint
-- A short list of what waits to be sorted in: whoever fills it up sorts it in, while they are waited for.
create index audit_reads_cases on audit_reads using gin (case_ids)
  with (gin_pending_list_limit = 256);
--> statement-breakpoint
create index audit_reads_parties on audit_reads using gin (party_ids)
  with (gin_pending_list_limit = 256);
--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
create trigger append_only before update or delete on audit_reads
  for each row execute function refuse_change();
--> statement-breakpoint
create trigger append_only_whole before truncate on audit_reads execute function refuse_change();
--> statement-breakpoint
revoke update, delete, truncate on audit_reads from saldo_app;
--> statement-breakpoint
-- Whether arrays overlap is not leakproof, so under a policy their indexes would not be used: as with
-- text search, the owner's function names the tenant itself and returns ids only.
create policy search_reader on audit_reads for select to saldo_owner using (true);
--> statement-breakpoint
create function audit_read_ids(given_cases bigint[], given_parties bigint[], given_operator bigint,
                               from_at timestamptz, before_at timestamptz, before_id bigint,
                               ids_max integer)
  returns setof bigint
  language sql stable security definer rows 50 set search_path = public, pg_temp
  as $$ with hit as materialized (
          select id, at, operator_id from audit_reads
           where tenant_id = app_tenant()
             and (case_ids && given_cases or party_ids && given_parties))
        select id from hit
         where (given_operator is null or operator_id = given_operator)
           and at >= from_at and (at, id) < (before_at, before_id)
         order by at desc, id desc limit ids_max $$;
--> statement-breakpoint
revoke all on function audit_read_ids(bigint[], bigint[], bigint, timestamptz, timestamptz, bigint,
                                      integer) from public;
--> statement-breakpoint
grant execute on function audit_read_ids(bigint[], bigint[], bigint, timestamptz, timestamptz, bigint,
                                         integer) to saldo_app;
