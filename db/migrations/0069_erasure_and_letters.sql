-- What an erased person wrote us by e-mail goes as well; who came by a letter has no papers, no
-- requests of the law and no loose files; and what is remembered of a sight names the letter too.

-- What a person was sent is evidence: it stays as it was, whoever asks. What an erased person wrote
-- is emptied by the owner's own function, and nothing else of the row.
create or replace function guard_message() returns trigger language plpgsql as $$
declare words constant text[] := '{from_address,from_name,subject,body}';
begin
  if current_user = 'saldo_owner' and old.direction = 'inbound'
     and (new.from_address, new.from_name, new.subject, new.body) = ('', '', '', '')
     and to_jsonb(new) - words = to_jsonb(old) - words then
    return new;
  end if;
  if (new.key, new.direction, new.channel, new.to_address, new.to_name, new.to_postal, new.from_address,
      new.subject, new.body, new.our_ref, new.your_ref, new.template_version_id, new.language, new.created_at)
     is distinct from
     (old.key, old.direction, old.channel, old.to_address, old.to_name, old.to_postal, old.from_address,
      old.subject, old.body, old.our_ref, old.your_ref, old.template_version_id, old.language, old.created_at)
     or (old.content_hash is not null and new.content_hash is distinct from old.content_hash)
     or (old.direction = 'outbound' and new.case_id is distinct from old.case_id) then
    raise exception 'message %: what was sent never changes', old.id
      using errcode = 'integrity_constraint_violation';
  end if;
  if old.batch_id is not null and new.batch_id = old.batch_id and new.state in ('cancelled', 'sending') then
    raise exception 'message %: it lies in a batch', old.id
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create function refuse_message_file_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_user = 'saldo_owner'
     and exists (select from messages m where m.tenant_id = old.tenant_id and m.id = old.message_id
                    and m.direction = 'inbound' and m.from_address = '' and m.body = '') then
    return old;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
--> statement-breakpoint
drop trigger append_only on message_files;
--> statement-breakpoint
create trigger append_only before update or delete on message_files
  for each row execute function refuse_message_file_change();
--> statement-breakpoint
-- Empties the mails that became posts of these requests, and lets go of their files; answers which.
create function erase_request_mails(given bigint[]) returns bigint[]
  language plpgsql security definer set search_path = public, pg_temp
  as $$
  declare
    mail_ids bigint[];
    file_ids bigint[];
  begin
    select coalesce(array_agg(m.id), '{}') into mail_ids
      from messages m join request_mails r on r.tenant_id = m.tenant_id and r.message_id = m.id
     where m.tenant_id = app_tenant() and m.direction = 'inbound' and r.standing = 'posted'
       and r.case_id = any (given);
    update messages set from_address = '', from_name = '', subject = '', body = ''
     where tenant_id = app_tenant() and id = any (mail_ids);
    with gone as (
      delete from message_files where tenant_id = app_tenant() and message_id = any (mail_ids)
      returning file_id)
    select coalesce(array_agg(distinct file_id), '{}') into file_ids from gone;
    return file_ids;
  end $$;
--> statement-breakpoint
revoke all on function erase_request_mails(bigint[]) from public;
--> statement-breakpoint
grant execute on function erase_request_mails(bigint[]) to saldo_app;
--> statement-breakpoint
create or replace function portal_seen_parties() returns bigint[]
  language plpgsql stable set search_path = public, pg_temp
  as $$
  declare
    whose constant text := coalesce(
      app_tenant() || '/' || app_portal_user() || '/' || coalesce(app_portal_letter(), 0), '-');
    seen constant text := current_setting('app.portal_parties', true);
    ids bigint[];
  begin
    if split_part(seen, ' ', 1) = whose then return split_part(seen, ' ', 2)::bigint[]; end if;
    ids := portal_party_ids();
    -- Ends with the transaction; whoever becomes another in it is found anew.
    perform set_config('app.portal_parties', whose || ' ' || ids::text, true);
    return ids;
  end $$;
--> statement-breakpoint
create or replace function portal_seen_cases() returns bigint[]
  language plpgsql stable set search_path = public, pg_temp
  as $$
  declare
    whose constant text := coalesce(
      app_tenant() || '/' || app_portal_user() || '/' || coalesce(app_portal_letter(), 0), '-');
    seen constant text := current_setting('app.portal_cases', true);
    ids bigint[];
  begin
    if split_part(seen, ' ', 1) = whose then return split_part(seen, ' ', 2)::bigint[]; end if;
    ids := portal_case_ids();
    perform set_config('app.portal_cases', whose || ' ' || ids::text, true);
    return ids;
  end $$;
--> statement-breakpoint
-- What is a person's own and of no case is theirs who have an account.
do $$
declare
  own_party constant text :=
    '(select app_portal_letter()) is null and party_id = any ((select portal_seen_parties())::bigint[])';
begin
  execute format('alter policy portal_sight on issued_papers using (%s)', own_party);
  execute format('alter policy portal_sight on data_rights using (%s)', own_party);
end $$;
--> statement-breakpoint
alter policy portal_sight on request_files using (
  case_id = any ((select portal_seen_cases())::bigint[])
  or (case_id is null and author = 'client' and (select app_portal_letter()) is null
      and author_id = (select app_portal_user())));
