-- What a case's way onward depends on is counted on every look at the case; without these the count
-- reads its whole timeline.
create index case_events_documents on case_events (tenant_id, case_id)
  where kind = 'document' and deleted_at is null;
--> statement-breakpoint
create index case_events_case_tasks on case_events (tenant_id, case_id)
  where kind = 'task' and resolved_at is null and deleted_at is null;
