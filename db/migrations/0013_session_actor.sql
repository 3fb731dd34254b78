-- Whose session it is, asked on every request ahead of everything else: one statement that stands for
-- itself, instead of a transaction with its settings. It names the tenant itself and answers one row.
create policy session_reader on sessions for select to saldo_owner using (true);
--> statement-breakpoint
create policy session_reader on operator_access_groups for select to saldo_owner using (true);
--> statement-breakpoint
create function session_actor(given_tenant integer, given_session uuid, at timestamptz, idle_since timestamptz)
  returns table (operator_id bigint, name text, role text, language text, last_seen_at timestamptz,
    sees_all_groups boolean, group_ids bigint[])
  language sql stable security definer rows 1 set search_path = public, pg_temp
  as $$ select o.id, o.name, o.role, o.language, s.last_seen_at, o.sees_all_groups,
               array(select g.access_group_id from operator_access_groups g
                      where g.tenant_id = given_tenant and g.operator_id = o.id)
          from sessions s join operators o on o.tenant_id = s.tenant_id and o.id = s.operator_id
         where s.tenant_id = given_tenant and s.id = given_session and s.revoked_at is null
           and o.is_active and s.expires_at > at and s.last_seen_at > idle_since $$;
