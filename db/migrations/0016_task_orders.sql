-- Open tasks of everybody by what presses most; `RANKS` of the list of tasks says the same.
create index case_events_pressing on case_events
  (tenant_id, (case priority when 'high' then 1 when 'normal' then 2 else 3 end), due_at, id)
  where kind = 'task' and resolved_at is null and deleted_at is null;
--> statement-breakpoint
-- Tasks as they were made. Without it the list walks all events, and an import writes a million of them
-- that are no tasks.
create index case_events_tasks on case_events (tenant_id, id)
  where kind = 'task' and deleted_at is null;
