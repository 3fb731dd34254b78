-- What colleagues are asked to do together on a case: vote, approve, sign, acknowledge.
create table collegial_calls (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  case_id bigint not null,
  kind text not null,
  state text,
  sequence text default 'parallel' not null,
  quorum integer,
  due_on date,
  note text default '' not null,
  source_key text,
  assigned_by bigint,
  assigned_name text not null,
  assigned_at timestamp with time zone not null,
  constraint collegial_calls_tenant_id_id_pk primary key (tenant_id, id),
  constraint collegial_calls_tenant_id_case_id_cases_tenant_id_id_fk
    foreign key (tenant_id, case_id) references cases (tenant_id, id),
  constraint collegial_calls_kind check (kind in ('vote', 'approve', 'sign', 'acknowledge')),
  constraint collegial_calls_sequence check (sequence in ('parallel', 'inTurn')),
  constraint collegial_calls_quorum check (quorum is null or (kind = 'vote' and quorum >= 1))
);
--> statement-breakpoint
create index collegial_calls_case on collegial_calls (tenant_id, case_id);
--> statement-breakpoint
create unique index collegial_calls_source_key on collegial_calls (tenant_id, source_key)
  where source_key is not null;
--> statement-breakpoint
-- One thing asked of one person, or of anybody who has a role. A round begins anew when the case goes
-- back to be reworked; `outcome` is that of the present round, the decisions keep all of them.
create table collegial_actions (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  call_id bigint not null,
  case_id bigint not null,
  kind text not null,
  state text,
  position integer not null,
  assignee_id bigint,
  assignee_role text,
  round integer default 1 not null,
  outcome text,
  decided_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  withdrawn_by bigint,
  withdrawn_name text,
  withdrawn_reason text,
  constraint collegial_actions_tenant_id_id_pk primary key (tenant_id, id),
  constraint collegial_actions_tenant_id_call_id_collegial_calls_tenant_id_id_fk
    foreign key (tenant_id, call_id) references collegial_calls (tenant_id, id),
  constraint collegial_actions_tenant_id_case_id_cases_tenant_id_id_fk
    foreign key (tenant_id, case_id) references cases (tenant_id, id),
  constraint collegial_actions_tenant_id_assignee_id_operators_tenant_id_id_fk
    foreign key (tenant_id, assignee_id) references operators (tenant_id, id),
  constraint collegial_actions_kind check (kind in ('vote', 'approve', 'sign', 'acknowledge')),
  constraint collegial_actions_outcome check (outcome in ('positive', 'negative')),
  constraint collegial_actions_assignee check ((assignee_id is null) <> (assignee_role is null)),
  constraint collegial_actions_decided check ((outcome is null) = (decided_at is null)),
  constraint collegial_actions_withdrawn check (withdrawn_at is null or outcome is null)
);
--> statement-breakpoint
create index collegial_actions_case on collegial_actions (tenant_id, case_id);
--> statement-breakpoint
create index collegial_actions_call on collegial_actions (tenant_id, call_id, position);
--> statement-breakpoint
-- Nobody is asked for the same twice at a time.
create unique index collegial_actions_person
  on collegial_actions (tenant_id, case_id, kind, coalesce(state, ''), assignee_id)
  where withdrawn_at is null and assignee_id is not null;
--> statement-breakpoint
create unique index collegial_actions_role
  on collegial_actions (tenant_id, case_id, kind, coalesce(state, ''), assignee_role)
  where withdrawn_at is null and assignee_role is not null;
--> statement-breakpoint
create index collegial_actions_waiting on collegial_actions (tenant_id, assignee_id, case_id)
  where withdrawn_at is null and outcome is null;
--> statement-breakpoint
create index collegial_actions_waiting_role on collegial_actions (tenant_id, assignee_role, case_id)
  where withdrawn_at is null and outcome is null and assignee_role is not null;
