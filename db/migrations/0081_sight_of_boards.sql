-- A client's transaction reads by which version of a process their case goes.
grant select (process_version) on cases to saldo_portal;
--> statement-breakpoint
-- Counts of a whole board are of everybody's cases: who sees only their own is not told them.
create policy category_wall on board_totals as restrictive for select to saldo_app
  using ((select app_sees_all_categories())
         or (category = any ((select app_categories())::text[])
             and category <> all ((select app_own_categories())::text[])));
