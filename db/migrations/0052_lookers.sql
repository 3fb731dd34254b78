-- Why, and on what ground, something was looked up before it was anybody's. Until now it was always
-- for a form; what was said of an address besides stands in the audit.
alter table company_lookups add column purpose text not null default 'form';
--> statement-breakpoint
alter table company_lookups add column legal_basis text not null default 'gdpr_6_1_f';
--> statement-breakpoint
alter table company_lookups alter column purpose drop default;
--> statement-breakpoint
alter table company_lookups alter column legal_basis drop default;
--> statement-breakpoint
-- The machine's own watch is most of the log; who looked at whom is read past it.
create index screenings_by_people on screenings (tenant_id, asked_at)
  where cause <> 'watch' and cause <> 'feed';
--> statement-breakpoint
-- An insolvency that goes from one state to another is somebody else's business too.
create or replace view module.changes with (security_invoker = true) as
  select id, name, payload, occurred_at, txid, feed from public.outbox_facts
   where (feed < (select f.feed from module.feed f)
          or (feed = (select f.feed from module.feed f)
              and txid < pg_snapshot_xmin(pg_current_snapshot())))
     and (select module.may('changes:read'))
     and name in (
      'case.opened', 'case.moved', 'case.assigned', 'case.archived', 'party.created', 'party.changed',
      'party.merged', 'party.insolvent', 'party.insolvency_ended', 'party.insolvency_moved',
      'party.insolvency_suspected', 'claim.created', 'claim.charged', 'claim.paid', 'claim.lowered',
      'claim.settlement', 'claim.assigned', 'payment.recorded', 'payment.reversed',
      'payment.surplus_left', 'task.assigned', 'task.resolved', 'schedule.created', 'schedule.broken',
      'schedule.healed', 'promise.kept', 'promise.broken', 'message.sent', 'message.delivered',
      'message.failed', 'message.cancelled', 'message.received');
--> statement-breakpoint
-- Since when the file of a tenant cannot be read; after a day somebody has to see to it.
alter table config_sources add column unread_since timestamp with time zone;
--> statement-breakpoint
alter table office_tasks drop constraint office_tasks_kind;
--> statement-breakpoint
alter table office_tasks add constraint office_tasks_kind
  check (kind in ('trigger_off', 'config_refused', 'config_unread'));
