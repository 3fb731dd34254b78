-- What the tables lean on: extensions, and the functions that say in whose name a transaction runs.
create extension if not exists pg_trgm;
--> statement-breakpoint
-- The tenant of this transaction, set by db/client.ts; without it nothing is visible and nothing can be written.
create function app_tenant() returns integer language sql stable parallel safe
  as $$ select nullif(current_setting('app.tenant_id', true), '')::integer $$;
--> statement-breakpoint
-- '*' = every access group; otherwise a comma list of ids, possibly empty.
create function app_sees_all_groups() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('app.access_groups', true), '') = '*' $$;
--> statement-breakpoint
create function app_access_groups() returns bigint[] language sql stable parallel safe
  as $$ select case when coalesce(current_setting('app.access_groups', true), '') in ('', '*')
                    then '{}'::bigint[]
                    else string_to_array(current_setting('app.access_groups', true), ',')::bigint[] end $$;
--> statement-breakpoint
-- Union of search vectors without positions.
create aggregate tsvector_union(tsvector) (sfunc = tsvector_concat, stype = tsvector, initcond = '');
