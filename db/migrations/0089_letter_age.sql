-- A letter lets in for its days. Who came by one reads no message that is newer than it: that would
-- carry a newer link, and the days would never end.
alter table portal_letter_sessions add column letter_made_at timestamp with time zone;
--> statement-breakpoint
-- The message that carries the letter is written within the hour in which the letter is made.
create function portal_letter_until() returns timestamptz
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select max(s.letter_made_at) + interval '1 hour' from portal_letter_sessions s
     where s.tenant_id = app_tenant() and s.id = app_portal_letter() and s.revoked_at is null $$;
--> statement-breakpoint
revoke all on function portal_letter_until() from public;
--> statement-breakpoint
grant execute on function portal_letter_until() to saldo_app, saldo_portal;
--> statement-breakpoint
create policy portal_letter_age on messages as restrictive for select to saldo_portal using (
  (select app_portal_letter()) is null or created_at <= (select portal_letter_until()));
