-- A form of a new case that is sent twice opens one case. Imported cases carry no key and cost nothing.
alter table cases add column source_key text;
--> statement-breakpoint
create unique index cases_source_key on cases (tenant_id, source_key) where source_key is not null;
