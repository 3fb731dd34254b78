-- Whoever waits for facts hears of them at commit, instead of asking all the time.
create function announce_facts() returns trigger language plpgsql as $$
begin
  perform pg_notify('outbox', tenant_id::text) from (select distinct tenant_id from fresh) tenants;
  return null;
end $$;
--> statement-breakpoint
create trigger announce after insert on outbox_facts
  referencing new table as fresh for each statement execute function announce_facts();
