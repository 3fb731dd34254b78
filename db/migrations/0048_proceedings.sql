-- What kind of proceeding an insolvency is: terms and effects follow from it.
alter table screening_hits add column procedure text;
--> statement-breakpoint
alter table party_insolvency add column procedure text;
--> statement-breakpoint
alter table case_insolvencies add column procedure text;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['screening_hits', 'party_insolvency', 'case_insolvencies'] loop
    execute format($f$alter table %I add constraint %I check (procedure in ('moratorium',
      'bankruptcy', 'small_bankruptcy', 'discharge', 'discharge_bankruptcy', 'discharge_plan',
      'reorganization', 'restructuring', 'preventive', 'liquidation', 'other'))$f$,
      t, t || '_procedure');
  end loop;
end $$;
--> statement-breakpoint
-- Proceedings that a check has asked for by their own mark, and that were answered: only such an
-- answer ends an insolvency that the other keys did not find again.
alter table screenings add column asked_marks text[] not null default '{}';
--> statement-breakpoint
-- Questions that left for the register: a check may take several, each a turn of its own.
alter table screenings add column question_count integer not null default 1;
--> statement-breakpoint
-- Money of questions that are on their way: spent as far as the budget goes, until they are settled.
create table register_reservations (
  tenant_id integer not null default app_tenant(),
  id bigint not null generated always as identity,
  register text not null,
  currency text not null,
  amount_minor bigint not null,
  expires_at timestamp with time zone not null,
  constraint register_reservations_tenant_id_id_pk primary key (tenant_id, id),
  constraint register_reservations_register check (register in ('isir_cz', 'isir_sk', 'ares', 'rpo', 'ruz', 'vat_payers', 'vies', 'invalid_documents', 'addresses', 'cee', 'cre')),
  constraint register_reservations_currency check (currency in ('CZK', 'EUR')),
  constraint register_reservations_amount check (amount_minor > 0)
);
--> statement-breakpoint
create index register_reservations_open on register_reservations (tenant_id, register, expires_at);
--> statement-breakpoint
-- By what somebody is of each country's register.
alter table insolvency_settings
  add column czech_ties text[] not null default '{country,address,tax_id,person}';
--> statement-breakpoint
alter table insolvency_settings
  add column slovak_ties text[] not null default '{country,address,tax_id}';
--> statement-breakpoint
alter table insolvency_settings add constraint insolvency_settings_ties check (
  czech_ties <@ '{country,address,tax_id,person}'::text[]
  and slovak_ties <@ '{country,address,tax_id,person}'::text[]
  and 'country' = any (czech_ties) and 'country' = any (slovak_ties));
--> statement-breakpoint
-- Proceedings of the Slovak register that have changed and were not read yet.
create table insolvency_unread (
  register text not null,
  mark text not null,
  event_id bigint not null,
  changed_at timestamp with time zone not null,
  next_at timestamp with time zone not null,
  tries integer not null default 0,
  trouble text,
  constraint insolvency_unread_register_mark_pk primary key (register, mark),
  constraint insolvency_unread_register check (register in ('isir_cz', 'isir_sk'))
);
--> statement-breakpoint
create index insolvency_unread_next on insolvency_unread (register, next_at);
--> statement-breakpoint
-- The Slovak register gives its changes no numbers, so the copy does; of one proceeding a change of
-- one moment is one event, however often it is read.
create sequence insolvency_change_ids as bigint;
--> statement-breakpoint
grant usage on sequence insolvency_change_ids to saldo_app;
--> statement-breakpoint
create unique index insolvency_events_change on insolvency_events (mark, published_at)
  where register = 'isir_sk';
--> statement-breakpoint
alter table insolvency_unread enable row level security;
--> statement-breakpoint
alter table insolvency_unread force row level security;
--> statement-breakpoint
create policy shared_read on insolvency_unread for select to saldo_app
  using ((select app_tenant()) is not null);
--> statement-breakpoint
create policy feed_hand on insolvency_unread to saldo_app
  using ((select app_is_feed())) with check ((select app_is_feed()));
--> statement-breakpoint
create policy platform on insolvency_unread to saldo_owner using (true) with check (true);
--> statement-breakpoint
create policy module_wall on insolvency_unread as restrictive to saldo_app
  using (not (select app_is_module()));
--> statement-breakpoint
-- As match_insolvency_events, of named events: the Slovak ones, whose debtors are known only once
-- their proceeding was read. Of a party and a proceeding there is one hint; a newer change opens it
-- again.
create function match_insolvency_changes(given_register text, given_ids bigint[],
    given_at timestamptz) returns bigint
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare found_count bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('insolvency-feed:' || given_register, 0));
  insert into insolvency_hints as h (tenant_id, party_id, register, mark, type, state, event_id,
                                     kind, found_at, next_at)
  select distinct on (w.tenant_id, w.party_id, e.mark)
         w.tenant_id, w.party_id, e.register, e.mark, e.type, '', e.event_id, w.kind, given_at,
         given_at
    from insolvency_events e
    join insolvency_debtors d on d.register = e.register and d.mark = e.mark
    join insolvency_watch_keys w on w.key = d.key and w.register = d.register
   where e.register = given_register and e.event_id = any (given_ids)
   order by w.tenant_id, w.party_id, e.mark, e.event_id desc,
            array_position(array['file_mark', 'birth_number', 'registration_no', 'person'], w.kind)
  on conflict (tenant_id, party_id, register, mark, type, state) do update
     set event_id = excluded.event_id, kind = excluded.kind, found_at = excluded.found_at,
         next_at = excluded.next_at, tries = 0, settled_at = null, refusal = null
   where h.event_id < excluded.event_id;
  get diagnostics found_count = row_count;
  return found_count;
end $$;
--> statement-breakpoint
call raise_tenant_walls();
