-- The hits of a text search by id, or null when they are too many to be named. Of a word that very many
-- have, the planner's own estimate says so at once; counting them would read the whole posting list.
-- Volatile, because EXPLAIN is allowed in no other; it writes nothing.
create function search_estimate(of text, query tsquery) returns double precision
  language plpgsql volatile security definer set search_path = public, pg_temp
  as $$
declare plan json;
begin
  if of not in ('cases', 'parties') then raise exception 'not searched: %', of; end if;
  execute format('explain (format json) select from %I where tenant_id = %s and search @@ %L::tsquery',
    of, app_tenant(), query) into plan;
  return (plan -> 0 -> 'Plan' ->> 'Plan Rows')::double precision;
end $$;
--> statement-breakpoint
create function search_ids(of text, query tsquery, ids_max integer) returns bigint[]
  language plpgsql volatile set search_path = public, pg_temp
  as $$
declare found bigint[];
begin
  -- Estimates of rare words are rough; those of common ones are counted by ANALYZE.
  if search_estimate(of, query) > ids_max * 10 then return null; end if;
  if of = 'cases' then
    select array_agg(id) into found from search_case_ids(query, ids_max + 1) as id;
  else
    select array_agg(id) into found from search_party_ids(query, ids_max + 1) as id;
  end if;
  if cardinality(found) > ids_max then return null; end if;
  return coalesce(found, '{}');
end $$;
