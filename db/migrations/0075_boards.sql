-- A board says how many cases stand in each state and what they are worth. Counting a hundred
-- thousand of them for each look is slow, and one counter a state would let two moves wait for each
-- other; so every statement that changes cases leaves what it added and took away as rows of their
-- own. A sum of rows is the count; now and then the rows are put together.
create index cases_board on cases (tenant_id, category, state, state_since, id)
  where archived_at is null and voided_at is null;
--> statement-breakpoint
-- Categories whose board somebody has opened; of others nothing is kept.
create table counted_boards (
  tenant_id integer default app_tenant() not null,
  category text not null,
  sum_field text,
  currency_field text,
  currency text,
  counted_at timestamp with time zone default now() not null,
  constraint counted_boards_tenant_id_category_pk primary key (tenant_id, category)
);
--> statement-breakpoint
create table board_totals (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  category text not null,
  state text not null,
  access_group_id bigint,
  currency text not null,
  cases bigint not null,
  amount_minor bigint not null,
  constraint board_totals_tenant_id_id_pk primary key (tenant_id, id)
);
--> statement-breakpoint
create index board_totals_category on board_totals (tenant_id, category);
--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
-- What stands behind the wall of cases is counted behind the same wall.
create policy access_group_wall on board_totals as restrictive for select to saldo_app
  using ((select app_sees_all_groups()) or access_group_id is null
         or access_group_id = any ((select app_access_groups())::bigint[]));
--> statement-breakpoint
-- Only the database counts.
revoke insert, update, delete, truncate on counted_boards, board_totals from saldo_app;
--> statement-breakpoint
create function board_amount(fields jsonb, field text) returns bigint language sql immutable
  as $$ select case when jsonb_typeof(fields -> field) = 'number'
                    then round((fields ->> field)::numeric)::bigint else 0 end $$;
--> statement-breakpoint
create function board_currency(fields jsonb, currency_field text, fixed text, of_group text)
  returns text language sql immutable
  as $$ select coalesce(upper(nullif(fields ->> currency_field, '')), fixed, of_group, 'CZK') $$;
--> statement-breakpoint
-- Counts a category anew, as its definition says now. False: somebody is changing cases at this very
-- moment, and what they do would be missed; whoever asked counts for themselves and tries next time.
create function count_board(given_category text, given_sum text, given_currency_field text,
                            given_currency text)
  returns boolean language plpgsql security definer set search_path = public, pg_temp
  as $$
begin
  if app_tenant() is null
     or not pg_try_advisory_xact_lock(hashtext('board-totals'), app_tenant()) then
    return false;
  end if;
  delete from board_totals where tenant_id = app_tenant() and category = given_category;
  insert into counted_boards (category, sum_field, currency_field, currency)
  values (given_category, given_sum, given_currency_field, given_currency)
  on conflict (tenant_id, category) do update set sum_field = excluded.sum_field,
    currency_field = excluded.currency_field, currency = excluded.currency, counted_at = now();
  insert into board_totals (category, state, access_group_id, currency, cases, amount_minor)
  select c.category, c.state, c.access_group_id,
         board_currency(c.fields, given_currency_field, given_currency, g.currency),
         count(*), sum(board_amount(c.fields, given_sum))
    from cases c left join case_groups g on g.tenant_id = c.tenant_id and g.id = c.group_id
   where c.tenant_id = app_tenant() and c.category = given_category
     and c.archived_at is null and c.voided_at is null
   group by 1, 2, 3, 4;
  return true;
end $$;
--> statement-breakpoint
-- Of many rows of one state one is made. Rows that somebody else is putting together stay theirs.
create function fold_board_totals(categories text[]) returns void
  language sql security definer set search_path = public, pg_temp
  as $$
  with gone as (
    delete from board_totals t where t.tenant_id = app_tenant() and t.id in (
      select s.id from board_totals s
       where s.tenant_id = app_tenant() and s.category = any (categories) for update skip locked)
    returning t.*)
  insert into board_totals (category, state, access_group_id, currency, cases, amount_minor)
  select category, state, access_group_id, currency, sum(cases), sum(amount_minor)
    from gone group by 1, 2, 3, 4 having sum(cases) <> 0 or sum(amount_minor) <> 0 $$;
--> statement-breakpoint
-- Told to whoever keeps a stream: "7 board deal 12,13"; of many cases at once, or where one went behind
-- another wall, only that the board is another.
create function tell_stream_board(category text, ids bigint[], is_whole boolean) returns void
  language sql as $$
  select pg_notify('stream', app_tenant() || ' board ' || category || ' ' || case
    when is_whole or cardinality(ids) > 200 then '*' else array_to_string(ids, ',') end) $$;
--> statement-breakpoint
create function count_board_cases() returns trigger
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
             bool_or(n.access_group_id is distinct from o.access_group_id) as is_whole
        from new_rows n join old_rows o on o.tenant_id = n.tenant_id and o.id = n.id
        join counted_boards b on b.tenant_id = n.tenant_id and b.category = n.category
       where (n.state, n.owner_id, n.access_group_id, n.fields, n.debtor_name, n.tag_codes,
              n.next_task_due_at, n.archived_at, n.voided_at) is distinct from
             (o.state, o.owner_id, o.access_group_id, o.fields, o.debtor_name, o.tag_codes,
              o.next_task_due_at, o.archived_at, o.voided_at)
       group by n.category
    loop perform tell_stream_board(told.category, told.ids, told.is_whole); end loop;
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
create trigger count_board_new after insert on cases
  referencing new table as these_rows for each statement execute function count_board_cases();
--> statement-breakpoint
create trigger count_board_changed after update on cases
  referencing old table as old_rows new table as new_rows
  for each statement execute function count_board_cases();
--> statement-breakpoint
create trigger count_board_gone after delete on cases
  referencing old table as these_rows for each statement execute function count_board_cases();
--> statement-breakpoint
-- Another currency of a group is another sum: counted anew when somebody looks.
create function forget_board_totals() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
begin
  delete from counted_boards where tenant_id = new.tenant_id and sum_field is not null;
  return null;
end $$;
--> statement-breakpoint
create trigger forget_board_totals after update of currency on case_groups
  for each row when (new.currency is distinct from old.currency)
  execute function forget_board_totals();
--> statement-breakpoint
revoke all on function count_board(text, text, text, text), fold_board_totals(text[]) from public;
--> statement-breakpoint
grant execute on function count_board(text, text, text, text) to saldo_app;
