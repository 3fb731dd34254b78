-- A mail of a request that is in no conversation is told of as well: from another address, of a
-- machine, or refused. One that is a line of it was told of with that line.
create function tell_stream_mail() returns trigger language plpgsql as $$
begin perform tell_stream(new.tenant_id, 'case', new.case_id); return null; end $$;
--> statement-breakpoint
create trigger tell_stream after insert or update of standing on request_mails
  for each row when (new.case_id is not null and new.post_id is null)
  execute function tell_stream_mail();
