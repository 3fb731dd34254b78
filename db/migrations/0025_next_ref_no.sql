-- The next free number of a row of reference numbers, cases behind access groups counted: whoever may
-- open a case must not be stopped by numbers of cases that they do not see. Answers a number only, and
-- the tenant's wall stands for the owner too.
create function next_free_ref_number(of_year integer, wanted bigint) returns bigint
  language sql stable security definer set search_path = public, pg_temp
as $$
  select case
    when not exists (select from cases where tenant_id = app_tenant() and ref_year = of_year
                        and ref_number = wanted and voided_at is null)
    then wanted
    else (select c.ref_number + 1 from cases c
           where c.tenant_id = app_tenant() and c.ref_year = of_year and c.ref_number >= wanted
             and c.voided_at is null
             and not exists (select from cases n
                              where n.tenant_id = c.tenant_id and n.ref_year = of_year
                                and n.ref_number = c.ref_number + 1 and n.voided_at is null)
           order by c.ref_number limit 1) end
$$;
--> statement-breakpoint
revoke all on function next_free_ref_number(integer, bigint) from public;
--> statement-breakpoint
grant execute on function next_free_ref_number(integer, bigint) to saldo_app;
