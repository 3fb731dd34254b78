-- A party's cases are walked in chunks, from new to old; in the index, each chunk costs what it holds.
drop index case_parties_party;
--> statement-breakpoint
create index case_parties_party on case_parties (tenant_id, party_id, case_id);
