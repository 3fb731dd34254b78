-- The ledger: what no row may say, and indexes for what is asked of it.
alter table payments
  add constraint payments_reversal check (
    (reverses_id is null) = (reversal_kind is null) and (reverses_id is null) = (amount_minor > 0)),
  add constraint payments_amount check (abs(amount_minor) between 1 and 1000000000000),
  add constraint payments_reversal_kind check (reversal_kind in ('correction', 'bounce'));
--> statement-breakpoint
alter table component_entries
  add constraint component_entries_amount check (abs(amount_minor) between 1 and 1000000000000);
--> statement-breakpoint
alter table allocations add constraint allocations_amount check (amount_minor <> 0);
--> statement-breakpoint
-- Every read of allocations goes by the case; three indexes on each row paid for nothing.
drop index allocations_payment;
--> statement-breakpoint
drop index allocations_component;
--> statement-breakpoint
-- Only reversals have something to be unique.
drop index payments_reverses_key;
--> statement-breakpoint
create unique index payments_reverses_key on payments (tenant_id, reverses_id)
  where reverses_id is not null;
--> statement-breakpoint
drop index component_entries_reverses_key;
--> statement-breakpoint
create unique index component_entries_reverses_key on component_entries (tenant_id, reverses_id)
  where reverses_id is not null;
--> statement-breakpoint
-- Open claims from the oldest due day on: what is overdue, without walking over all that is paid.
create index claims_open_due on claims (tenant_id, due_on, id)
  where balance_minor > 0 and voided_at is null;
--> statement-breakpoint
create index payments_amount_order on payments (tenant_id, amount_minor desc, id desc)
  where reverses_id is null;
--> statement-breakpoint
-- A fee has one cause (a notice, a form sent once) and is charged once for it.
alter table claim_components add column source_key text;
--> statement-breakpoint
create unique index claim_components_source_key on claim_components (tenant_id, source_key)
  where source_key is not null;
