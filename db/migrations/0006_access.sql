-- A password that somebody else set: good for one sign-in until this instant, then it must be changed.
alter table operators add column temporary_password_until timestamptz;
--> statement-breakpoint
-- The audit is read newest first, narrowed by who, what or which case; each filter stays an index range.
drop index audit_entries_at;
--> statement-breakpoint
create index audit_entries_at on audit_entries (tenant_id, at desc, id desc);
--> statement-breakpoint
create index audit_entries_action on audit_entries (tenant_id, action, at desc, id desc);
--> statement-breakpoint
create index audit_entries_actor on audit_entries (tenant_id, actor_id, at desc, id desc);
--> statement-breakpoint
create index audit_entries_case on audit_entries (tenant_id, case_id, at desc, id desc)
  where case_id is not null;
