-- What a client may see is asked by every policy of every statement: a case's page asked it some
-- forty times. Now it is found once a transaction and remembered there, with whose it is.
create function portal_seen_parties() returns bigint[]
  language plpgsql stable set search_path = public, pg_temp
  as $$
  declare
    whose constant text := coalesce(app_tenant() || '/' || app_portal_user(), '-');
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
create function portal_seen_cases() returns bigint[]
  language plpgsql stable set search_path = public, pg_temp
  as $$
  declare
    whose constant text := coalesce(app_tenant() || '/' || app_portal_user(), '-');
    seen constant text := current_setting('app.portal_cases', true);
    ids bigint[];
  begin
    if split_part(seen, ' ', 1) = whose then return split_part(seen, ' ', 2)::bigint[]; end if;
    ids := portal_case_ids();
    perform set_config('app.portal_cases', whose || ' ' || ids::text, true);
    return ids;
  end $$;
--> statement-breakpoint
-- Every wall that stands by now asks by way of these; the sight itself stays where it was written.
do $$
declare
  wall record;
begin
  for wall in
    select c.relname as name, pg_get_expr(p.polqual, p.polrelid) as sight
      from pg_policy p join pg_class c on c.oid = p.polrelid
     where p.polname = 'portal_sight'
       and pg_get_expr(p.polqual, p.polrelid) ~ 'portal_(case|party)_ids\(\)'
  loop
    execute format('alter policy portal_sight on %I using (%s)', wall.name,
                   replace(replace(wall.sight, 'portal_case_ids()', 'portal_seen_cases()'),
                           'portal_party_ids()', 'portal_seen_parties()'));
  end loop;
  execute replace(pg_get_functiondef('portal_counterpart(bigint)'::regprocedure),
                  'portal_party_ids()', 'portal_seen_parties()');
end $$;
--> statement-breakpoint
-- How much a client wrote in a day is counted before each line of theirs.
create index request_posts_client on request_posts (tenant_id, author_id, at)
  where author = 'client';
