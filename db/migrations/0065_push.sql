-- Pages look again at once: whoever keeps a stream to a browser hears here, at commit, what changed
-- and whose session may be over. Only ids travel; who may see what is asked of the walls each time.
create function tell_stream(tenant integer, what text, id bigint) returns void
  language sql as $$ select pg_notify('stream', tenant || ' ' || what || ' ' || id) $$;
--> statement-breakpoint
create function tell_stream_post() returns trigger language plpgsql as $$
begin perform tell_stream(new.tenant_id, 'case', new.case_id); return null; end $$;
--> statement-breakpoint
create trigger tell_stream after insert on request_posts
  for each row execute function tell_stream_post();
--> statement-breakpoint
create function tell_stream_case() returns trigger language plpgsql as $$
begin perform tell_stream(new.tenant_id, 'case', new.id); return null; end $$;
--> statement-breakpoint
create trigger tell_stream_new after insert on cases
  for each row when (new.category = 'request') execute function tell_stream_case();
--> statement-breakpoint
create trigger tell_stream after update of state, owner_id, fields, voided_at, access_group_id on cases
  for each row when (new.category = 'request'
    and (new.state, new.owner_id, new.fields, new.voided_at, new.access_group_id)
        is distinct from (old.state, old.owner_id, old.fields, old.voided_at, old.access_group_id))
  execute function tell_stream_case();
--> statement-breakpoint
create function tell_stream_client() returns trigger language plpgsql as $$
begin perform tell_stream(old.tenant_id, 'client', old.portal_user_id); return null; end $$;
--> statement-breakpoint
create trigger tell_stream after update of revoked_at or delete on portal_sessions
  for each row execute function tell_stream_client();
--> statement-breakpoint
create function tell_stream_account() returns trigger language plpgsql as $$
begin perform tell_stream(old.tenant_id, 'client', old.id); return null; end $$;
--> statement-breakpoint
create trigger tell_stream after update of party_id, organisation_id, sight, is_active on portal_users
  for each row execute function tell_stream_account();
--> statement-breakpoint
create function tell_stream_operator() returns trigger language plpgsql as $$
begin
  perform tell_stream(old.tenant_id, 'operator', old.id);
  return null;
end $$;
--> statement-breakpoint
create trigger tell_stream after update of is_active, role, sees_all_groups on operators
  for each row execute function tell_stream_operator();
--> statement-breakpoint
create function tell_stream_session() returns trigger language plpgsql as $$
begin perform tell_stream(old.tenant_id, 'operator', old.operator_id); return null; end $$;
--> statement-breakpoint
create trigger tell_stream after update of revoked_at or delete on sessions
  for each row execute function tell_stream_session();
--> statement-breakpoint
create function tell_stream_group() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then perform tell_stream(new.tenant_id, 'operator', new.operator_id);
  else perform tell_stream(old.tenant_id, 'operator', old.operator_id); end if;
  return null;
end $$;
--> statement-breakpoint
create trigger tell_stream after insert or delete on operator_access_groups
  for each row execute function tell_stream_group();
--> statement-breakpoint
create function tell_stream_all() returns trigger language plpgsql as $$
begin perform tell_stream(new.tenant_id, 'all', 0); return null; end $$;
--> statement-breakpoint
create trigger tell_stream after update of is_open on portal_sites
  for each row when (new.is_open is distinct from old.is_open) execute function tell_stream_all();
--> statement-breakpoint
create trigger tell_stream after update of merged_into_id on parties
  for each row when (new.merged_into_id is distinct from old.merged_into_id)
  execute function tell_stream_all();
--> statement-breakpoint
-- Whose records each of these clients may see: it tells whom a change can concern at all.
create function stream_parties(accounts bigint[])
  returns table (portal_user_id bigint, party_ids bigint[])
  language plpgsql volatile set search_path = public, pg_temp
  as $$
declare account bigint;
begin
  if current_user <> 'saldo_portal' then
    raise exception 'only a client''s transaction asks what clients see' using errcode = '42501';
  end if;
  foreach account in array accounts loop
    perform set_config('app.portal_user', account::text, true);
    return query select account, portal_party_ids();
  end loop;
