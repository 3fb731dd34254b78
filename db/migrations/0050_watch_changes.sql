CREATE TABLE "insolvency_watch_changes" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "insolvency_watch_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"party_id" bigint,
	"case_id" bigint,
	CONSTRAINT "insolvency_watch_changes_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "insolvency_watch_changes_one" CHECK (party_id is null or case_id is null)
);
--> statement-breakpoint
CREATE TABLE "insolvency_watch_passes" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"register" text NOT NULL,
	"after_id" bigint DEFAULT 0 NOT NULL,
	"party_count" bigint NOT NULL,
	"done_count" bigint DEFAULT 0 NOT NULL,
	"begun_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "insolvency_watch_passes_tenant_id_register_pk" PRIMARY KEY("tenant_id","register"),
	CONSTRAINT "insolvency_watch_passes_register" CHECK (register in ('isir_cz', 'isir_sk'))
);
--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
-- What a machine does is noted too; whom it makes watched it does not see.
do $$
declare t text;
begin
  foreach t in array array['insolvency_watch_changes', 'insolvency_watch_passes'] loop
    execute format('create policy module_wall on %I as restrictive for select to saldo_app
                      using (not (select app_is_module()))', t);
  end loop;
end $$;
--> statement-breakpoint
-- Whom a tenant watches follows from who answers for an open case, from what people are known by,
-- and from two settings. Each statement that moves one of these notes it, whoever sends it: so no
-- way there is can be forgotten. Nothing is unique here, hence nobody waits for another; a statement
-- of thousands notes one line without anybody, which has the whole tenant compared.
create function note_case_parties() returns trigger language plpgsql as $$
declare much constant integer := 2000;
begin
  if tg_op = 'DELETE' then
    if (select count(*) from (select from gone limit much + 1) few) > much then
      insert into insolvency_watch_changes (tenant_id) select distinct tenant_id from gone;
    else
      insert into insolvency_watch_changes (tenant_id, party_id) select tenant_id, party_id from gone;
    end if;
  elsif (select count(*) from (select from come limit much + 1) few) > much then
    insert into insolvency_watch_changes (tenant_id) select distinct tenant_id from come;
  else
    insert into insolvency_watch_changes (tenant_id, party_id) select tenant_id, party_id from come;
    if tg_op = 'UPDATE' then
      insert into insolvency_watch_changes (tenant_id, party_id)
      select tenant_id, party_id from gone;
    end if;
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger note_watch_come after insert on case_parties referencing new table as come
  for each statement execute function note_case_parties();
--> statement-breakpoint
create trigger note_watch_gone after delete on case_parties referencing old table as gone
  for each statement execute function note_case_parties();
--> statement-breakpoint
create trigger note_watch_moved after update on case_parties
  referencing old table as gone new table as come
  for each statement execute function note_case_parties();
--> statement-breakpoint
create function note_watch_case() returns trigger language plpgsql as $$
begin
  insert into insolvency_watch_changes (tenant_id, case_id) values (new.tenant_id, new.id);
  return null;
end $$;
--> statement-breakpoint
create trigger note_watch after update of closed_at, archived_at, voided_at on cases for each row
  when ((old.closed_at is null and old.archived_at is null and old.voided_at is null) is distinct from
        (new.closed_at is null and new.archived_at is null and new.voided_at is null))
  execute function note_watch_case();
--> statement-breakpoint
create function note_watch_party() returns trigger language plpgsql as $$
begin
  insert into insolvency_watch_changes (tenant_id, party_id) values (new.tenant_id, new.id);
  return null;
end $$;
--> statement-breakpoint
create trigger note_watch after update of birth_number_hash, country, registration_no, kind, name_key,
    birth_on, merged_into_id on parties for each row
  when ((old.birth_number_hash, old.country, old.registration_no, old.kind, old.name_key, old.birth_on,
         old.merged_into_id) is distinct from
        (new.birth_number_hash, new.country, new.registration_no, new.kind, new.name_key, new.birth_on,
         new.merged_into_id))
  execute function note_watch_party();
--> statement-breakpoint
create function note_watch_mark() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    insert into insolvency_watch_changes (tenant_id, party_id) values (old.tenant_id, old.party_id);
  end if;
  if tg_op <> 'DELETE' then
    insert into insolvency_watch_changes (tenant_id, party_id) values (new.tenant_id, new.party_id);
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger note_watch after insert or delete on party_insolvency for each row
  execute function note_watch_mark();
--> statement-breakpoint
create trigger note_watch_moved after update on party_insolvency for each row
  when ((old.party_id, old.register, old.mark) is distinct from (new.party_id, new.register, new.mark))
  execute function note_watch_mark();
--> statement-breakpoint
create function note_watch_setting() returns trigger language plpgsql as $$
begin
  insert into insolvency_watch_changes (tenant_id)
  values (case when tg_op = 'DELETE' then old.tenant_id else new.tenant_id end);
  return null;
end $$;
--> statement-breakpoint
create trigger note_watch after insert or update or delete on insolvency_settings for each row
  execute function note_watch_setting();
--> statement-breakpoint
create trigger note_watch after insert or update or delete on register_services for each row
  execute function note_watch_setting();
--> statement-breakpoint
-- Watches go with parties and keys with watches, all of a statement's at once: a foreign key that is
-- looked up a row, for millions of them, was more than half of taking tenants up, and of a hint it
-- writes a page of the parties. Whoever writes a watch holds its party by a lock, as a key would.
alter table insolvency_watches drop constraint "insolvency_watches_tenant_id_party_id_parties_tenant_id_id_fk";
--> statement-breakpoint
alter table insolvency_watch_keys drop constraint
  "insolvency_watch_keys_tenant_id_party_id_register_insolvency_watches_tenant_id_party_id_register_fk";
--> statement-breakpoint
alter table insolvency_hints drop constraint "insolvency_hints_tenant_id_party_id_parties_tenant_id_id_fk";
--> statement-breakpoint
-- Of a party that is deleted while an event finds it a hint may stay behind: nobody is there to be
-- asked for, and it is settled so.
create function forget_watches() returns trigger language plpgsql as $$
begin
  delete from insolvency_hints h using gone g where h.tenant_id = g.tenant_id and h.party_id = g.id;
  delete from insolvency_watches w using gone g
   where w.tenant_id = g.tenant_id and w.party_id = g.id;
  return null;
end $$;
--> statement-breakpoint
create trigger forget_watches after delete on parties referencing old table as gone
  for each statement execute function forget_watches();
--> statement-breakpoint
create function forget_watch_keys() returns trigger language plpgsql as $$
begin
  delete from insolvency_watch_keys k using gone g
   where k.tenant_id = g.tenant_id and k.party_id = g.party_id and k.register = g.register;
  return null;
end $$;
--> statement-breakpoint
create trigger forget_keys after delete on insolvency_watches referencing old table as gone
  for each statement execute function forget_watch_keys();
--> statement-breakpoint
-- A number for VAT is looked up for a form, too.
alter table company_lookups drop constraint company_lookups_register;
--> statement-breakpoint
alter table company_lookups add constraint "company_lookups_register" check (register in ('ares', 'rpo', 'ruz', 'vies', 'addresses'));
--> statement-breakpoint
alter table company_lookups drop constraint company_lookups_asked_by;
--> statement-breakpoint
alter table company_lookups add constraint "company_lookups_asked_by" check (asked_by in ('registration_no', 'name', 'address', 'tax_id'));
--> statement-breakpoint
-- Levels of a Russian address in ФИАС; street and town are written of them.
alter table party_addresses add column fias_parts jsonb;
--> statement-breakpoint
alter table party_addresses add constraint party_addresses_fias_parts check (jsonb_typeof(fias_parts) = 'object');
--> statement-breakpoint
create or replace function forget_address_check() returns trigger language plpgsql as $$
begin
  if (new.street, new.city, new.postal_code, new.country)
     is distinct from (old.street, old.city, old.postal_code, old.country) then
    if (new.check_result, new.checked_on) is not distinct from (old.check_result, old.checked_on) then
      new.check_result := null;
      new.checked_on := null;
    end if;
    if new.address_point is not distinct from old.address_point then new.address_point := null; end if;
    if new.fias_code is not distinct from old.fias_code then new.fias_code := null; end if;
    if new.fias_parts is not distinct from old.fias_parts and (new.street, new.city)
       is distinct from (old.street, old.city) then new.fias_parts := null; end if;
  end if;
  return new;
end $$;
--> statement-breakpoint
-- Rows of an import whose cells hold more than names and numbers; null of nearly all of them.
alter table import_party_rows add column requisites jsonb;
--> statement-breakpoint
alter table party_licences add column import_id bigint;
