-- Which files were ever put beside a template. What goes with its letters now is the template's own
-- list; a file that was taken away stays here, because letters that carried it name it.
create table template_attachments (
  tenant_id integer default app_tenant() not null,
  id bigint generated always as identity,
  template_id bigint not null,
  file_id bigint not null,
  kind text not null,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  constraint template_attachments_tenant_id_id_pk primary key (tenant_id, id),
  constraint template_attachments_kind check (kind in ('pdf', 'docx', 'odt', 'png', 'jpeg'))
);
--> statement-breakpoint
alter table template_attachments add constraint "template_attachments_tenant_id_template_id_templates_tenant_id_id_fk"
  foreign key (tenant_id, template_id) references templates (tenant_id, id);
--> statement-breakpoint
alter table template_attachments add constraint "template_attachments_tenant_id_file_id_files_tenant_id_id_fk"
  foreign key (tenant_id, file_id) references files (tenant_id, id);
--> statement-breakpoint
create unique index template_attachments_key on template_attachments (tenant_id, template_id, file_id);
--> statement-breakpoint
create index template_attachments_file on template_attachments (tenant_id, file_id);
--> statement-breakpoint
create trigger append_only before update or delete on template_attachments
  for each row execute function refuse_change();
--> statement-breakpoint
create trigger append_only_whole before truncate on template_attachments execute function refuse_change();
--> statement-breakpoint
revoke update, delete, truncate on template_attachments from saldo_app;
--> statement-breakpoint
call raise_tenant_walls();