--> statement-breakpoint
create table collegial_decisions (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  action_id bigint not null,
  case_id bigint not null,
  kind text not null,
  state text,
  round integer not null,
  outcome text not null,
  comment text default '' not null,
  decided_by bigint not null,
  decided_name text not null,
  voter_id bigint not null,
  voter_name text not null,
  decided_at timestamp with time zone not null,
  constraint collegial_decisions_tenant_id_id_pk primary key (tenant_id, id),
  constraint collegial_decisions_tenant_id_action_id_collegial_actions_tenant_id_id_fk
    foreign key (tenant_id, action_id) references collegial_actions (tenant_id, id),
  constraint collegial_decisions_tenant_id_case_id_cases_tenant_id_id_fk
    foreign key (tenant_id, case_id) references cases (tenant_id, id),
  constraint collegial_decisions_kind check (kind in ('vote', 'approve', 'sign', 'acknowledge')),
  constraint collegial_decisions_outcome check (outcome in ('positive', 'negative')),
  constraint collegial_decisions_comment check (outcome = 'positive' or comment <> ''),
  constraint collegial_decisions_acknowledged check (kind <> 'acknowledge' or outcome = 'positive')
);
--> statement-breakpoint
-- Whoever comes second, the person or a deputy of theirs, has come too late.
create unique index collegial_decisions_once on collegial_decisions (tenant_id, action_id, round);
--> statement-breakpoint
-- One voice for each person, whether they were asked by name or by role.
create unique index collegial_decisions_voice
  on collegial_decisions (tenant_id, case_id, coalesce(state, ''), round, voter_id)
  where kind = 'vote';
--> statement-breakpoint
create index collegial_decisions_case on collegial_decisions (tenant_id, case_id);
--> statement-breakpoint
-- What a signature covers: the documents as they were, by the hash of their content.
create table collegial_signatures (
  tenant_id integer default app_tenant() not null,
  id bigint not null generated always as identity,
  decision_id bigint not null,
  case_id bigint not null,
  event_id bigint not null,
  file_name text not null,
  sha256 bytea not null,
  constraint collegial_signatures_tenant_id_id_pk primary key (tenant_id, id),
  constraint collegial_signatures_decision_fk
    foreign key (tenant_id, decision_id) references collegial_decisions (tenant_id, id),
  constraint collegial_signatures_tenant_id_case_id_cases_tenant_id_id_fk
    foreign key (tenant_id, case_id) references cases (tenant_id, id)
);
--> statement-breakpoint
create unique index collegial_signatures_once
  on collegial_signatures (tenant_id, decision_id, event_id);
--> statement-breakpoint
create index collegial_signatures_case on collegial_signatures (tenant_id, case_id);
--> statement-breakpoint
create index collegial_signatures_event on collegial_signatures (tenant_id, event_id);
--> statement-breakpoint
-- Signatures that a later version has overtaken. They stay where they are, and count no more.
create table collegial_voids (
  tenant_id integer default app_tenant() not null,
  decision_id bigint not null,
  case_id bigint not null,
  event_id bigint not null,
  voided_at timestamp with time zone not null,
  constraint collegial_voids_tenant_id_decision_id_pk primary key (tenant_id, decision_id),
  constraint collegial_voids_tenant_id_decision_id_collegial_decisions_tenant_id_id_fk
    foreign key (tenant_id, decision_id) references collegial_decisions (tenant_id, id),
  constraint collegial_voids_tenant_id_case_id_cases_tenant_id_id_fk
    foreign key (tenant_id, case_id) references cases (tenant_id, id)
);
--> statement-breakpoint
create index collegial_voids_case on collegial_voids (tenant_id, case_id);
--> statement-breakpoint
-- The clock speaks up once about each: that it is due, that nobody can do it.
create table collegial_alarms (
  tenant_id integer default app_tenant() not null,
  action_id bigint not null,
  round integer not null,
  kind text not null,
  raised_at timestamp with time zone not null,
  constraint collegial_alarms_tenant_id_action_id_round_kind_pk
    primary key (tenant_id, action_id, round, kind),
  constraint collegial_alarms_tenant_id_action_id_collegial_actions_tenant_id_id_fk
    foreign key (tenant_id, action_id) references collegial_actions (tenant_id, id),
  constraint collegial_alarms_kind check (kind in ('due', 'nobody'))
);
--> statement-breakpoint
-- A decision closes its action, if the action is still open: withdrawn, begun anew or decided
-- meanwhile, there is nothing to close, and the decision is refused with it.
create function close_collegial_action() returns trigger language plpgsql as $$
begin
  update collegial_actions a set outcome = new.outcome, decided_at = new.decided_at
   where a.tenant_id = new.tenant_id and a.id = new.action_id and a.case_id = new.case_id
     and a.kind = new.kind and a.round = new.round and a.withdrawn_at is null
     and a.outcome is null
     and (a.state is null or exists (
       select from cases c
        where c.tenant_id = a.tenant_id and c.id = a.case_id and c.state = a.state));
  if not found then
    raise exception 'collegial action % is not open', new.action_id
      using errcode = 'integrity_constraint_violation', constraint = 'collegial_action_open';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger close_action after insert on collegial_decisions
  for each row execute function close_collegial_action();
