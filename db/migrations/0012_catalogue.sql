-- A party's cases are walked in chunks, from new to old; in the index, each chunk costs what it holds.
drop index case_parties_party;
--> statement-breakpoint
create index case_parties_party on case_parties (tenant_id, party_id, case_id);
--> statement-breakpoint
-- As in 0009: "desc nulls last" serves no list. The newest imports are read off the primary key.
drop index imports_newest;
--> statement-breakpoint
drop index bulk_actions_newest;
--> statement-breakpoint
create index bulk_actions_newest on bulk_actions (tenant_id, created_by, id);
--> statement-breakpoint
-- A workbook may hold cases of every access group. It is seen by who brought it and by who sees all.
create policy import_wall on imports as restrictive for select to saldo_app
  using ((select app_sees_all_groups())
         or created_by = (select nullif(current_setting('app.actor_id', true), '')::bigint));
--> statement-breakpoint
create policy import_wall on import_findings as restrictive for select to saldo_app
  using ((select app_sees_all_groups()) or import_id in (select i.id from imports i));
