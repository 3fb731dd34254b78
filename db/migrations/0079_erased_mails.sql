-- Mails of an erased person outside their own requests: those nobody placed yet, those of another
-- address that waited beside a conversation, and our own system's mails to them. Message-ID stays, by
-- which a mail that still lies in the mailbox is not taken in again.
create function erase_mails_of(given text[]) returns bigint[]
  language plpgsql security definer set search_path = public, pg_temp
  as $$
  declare
    mail_ids bigint[];
    file_ids bigint[];
  begin
    select coalesce(array_agg(m.id), '{}') into mail_ids
      from messages m join request_mails r on r.tenant_id = m.tenant_id and r.message_id = m.id
     where m.tenant_id = app_tenant() and m.direction = 'inbound' and r.standing <> 'posted'
       and lower(m.from_address) = any (given);
    update messages set from_address = '', from_name = '', subject = '', body = ''
     where tenant_id = app_tenant() and id = any (mail_ids);
    -- Nobody is to be asked whose an empty mail is.
    delete from request_mails
     where tenant_id = app_tenant() and standing = 'waiting' and message_id = any (mail_ids);
    with gone as (
      delete from message_files where tenant_id = app_tenant() and message_id = any (mail_ids)
      returning file_id)
    select coalesce(array_agg(distinct file_id), '{}') into file_ids from gone;
    delete from mails
     where tenant_id = app_tenant() and state in ('waiting', 'failed')
       and operator_id is null and lower(to_address) = any (given);
    update mails set to_address = '', data = '{}'
     where tenant_id = app_tenant() and state = 'sent'
       and operator_id is null and lower(to_address) = any (given);
    return file_ids;
  end $$;
--> statement-breakpoint
revoke all on function erase_mails_of(text[]) from public;
--> statement-breakpoint
grant execute on function erase_mails_of(text[]) to saldo_app;
