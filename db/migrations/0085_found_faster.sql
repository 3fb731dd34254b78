-- Whose request or file it is, without a look at all the cases that the same party is a creditor of.
create index case_parties_client on case_parties (tenant_id, party_id, case_id)
  where role = 'client';
--> statement-breakpoint
-- Which of our own mails a caught one is.
create index mails_message_id on mails (tenant_id, message_id);