--> statement-breakpoint
-- What was asked of whom never changes. It is decided by a decision, withdrawn once and before it was
-- decided, and begins anew in a later round.
create function guard_collegial_action() returns trigger language plpgsql as $$
declare open constant text[] := '{round,outcome,decided_at,withdrawn_at,withdrawn_by,withdrawn_name,withdrawn_reason}';
begin
  if to_jsonb(new) - open is distinct from to_jsonb(old) - open
     or old.withdrawn_at is not null
     or new.round < old.round
     or (new.round = old.round and old.outcome is not null)
     or (new.round > old.round and new.outcome is not null)
     or (new.outcome is not null and not exists (
       select from collegial_decisions d
        where d.tenant_id = new.tenant_id and d.action_id = new.id and d.round = new.round
          and d.outcome = new.outcome)) then
    raise exception 'collegial action %: what was asked and decided stays', old.id
      using errcode = 'integrity_constraint_violation', constraint = 'collegial_action_guard';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_action before update on collegial_actions
  for each row execute function guard_collegial_action();
--> statement-breakpoint
-- A later version of a signed document, or its removal, makes the signature void: who signed is
-- asked anew, in whatever way the version came.
create function void_signatures() returns trigger language plpgsql as $$
declare gone constant bigint := case when tg_op = 'INSERT' then new.replaces_event_id else new.id end;
begin
  with voided as (
    insert into collegial_voids (decision_id, case_id, event_id, voided_at)
    select d.id, d.case_id, new.id,
           case when tg_op = 'INSERT' then new.created_at else new.deleted_at end
      from collegial_signatures s
      join collegial_decisions d on d.tenant_id = s.tenant_id and d.id = s.decision_id
     where s.tenant_id = new.tenant_id and s.event_id = gone
    on conflict do nothing
    returning decision_id)
  update collegial_actions a set round = a.round + 1, outcome = null, decided_at = null
    from voided v join collegial_decisions d
      on d.tenant_id = new.tenant_id and d.id = v.decision_id
   where a.tenant_id = new.tenant_id and a.id = d.action_id and a.round = d.round
     and a.withdrawn_at is null;
  return null;
end $$;
--> statement-breakpoint
create trigger void_signatures after insert on case_events
  for each row when (new.kind = 'document' and new.replaces_event_id is not null)
  execute function void_signatures();
--> statement-breakpoint
create trigger void_signatures_of_deleted after update of deleted_at on case_events
  for each row when (new.kind = 'document' and old.deleted_at is null and new.deleted_at is not null)
  execute function void_signatures();
--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['collegial_calls', 'collegial_decisions', 'collegial_signatures',
                           'collegial_voids'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', t);
    execute format('create trigger append_only_whole before truncate on %I execute function refuse_change()', t);
    execute format('revoke update, delete, truncate on %I from saldo_app', t);
  end loop;
  -- Whoever does not see the case sees nothing of what is asked on it.
  foreach t in array array['collegial_calls', 'collegial_actions', 'collegial_decisions',
                           'collegial_signatures', 'collegial_voids'] loop
    execute format('create policy case_wall on %I as restrictive for select to saldo_app
      using (exists (select from cases c where c.tenant_id = %I.tenant_id and c.id = %I.case_id))',
      t, t, t);
  end loop;
end $$;
--> statement-breakpoint
revoke delete, truncate on collegial_actions, collegial_alarms from saldo_app;
