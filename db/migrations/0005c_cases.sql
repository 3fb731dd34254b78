-- Cases by how long something is owed, and rows of a bulk action that still wait.
create index cases_overdue on cases (tenant_id, overdue_since, id) where overdue_since is not null;
--> statement-breakpoint
create index bulk_items_waiting on bulk_items (tenant_id, bulk_action_id, item_id) where outcome is null;
