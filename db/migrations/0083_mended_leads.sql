-- Who sees only their own cases is told ids of no others', and so has to be told what left them:
-- "7 lost deal 17,0", the owners whose cases became another's; 0: they were nobody's.
create or replace function count_board_cases() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
declare
  added record;
  told record;
begin
  if app_tenant() is null then return null; end if;
  -- Held to the end of the transaction: counting anew then misses nobody.
  perform pg_advisory_xact_lock_shared(hashtext('board-totals'), app_tenant());
  if not exists (select 1 from counted_boards where tenant_id = app_tenant()) then return null; end if;
  if tg_op = 'UPDATE' then
    with changed as (
      select -1 as sign, o.* from old_rows o union all select 1, n.* from new_rows n),
    written as (
      insert into board_totals (category, state, access_group_id, currency, cases, amount_minor)
      select k.category, k.state, k.access_group_id,
             board_currency(k.fields, b.currency_field, b.currency, g.currency),
             sum(k.sign), sum(k.sign * board_amount(k.fields, b.sum_field))
        from changed k
        join counted_boards b on b.tenant_id = k.tenant_id and b.category = k.category
        left join case_groups g on g.tenant_id = k.tenant_id and g.id = k.group_id
       where k.tenant_id = app_tenant() and k.archived_at is null and k.voided_at is null
       group by 1, 2, 3, 4
      having sum(k.sign) <> 0 or sum(k.sign * board_amount(k.fields, b.sum_field)) <> 0
      returning id, category)
    select max(id) as last, count(*) as rows, array_agg(distinct category) as categories
      into added from written;
    for told in
      select n.category, array_agg(n.id) as ids,
             bool_or(n.access_group_id is distinct from o.access_group_id) as is_whole,
             string_agg(distinct coalesce(o.owner_id, 0)::text, ',')
               filter (where n.owner_id is distinct from o.owner_id) as losers
        from new_rows n join old_rows o on o.tenant_id = n.tenant_id and o.id = n.id
        join counted_boards b on b.tenant_id = n.tenant_id and b.category = n.category
       where (n.state, n.owner_id, n.access_group_id, n.fields, n.debtor_name, n.tag_codes,
              n.next_task_due_at, n.archived_at, n.voided_at) is distinct from
             (o.state, o.owner_id, o.access_group_id, o.fields, o.debtor_name, o.tag_codes,
              o.next_task_due_at, o.archived_at, o.voided_at)
       group by n.category
    loop
      perform tell_stream_board(told.category, told.ids, told.is_whole);
      if told.losers is not null then
        perform pg_notify('stream', app_tenant() || ' lost ' || told.category || ' ' || told.losers);
      end if;
    end loop;
  else
    with written as (
      insert into board_totals (category, state, access_group_id, currency, cases, amount_minor)
      select k.category, k.state, k.access_group_id,
             board_currency(k.fields, b.currency_field, b.currency, g.currency),
             sum(s.sign), sum(s.sign * board_amount(k.fields, b.sum_field))
        from these_rows k cross join (select case tg_op when 'INSERT' then 1 else -1 end as sign) s
        join counted_boards b on b.tenant_id = k.tenant_id and b.category = k.category
        left join case_groups g on g.tenant_id = k.tenant_id and g.id = k.group_id
       where k.tenant_id = app_tenant() and k.archived_at is null and k.voided_at is null
       group by 1, 2, 3, 4
      returning id, category)
    select max(id) as last, count(*) as rows, array_agg(distinct category) as categories
      into added from written;
    for told in
      select k.category, array_agg(k.id) as ids
        from these_rows k join counted_boards b on b.tenant_id = k.tenant_id and b.category = k.category
       group by k.category
    loop perform tell_stream_board(told.category, told.ids, tg_op = 'DELETE'); end loop;
  end if;
  -- Every five hundredth row or so pays for putting them together.
  if added.last / 512 > (added.last - added.rows) / 512 then
    perform fold_board_totals(added.categories);
  end if;
  return null;
end $$;
--> statement-breakpoint
-- As in 0079, and what waits to become a deal: in the mailbox of deals, and in the quarantine of forms.
create or replace function erase_mails_of(given text[]) returns bigint[]
  language plpgsql security definer set search_path = public, pg_temp
  as $$
  declare
    mail_ids bigint[];
    lead_ids bigint[];
    file_ids bigint[];
  begin
    select coalesce(array_agg(m.id), '{}') into mail_ids
      from messages m join request_mails r on r.tenant_id = m.tenant_id and r.message_id = m.id
     where m.tenant_id = app_tenant() and m.direction = 'inbound' and r.standing <> 'posted'
       and lower(m.from_address) = any (given);
    -- To the mailbox of deals: what no deal was made of yet, by whom it is or whom a form's mail names.
    select coalesce(array_agg(m.id), '{}') into lead_ids
      from messages m
      left join lead_mails l on l.tenant_id = m.tenant_id and l.message_id = m.id
      left join lead_rules r on r.tenant_id = l.tenant_id and r.id = l.rule_id
     where m.tenant_id = app_tenant() and m.direction = 'inbound' and m.mailbox = 'deals'
       and m.case_id is null
       and (lower(m.from_address) = any (given)
            or coalesce(r.sender, '') <> '' and exists (
                 select from unnest(given) g where g <> '' and position(g in lower(m.body)) > 0));
    delete from lead_mails where tenant_id = app_tenant() and message_id = any (lead_ids);
    update messages set dismissed_at = coalesce(dismissed_at, now())
     where tenant_id = app_tenant() and id = any (lead_ids);
    mail_ids := mail_ids || lead_ids;
    update lead_submissions s set content = '{}', standing = 'refused', decided_at = now()
     where s.tenant_id = app_tenant() and s.standing = 'quarantined' and exists (
       select from jsonb_each_text(s.content) c cross join unnest(given) g
        where g <> '' and position(g in lower(c.value)) > 0);
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
