-- What was asked of whom never changes. It is decided by a decision, withdrawn once and before it was
-- decided, and begins anew in a later round. Its state goes along where the case was taken over to
-- another version of its process in the same transaction: there the state has another name.
create or replace function guard_collegial_action() returns trigger language plpgsql as $$
declare open constant text[] := '{round,outcome,decided_at,withdrawn_at,withdrawn_by,withdrawn_name,withdrawn_reason}';
begin
  if new.state is distinct from old.state and old.withdrawn_at is null
     and to_jsonb(new) - 'state' = to_jsonb(old) - 'state'
     and exists (
       select from case_transitions t
        where t.tenant_id = old.tenant_id and t.case_id = old.case_id
          and t.transition = '(migration)' and t.txid = pg_current_xact_id()) then
    return new;
  end if;
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
