-- What a client may read and take away: documents that were shown to them, what was sent to them and
-- came from them, and confirmations that were made for them.
create table shown_documents (
  tenant_id integer default app_tenant() not null,
  event_id bigint not null,
  party_id bigint not null,
  case_id bigint not null,
  file_id bigint not null,
  shown_at timestamp with time zone not null,
  shown_by bigint,
  constraint shown_documents_tenant_id_event_id_party_id_pk primary key (tenant_id, event_id, party_id),
  constraint shown_documents_tenant_id_event_id_case_events_tenant_id_id_fk
    foreign key (tenant_id, event_id) references case_events (tenant_id, id) on delete cascade,
  constraint shown_documents_tenant_id_party_id_parties_tenant_id_id_fk
    foreign key (tenant_id, party_id) references parties (tenant_id, id),
  constraint shown_documents_tenant_id_case_id_cases_tenant_id_id_fk
    foreign key (tenant_id, case_id) references cases (tenant_id, id) on delete cascade,
  constraint shown_documents_tenant_id_file_id_files_tenant_id_id_fk
    foreign key (tenant_id, file_id) references files (tenant_id, id)
);
--> statement-breakpoint
create index shown_documents_party on shown_documents (tenant_id, party_id, shown_at);
--> statement-breakpoint
create index shown_documents_file on shown_documents (tenant_id, file_id);
--> statement-breakpoint
create index shown_documents_case on shown_documents (tenant_id, case_id);
--> statement-breakpoint
create table issued_papers (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  number text not null,
  kind text not null,
  portal_user_id bigint not null,
  party_id bigint not null,
  case_id bigint,
  payment_id bigint,
  language text not null,
  issued_on date not null,
  issued_at timestamp with time zone not null,
  facts jsonb not null,
  content_key bytea not null,
  code_hash bytea not null,
  file_id bigint not null,
  constraint issued_papers_tenant_id_id_pk primary key (tenant_id, id),
  constraint issued_papers_tenant_id_portal_user_id_portal_users_tenant_id_id_fk
    foreign key (tenant_id, portal_user_id) references portal_users (tenant_id, id),
  constraint issued_papers_tenant_id_party_id_parties_tenant_id_id_fk
    foreign key (tenant_id, party_id) references parties (tenant_id, id),
  constraint issued_papers_tenant_id_case_id_cases_tenant_id_id_fk
    foreign key (tenant_id, case_id) references cases (tenant_id, id),
  constraint issued_papers_tenant_id_payment_id_payments_tenant_id_id_fk
    foreign key (tenant_id, payment_id) references payments (tenant_id, id),
  constraint issued_papers_tenant_id_file_id_files_tenant_id_id_fk
    foreign key (tenant_id, file_id) references files (tenant_id, id),
  constraint issued_papers_kind check (kind in ('payment', 'noDebt')),
  constraint issued_papers_language check (language in ('cs', 'sk', 'en', 'ru')),
  constraint issued_papers_payment check ((kind = 'payment') = (payment_id is not null))
);
--> statement-breakpoint
create unique index issued_papers_number on issued_papers (tenant_id, number);
--> statement-breakpoint
create unique index issued_papers_content on issued_papers (tenant_id, portal_user_id, content_key);
--> statement-breakpoint
create index issued_papers_party on issued_papers (tenant_id, party_id, issued_at);
--> statement-breakpoint
create index issued_papers_file on issued_papers (tenant_id, file_id);
--> statement-breakpoint
do $$
declare t constant text := 'issued_papers';
begin
  execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', t);
  execute format('create trigger append_only_whole before truncate on %I execute function refuse_change()', t);
  execute format('revoke update, delete, truncate on %I from saldo_app', t);
end $$;
--> statement-breakpoint
-- A paper that was given out can be downloaded again, and is the same.
create function guard_issued_file() returns trigger language plpgsql as $$
begin
  if exists (select from issued_papers p where p.tenant_id = old.tenant_id and p.file_id = old.id) then
    raise exception 'a paper that was given out never changes' using errcode = 'integrity_constraint_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
--> statement-breakpoint
create function guard_issued_chunk() returns trigger language plpgsql as $$
begin
  if exists (select from issued_papers p where p.tenant_id = old.tenant_id and p.file_id = old.file_id) then
    raise exception 'a paper that was given out never changes' using errcode = 'integrity_constraint_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
--> statement-breakpoint
create trigger guard_issued_file before update or delete on files
  for each row execute function guard_issued_file();
--> statement-breakpoint
create trigger guard_issued_file before update or delete on file_chunks
  for each row execute function guard_issued_chunk();
--> statement-breakpoint
-- A document that was taken back, or that a new version stands in for, is shown to nobody; whether the
-- new one is, a person says anew.
create function hide_document() returns trigger language plpgsql as $$
begin
  delete from shown_documents s
   where s.tenant_id = new.tenant_id
     and s.event_id = case when tg_op = 'INSERT' then new.replaces_event_id else new.id end;
  return null;
end $$;
--> statement-breakpoint
create trigger hide_replaced_document after insert on case_events
  for each row when (new.replaces_event_id is not null) execute function hide_document();
--> statement-breakpoint
create trigger hide_deleted_document after update of deleted_at on case_events
  for each row when (new.deleted_at is not null and new.kind = 'document') execute function hide_document();
--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
grant select (tenant_id, event_id, party_id, case_id, file_id, shown_at) on shown_documents to saldo_portal;
--> statement-breakpoint
grant select (tenant_id, id, number, kind, party_id, case_id, payment_id, language, issued_on, issued_at,
              file_id) on issued_papers to saldo_portal;
--> statement-breakpoint
-- As it was sent; who of the house wrote it, what it cost and how its carrier did are not told.
grant select (tenant_id, id, direction, channel, state, case_id, party_id, subject, body, language,
              created_at, sent_at, delivered_at, posted_on, inbound_kind) on messages to saldo_portal;
--> statement-breakpoint
grant select (tenant_id, message_id, place, kind, file_id) on message_files to saldo_portal;
--> statement-breakpoint
grant select (tenant_id, id, name, media_type, size_bytes) on files to saldo_portal;
--> statement-breakpoint
grant select (tenant_id, file_id, seq, content) on file_chunks to saldo_portal;
--> statement-breakpoint
do $$
declare
  own_case constant text := 'case_id = any ((select portal_case_ids())::bigint[])';
  own_party constant text := 'party_id = any ((select portal_party_ids())::bigint[])';
  wall record;
begin
  for wall in
    select * from (values
      ('shown_documents', own_case || ' and ' || own_party),
      ('issued_papers', own_party),
      -- Addressed to this very client, and dispatched; or theirs, and filed by a person's hand.
      ('messages', own_case || ' and ' || own_party ||
        ' and ((direction = ''outbound'' and state in (''sent'', ''delivered'', ''returned''))
            or (direction = ''inbound'' and state = ''filed''
                and coalesce(inbound_kind, ''person'') = ''person''))'),
      -- What a carrier gave us as a proof, and mails as they lay in the box, are ours.
      ('message_files', 'kind in (''document'', ''print'', ''attachment'')
         and exists (select from messages m where m.id = message_files.message_id)'),
      ('files', 'exists (select from shown_documents s where s.file_id = files.id)
         or exists (select from message_files x where x.file_id = files.id)
         or exists (select from issued_papers p where p.file_id = files.id)'),
      ('file_chunks', 'exists (select from files f where f.id = file_chunks.file_id)')
    ) as w (name, sight)
  loop
    execute format('create policy portal_sight on %I as restrictive to saldo_portal using (%s)',
                   wall.name, wall.sight);
  end loop;
end $$;
