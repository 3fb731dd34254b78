-- The row of a key is written at every call; a foreign key into it locks it beside, once a named call.
-- Keys are never deleted, so nothing is lost with the constraint.
alter table module_calls drop constraint module_calls_tenant_id_key_id_fkey;
--> statement-breakpoint
-- Addresses that were asked for as text, before they are anybody's, stand beside companies.
alter table company_lookups drop constraint company_lookups_register;
--> statement-breakpoint
alter table company_lookups add constraint company_lookups_register
  check (register in ('ares', 'rpo', 'ruz', 'addresses'));
--> statement-breakpoint
alter table company_lookups drop constraint company_lookups_asked_by;
--> statement-breakpoint
alter table company_lookups add constraint company_lookups_asked_by
  check (asked_by in ('registration_no', 'name', 'address'));
--> statement-breakpoint
-- Transactions are counted by a server anew once a dump is loaded into another, so their order holds
-- within one database only. A feed is such a stretch: its number comes before the transaction's, and
-- facts of an earlier feed stand before all of a later one.
create sequence feed_number as integer;
--> statement-breakpoint
create table feed_marks (
  feed integer not null,
  mark text not null,
  began_at timestamp with time zone not null default now(),
  constraint feed_marks_feed_pk primary key (feed)
);
--> statement-breakpoint
alter table feed_marks enable row level security;
--> statement-breakpoint
alter table feed_marks force row level security;
--> statement-breakpoint
create policy everybody on feed_marks for select to saldo_app using (app_tenant() is not null);
--> statement-breakpoint
create policy platform on feed_marks to saldo_owner using (true) with check (true);
--> statement-breakpoint
-- What is other after a restore from a dump, into another server, another database or the same one.
create function feed_mark() returns text language sql stable security definer
  set search_path = public, pg_temp
  as $$ select left(md5(concat_ws('.', (select system_identifier from pg_control_system()),
                                  (select oid from pg_database where datname = current_database()),
                                  'outbox_facts'::regclass::oid)), 12) $$;
--> statement-breakpoint
do $$ begin
  insert into feed_marks (feed, mark) values (nextval('feed_number'), feed_mark());
end $$;
--> statement-breakpoint
-- The number of the feed, after a restore the next one. Whoever writes is waited for, so that no fact
-- of a feed that ended comes late.
create function settle_feed() returns integer language plpgsql security definer
  set search_path = public, pg_temp as $$
declare found_feed integer;
begin
  found_feed := pg_sequence_last_value('feed_number');
  if exists (select from feed_marks where feed = found_feed and mark = feed_mark()) then
    return found_feed;
  end if;
  lock table outbox_facts in share mode;
  found_feed := pg_sequence_last_value('feed_number');
  if not exists (select from feed_marks where feed = found_feed and mark = feed_mark()) then
    found_feed := nextval('feed_number');
    insert into feed_marks (feed, mark) values (found_feed, feed_mark());
  end if;
  return found_feed;
end $$;
--> statement-breakpoint
alter table outbox_facts add column feed integer not null default 1;
--> statement-breakpoint
alter table outbox_facts alter column feed set default pg_sequence_last_value('feed_number')::integer;
--> statement-breakpoint
drop index outbox_facts_feed;
--> statement-breakpoint
create index outbox_facts_feed on outbox_facts (tenant_id, feed, txid, id);
--> statement-breakpoint
grant select on sequence feed_number to saldo_app;
--> statement-breakpoint
revoke insert, update, delete, truncate on feed_marks from saldo_app;
--> statement-breakpoint
grant select on feed_marks to saldo_app, saldo_module;
--> statement-breakpoint
create policy module_login on feed_marks for select to saldo_module
  using ((select module.tenant()) is not null);
--> statement-breakpoint
grant select on sequence feed_number to saldo_module;
--> statement-breakpoint
grant select (feed) on outbox_facts to saldo_module;
--> statement-breakpoint
create function module.feed_mark() returns text language sql stable security definer
  set search_path = public, pg_temp as $$ select public.feed_mark() $$;
--> statement-breakpoint
revoke all on function module.feed_mark() from public;
--> statement-breakpoint
grant execute on function module.feed_mark() to saldo_module;
--> statement-breakpoint
-- Which feed is told. After a restore that nobody has noticed yet there is none, and no change.
create view module.feed with (security_invoker = true) as
  select m.feed, m.mark, m.began_at from public.feed_marks m
   where m.feed = pg_sequence_last_value('public.feed_number')
     and m.mark = module.feed_mark() and (select module.may('changes:read'));
--> statement-breakpoint
drop view module.changes;
--> statement-breakpoint
create view module.changes with (security_invoker = true) as
  select id, name, payload, occurred_at, txid, feed from public.outbox_facts
   where (feed < (select f.feed from module.feed f)
          or (feed = (select f.feed from module.feed f)
              and txid < pg_snapshot_xmin(pg_current_snapshot())))
     and (select module.may('changes:read'))
     and name in (
      'case.opened', 'case.moved', 'case.assigned', 'case.archived', 'party.created', 'party.changed',
      'party.merged', 'party.insolvent', 'party.insolvency_ended', 'party.insolvency_suspected',
      'claim.created', 'claim.charged', 'claim.paid', 'claim.lowered', 'claim.settlement',
      'claim.assigned', 'payment.recorded', 'payment.reversed', 'payment.surplus_left', 'task.assigned',
      'task.resolved', 'schedule.created', 'schedule.broken', 'schedule.healed', 'promise.kept',
      'promise.broken', 'message.sent', 'message.delivered', 'message.failed', 'message.cancelled',
      'message.received');
--> statement-breakpoint
grant select on module.feed, module.changes to saldo_module;
