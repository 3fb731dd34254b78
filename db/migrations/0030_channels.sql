-- Carriers: pauses, reports of what became of messages, replies, and letters that are posted by hand.
CREATE TABLE "carrier_reports" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "carrier_reports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"provider" text NOT NULL,
	"provider_id" text NOT NULL,
	"report" jsonb NOT NULL,
	"came_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "carrier_reports_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "post_batches" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "post_batches_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"letters" integer NOT NULL,
	"pages" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" bigint,
	"posted_on" date,
	"confirmed_at" timestamp with time zone,
	"confirmed_by" bigint,
	"released_at" timestamp with time zone,
	CONSTRAINT "post_batches_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "channel_accounts" ADD COLUMN "trouble" text;--> statement-breakpoint
ALTER TABLE "channel_accounts" ADD COLUMN "trouble_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "channel_accounts" ADD COLUMN "failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "channel_accounts" ADD COLUMN "paused_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "channel_accounts" ADD COLUMN "expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "channel_accounts" ADD COLUMN "checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "follow_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "read_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "progress_detail" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "price_text" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "is_printed" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "pages" integer;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "batch_id" bigint;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "inbound_kind" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "dismissed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "dismissed_by" bigint;--> statement-breakpoint
CREATE INDEX "carrier_reports_came" ON "carrier_reports" USING btree ("tenant_id","came_at");--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_tenant_id_batch_id_post_batches_tenant_id_id_fk" FOREIGN KEY ("tenant_id","batch_id") REFERENCES "public"."post_batches"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "messages_unprinted" ON "messages" USING btree ("tenant_id","channel","next_attempt_at","id") WHERE state = 'waiting' and not is_printed;--> statement-breakpoint
CREATE INDEX "messages_followed" ON "messages" USING btree ("tenant_id","channel","follow_at") WHERE follow_at is not null;--> statement-breakpoint
CREATE INDEX "messages_left" ON "messages" USING btree ("tenant_id","channel","sent_at") WHERE direction = 'outbound' and sent_at is not null;--> statement-breakpoint
CREATE INDEX "messages_batch" ON "messages" USING btree ("tenant_id","batch_id") WHERE batch_id is not null;--> statement-breakpoint
CREATE INDEX "messages_sender" ON "messages" USING btree ("tenant_id","from_address","created_at") WHERE direction = 'inbound';--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_inbound_kind" CHECK (inbound_kind in ('person', 'auto_reply', 'bulk', 'loop', 'bounce', 'complaint', 'unreadable'));
--> statement-breakpoint
revoke delete, truncate on post_batches from saldo_app;
--> statement-breakpoint
revoke truncate on carrier_reports from saldo_app;
--> statement-breakpoint
-- A letter in somebody's bag is as good as sent.
create or replace function guard_message() returns trigger language plpgsql as $$
begin
  if (new.key, new.direction, new.channel, new.to_address, new.to_name, new.to_postal, new.from_address,
      new.subject, new.body, new.our_ref, new.your_ref, new.template_version_id, new.language, new.created_at)
     is distinct from
     (old.key, old.direction, old.channel, old.to_address, old.to_name, old.to_postal, old.from_address,
      old.subject, old.body, old.our_ref, old.your_ref, old.template_version_id, old.language, old.created_at)
     or (old.content_hash is not null and new.content_hash is distinct from old.content_hash)
     or (old.direction = 'outbound' and new.case_id is distinct from old.case_id) then
    raise exception 'message %: what was sent never changes', old.id
      using errcode = 'integrity_constraint_violation';
  end if;
  if old.batch_id is not null and new.batch_id = old.batch_id and new.state in ('cancelled', 'sending') then
    raise exception 'message %: it lies in a batch', old.id
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create index messages_replaces on messages (tenant_id, replaces_id) where replaces_id is not null;
--> statement-breakpoint
call raise_tenant_walls();
