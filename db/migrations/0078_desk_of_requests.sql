-- What the rules gave a request is remembered: who or what stands there instead was chosen by
-- somebody, and stays when the request is of another kind. Of those that are open already nobody
-- knows any more, so they keep whom they have.
alter table desk_requests
  add column routed_owner_id bigint,
  add column routed_priority text default 'normal' not null,
  add constraint desk_requests_routed_priority
    check (routed_priority in ('low', 'normal', 'high', 'urgent'));
--> statement-breakpoint
-- One more kind of mail, whatever other kinds there are by now.
do $$
declare known text;
begin
  select pg_get_constraintdef(oid) into known from pg_constraint
   where conrelid = 'mails'::regclass and conname = 'mails_kind';
  if known not like '%request_escalated%' then
    execute 'alter table mails drop constraint mails_kind';
    execute 'alter table mails add constraint mails_kind '
      || replace(known, 'ARRAY[', 'ARRAY[''request_escalated''::text, ');
  end if;
end $$;
--> statement-breakpoint
-- Who stands under whom decides what accounts above see: streams that are open learn of it.
create function tell_stream_parents() returns trigger language plpgsql as $$
begin
  perform tell_stream(coalesce(new.tenant_id, old.tenant_id), 'all', 0);
  return null;
end $$;
--> statement-breakpoint
create trigger tell_stream after insert or update or delete on organisation_parents
  for each row execute function tell_stream_parents();
