-- Lists walk an index in the order they show. "desc nulls last" serves no "order by … desc" (which means
-- nulls first), so those of 0001 never did; plain ones are read in either direction.
drop index cases_newest; -- cases_ref_no_key has the same order
--> statement-breakpoint
drop index cases_state;
--> statement-breakpoint
create index cases_state on cases (tenant_id, category, state, ref_year, ref_number, id);
--> statement-breakpoint
drop index cases_group;
--> statement-breakpoint
create index cases_group on cases (tenant_id, group_id, ref_year, ref_number, id);
--> statement-breakpoint
drop index cases_owner;
--> statement-breakpoint
create index cases_owner on cases (tenant_id, owner_id, ref_year, ref_number, id) where owner_id is not null;
--> statement-breakpoint
drop index cases_balance;
--> statement-breakpoint
create index cases_balance on cases (tenant_id, balance_czk_minor, id);
--> statement-breakpoint
drop index claims_due;
--> statement-breakpoint
create index claims_due on claims (tenant_id, due_on, id);
--> statement-breakpoint
drop index claims_balance;
--> statement-breakpoint
create index claims_balance on claims (tenant_id, balance_minor, id);
--> statement-breakpoint
drop index payments_newest;
--> statement-breakpoint
create index payments_newest on payments (tenant_id, value_on, id);
--> statement-breakpoint
drop index case_events_timeline;
--> statement-breakpoint
create index case_events_timeline on case_events (tenant_id, case_id, at, id);
--> statement-breakpoint
-- One next version a document, and the chain of versions found without reading every event.
create unique index case_events_replaces_key on case_events (tenant_id, replaces_event_id)
  where replaces_event_id is not null and deleted_at is null;
--> statement-breakpoint
create index case_events_file on case_events (tenant_id, file_id) where file_id is not null;
--> statement-breakpoint
create index case_events_open_tasks on case_events (tenant_id, due_at, id)
  where kind = 'task' and resolved_at is null and deleted_at is null;
--> statement-breakpoint
create index case_events_resolved_tasks on case_events (tenant_id, assignee_id, resolved_at, id)
  where kind = 'task' and resolved_at is not null and deleted_at is null;
