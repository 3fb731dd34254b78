-- A message and its line on the timeline name each other: with its number known beforehand each of
-- them is written once.
grant usage on sequence messages_id_seq to saldo_app;
--> statement-breakpoint
-- What people look for by its state is rare. Nearly all messages pass through the other states, and
-- each step of theirs had its entry here.
DROP INDEX "messages_state";--> statement-breakpoint
CREATE INDEX "messages_state" ON "messages" USING btree ("tenant_id","state","id") WHERE state in ('uncertain', 'refused', 'returned', 'cancelled', 'unfiled');