end $$;
--> statement-breakpoint
-- Which of these clients sees which of these cases. Each is asked for by the very walls that a page of
-- theirs would stand behind: the function has nobody's rights but the caller's, who is saldo_portal.
create function stream_sight(accounts bigint[], case_ids bigint[])
  returns table (portal_user_id bigint, ref_no text)
  language plpgsql volatile set search_path = public, pg_temp
  as $$
declare account bigint;
begin
  if current_user <> 'saldo_portal' then
    raise exception 'only a client''s transaction asks what clients see' using errcode = '42501';
  end if;
  foreach account in array accounts loop
    perform set_config('app.portal_user', account::text, true);
    return query
      select account, k.ref_no from cases k
       where k.id = any (case_ids) and k.category = 'request' and k.voided_at is null;
  end loop;
end $$;
--> statement-breakpoint
revoke all on function stream_parties(bigint[]), stream_sight(bigint[], bigint[]) from public;
--> statement-breakpoint
grant execute on function stream_parties(bigint[]), stream_sight(bigint[], bigint[]) to saldo_portal;
--> statement-breakpoint
-- By what an operator's own devices are told that a client has written.
create table push_keys (
  tenant_id integer default app_tenant() not null,
  public_key text not null,
  private_key_cipher bytea not null,
  created_at timestamp with time zone default now() not null,
  constraint push_keys_tenant_id_pk primary key (tenant_id)
);
--> statement-breakpoint
create table push_devices (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  operator_id bigint not null,
  session_id uuid not null,
  endpoint_hash bytea not null,
  subscription_cipher bytea not null,
  label text not null,
  kinds text[] not null,
  created_at timestamp with time zone default now() not null,
  last_sent_at timestamp with time zone,
  constraint push_devices_tenant_id_id_pk primary key (tenant_id, id),
  constraint push_devices_tenant_id_operator_id_operators_tenant_id_id_fk
    foreign key (tenant_id, operator_id) references operators (tenant_id, id) on delete cascade,
  constraint push_devices_tenant_id_session_id_sessions_tenant_id_id_fk
    foreign key (tenant_id, session_id) references sessions (tenant_id, id) on delete cascade
);
--> statement-breakpoint
create unique index push_devices_endpoint on push_devices (tenant_id, endpoint_hash);
--> statement-breakpoint
create index push_devices_operator on push_devices (tenant_id, operator_id);
--> statement-breakpoint
create index push_devices_session on push_devices (tenant_id, session_id);
--> statement-breakpoint
create table push_notices (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  device_id bigint not null,
  case_id bigint not null,
  kind text not null,
  source_key text not null,
  created_at timestamp with time zone default now() not null,
  due_at timestamp with time zone not null,
  attempts integer default 0 not null,
  settled_at timestamp with time zone,
  outcome text,
  constraint push_notices_tenant_id_id_pk primary key (tenant_id, id),
  constraint push_notices_tenant_id_device_id_push_devices_tenant_id_id_fk
    foreign key (tenant_id, device_id) references push_devices (tenant_id, id) on delete cascade,
  constraint push_notices_tenant_id_case_id_cases_tenant_id_id_fk
    foreign key (tenant_id, case_id) references cases (tenant_id, id),
  constraint push_notices_kind check (kind in ('new_request', 'client_replied', 'answer_due')),
  constraint push_notices_outcome check (outcome in ('sent', 'kept', 'refused', 'given_up')),
  constraint push_notices_settled check ((settled_at is null) = (outcome is null))
);
--> statement-breakpoint
create unique index push_notices_once on push_notices (tenant_id, device_id, source_key);
--> statement-breakpoint
create index push_notices_waiting on push_notices (tenant_id, due_at) where settled_at is null;
--> statement-breakpoint
create index push_notices_case on push_notices (tenant_id, case_id);
--> statement-breakpoint
-- A device belongs to the session in which it was made: whoever signs out is told nothing more.
create function forget_devices() returns trigger language plpgsql as $$
begin
  delete from push_devices d where d.tenant_id = new.tenant_id and d.session_id = new.id;
  return null;
end $$;
--> statement-breakpoint
create trigger forget_devices after update of revoked_at on sessions
  for each row when (new.revoked_at is not null) execute function forget_devices();
--> statement-breakpoint
call raise_tenant_walls();
