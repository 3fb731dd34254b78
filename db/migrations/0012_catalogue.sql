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
