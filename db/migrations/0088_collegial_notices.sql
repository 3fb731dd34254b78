-- Who was told by mail of what colleagues ask of them: once when it becomes theirs to do, once when it is
-- nearly due, once when it is late; each round anew, and each hand that it passes to.
create table collegial_notices (
  tenant_id integer default app_tenant() not null,
  action_id bigint not null,
  round integer not null,
  operator_id bigint not null,
  stage text not null,
  told_at timestamptz not null,
  constraint collegial_notices_pk primary key (tenant_id, action_id, round, operator_id, stage),
  constraint collegial_notices_tenant_id_action_id_collegial_actions_fk
    foreign key (tenant_id, action_id) references collegial_actions (tenant_id, id),
  constraint collegial_notices_tenant_id_operator_id_operators_fk
    foreign key (tenant_id, operator_id) references operators (tenant_id, id),
  constraint collegial_notices_stage check (stage in ('asked', 'soon', 'late'))
);
--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
do $$
declare known text;
begin
  select pg_get_constraintdef(oid) into known from pg_constraint
   where conrelid = 'mails'::regclass and conname = 'mails_kind';
  execute 'alter table mails drop constraint mails_kind';
  execute 'alter table mails add constraint mails_kind '
    || replace(known, 'ARRAY[', 'ARRAY[''collegial_actions''::text, ');
end $$;
--> statement-breakpoint
alter table mail_preferences add column wants_collegial boolean not null default true;
--> statement-breakpoint
-- What a mail tells of may be over before it leaves.
alter table mails drop constraint mails_state;
--> statement-breakpoint
alter table mails add constraint mails_state
  check (state in ('waiting', 'sending', 'sent', 'failed', 'dropped'));
