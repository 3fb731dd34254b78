-- Who is of a register follows from tax numbers and addresses too, and by whole name and day of birth.
drop trigger note_watch on parties;
--> statement-breakpoint
create trigger note_watch after update of birth_number_hash, country, registration_no, kind, name_key,
    birth_on, merged_into_id, tax_id, vat_id, surname, given_name, birth_number_cipher on parties
  for each row
  when ((old.birth_number_hash, old.country, old.registration_no, old.kind, old.name_key, old.birth_on,
         old.merged_into_id, old.tax_id, old.vat_id, old.surname, old.given_name,
         old.birth_number_cipher is null) is distinct from
        (new.birth_number_hash, new.country, new.registration_no, new.kind, new.name_key, new.birth_on,
         new.merged_into_id, new.tax_id, new.vat_id, new.surname, new.given_name,
         new.birth_number_cipher is null))
  execute function note_watch_party();
--> statement-breakpoint
-- An address at home makes nobody of a register that they are not of by their country: nearly all
-- addresses of an import are such, and note nothing.
create function note_watch_addresses() returns trigger language plpgsql as $$
declare much constant integer := 2000; found_ids bigint[];
begin
  found_ids := array(select distinct m.party_id from moved m
                       join parties p on p.tenant_id = m.tenant_id and p.id = m.party_id
                      where m.country in ('CZ', 'SK') and m.country is distinct from p.country
                      limit much + 1);
  if cardinality(found_ids) > much then
    insert into insolvency_watch_changes (tenant_id) select distinct tenant_id from moved;
  else
    insert into insolvency_watch_changes (tenant_id, party_id)
    select distinct tenant_id, party_id from moved where party_id = any (found_ids);
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger note_watch_come after insert on party_addresses referencing new table as moved
  for each statement execute function note_watch_addresses();
--> statement-breakpoint
create trigger note_watch_gone after delete on party_addresses referencing old table as moved
  for each statement execute function note_watch_addresses();
--> statement-breakpoint
create function note_watch_address() returns trigger language plpgsql as $$
begin
  insert into insolvency_watch_changes (tenant_id, party_id)
  select distinct new.tenant_id, id from unnest(array[old.party_id, new.party_id]) as p(id);
  return null;
end $$;
--> statement-breakpoint
create trigger note_watch_moved after update of country, party_id on party_addresses for each row
  when ((old.country, old.party_id) is distinct from (new.country, new.party_id))
  execute function note_watch_address();
--> statement-breakpoint
-- A function is everybody's until it is taken away. These run with the owner's rights and ask nobody's
-- tenant, so they are the application's alone: no module's own login is to read who may sign in, to
-- bring events and parties together or to begin a feed.
do $$
declare f regprocedure;
begin
  for f in select oid::regprocedure from pg_proc
            where pronamespace = 'public'::regnamespace and prosecdef
              and proname in ('admit_module', 'feed_mark', 'insolvency_feed_is_wanted',
                'match_insolvency_changes', 'match_insolvency_events', 'session_actor',
                'settle_feed', 'sign_in_candidates', 'tenant_ids') loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to saldo_app', f);
  end loop;
end $$;
