-- Templates, messages to people, and the plan of notices.
CREATE TABLE "dunning_notices" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "dunning_notices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"claim_id" bigint NOT NULL,
	"case_id" bigint NOT NULL,
	"series_id" bigint NOT NULL,
	"step_id" bigint NOT NULL,
	"anchor_on" date NOT NULL,
	"day_offset" integer NOT NULL,
	"sent_on" date NOT NULL,
	"message_id" bigint NOT NULL,
	"fee_component_id" bigint,
	CONSTRAINT "dunning_notices_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "dunning_plans" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "dunning_plans_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"state" text NOT NULL,
	"skip_policy" text NOT NULL,
	"gathering" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"activated_at" timestamp with time zone,
	"retired_at" timestamp with time zone,
	CONSTRAINT "dunning_plans_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "dunning_plans_state" CHECK (state in ('draft', 'active', 'retired')),
	CONSTRAINT "dunning_plans_skip_policy" CHECK (skip_policy in ('catch_up', 'latest')),
	CONSTRAINT "dunning_plans_gathering" CHECK (gathering in ('debtor', 'case'))
);
--> statement-breakpoint
CREATE TABLE "dunning_positions" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"claim_id" bigint NOT NULL,
	"anchor_on" date NOT NULL,
	"day_offset" integer NOT NULL,
	"sent_on" date NOT NULL,
	"series_ids" bigint[] NOT NULL,
	CONSTRAINT "dunning_positions_tenant_id_claim_id_anchor_on_pk" PRIMARY KEY("tenant_id","claim_id","anchor_on")
);
--> statement-breakpoint
CREATE TABLE "dunning_run_items" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"run_id" bigint NOT NULL,
	"no" integer NOT NULL,
	"case_ids" bigint[] NOT NULL,
	"series_id" bigint NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"reason" text,
	"message_id" bigint,
	CONSTRAINT "dunning_run_items_tenant_id_run_id_no_pk" PRIMARY KEY("tenant_id","run_id","no"),
	CONSTRAINT "dunning_run_items_state" CHECK (state in ('waiting', 'sent', 'stopped', 'gone'))
);
--> statement-breakpoint
CREATE TABLE "dunning_runs" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "dunning_runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"plan_id" bigint NOT NULL,
	"on_day" date NOT NULL,
	"series_ids" bigint[] DEFAULT '{}' NOT NULL,
	"case_id" bigint,
	"is_auto" boolean NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"sent" integer DEFAULT 0 NOT NULL,
	"stopped" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"requested_by" bigint,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "dunning_runs_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "dunning_runs_state" CHECK (state in ('waiting', 'running', 'done', 'cancelled', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "dunning_steps" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "dunning_steps_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"plan_id" bigint NOT NULL,
	"series_id" bigint NOT NULL,
	"template_id" bigint NOT NULL,
	"day_offset" integer NOT NULL,
	"currency" text NOT NULL,
	"categories" text[] DEFAULT '{}' NOT NULL,
	"states" text[] DEFAULT '{}' NOT NULL,
	"group_ids" bigint[] DEFAULT '{}' NOT NULL,
	"filter" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"fee_minor" bigint DEFAULT 0 NOT NULL,
	"fee_description" text DEFAULT '' NOT NULL,
	"move_to" text,
	"is_auto" boolean DEFAULT false NOT NULL,
	"is_last" boolean DEFAULT false NOT NULL,
	"is_pre_action" boolean DEFAULT false NOT NULL,
	"grace_days" integer,
	CONSTRAINT "dunning_steps_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "dunning_steps_offset" CHECK (day_offset between -365 and 3650),
	CONSTRAINT "dunning_steps_fee" CHECK (fee_minor between 0 and 100000000),
	CONSTRAINT "dunning_steps_currency" CHECK (currency in ('CZK', 'EUR'))
);
--> statement-breakpoint
CREATE TABLE "dunning_stops" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"case_id" bigint NOT NULL,
	"series_id" bigint NOT NULL,
	"anchor_on" date NOT NULL,
	"reason" text NOT NULL,
	"first_on" date NOT NULL,
	CONSTRAINT "dunning_stops_tenant_id_case_id_series_id_anchor_on_reason_pk" PRIMARY KEY("tenant_id","case_id","series_id","anchor_on","reason"),
	CONSTRAINT "dunning_stops_reason" CHECK (reason in ('pause', 'dispute', 'do_not_contact', 'represented', 'deceased', 'insolvency', 'open_promise', 'open_schedule', 'tag', 'frequency', 'no_address', 'unresolved', 'channel_off'))
);
--> statement-breakpoint
CREATE TABLE "caught_messages" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "caught_messages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"channel" text NOT NULL,
	"to_address" text NOT NULL,
	"from_address" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"html" text,
	"message_row_id" bigint,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"caught_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "caught_messages_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "caught_messages_channel" CHECK (channel in ('email', 'sms', 'letter', 'data_box'))
);
--> statement-breakpoint
CREATE TABLE "channel_accounts" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"channel" text NOT NULL,
	"provider" text NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"secret_cipher" "bytea",
	"per_second" integer DEFAULT 10 NOT NULL,
	"cursor" text,
	"read_at" timestamp with time zone,
	"read_error" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" bigint,
	CONSTRAINT "channel_accounts_tenant_id_channel_pk" PRIMARY KEY("tenant_id","channel"),
	CONSTRAINT "channel_accounts_channel" CHECK (channel in ('email', 'sms', 'letter', 'data_box'))
);
--> statement-breakpoint
CREATE TABLE "contact_holds" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "contact_holds_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"claim_id" bigint,
	"case_id" bigint,
	"party_id" bigint,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"until_on" date,
	"created_by" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" bigint,
	"end_reason" text,
	CONSTRAINT "contact_holds_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "contact_holds_subject" CHECK (num_nonnulls(claim_id, case_id, party_id) = 1),
	CONSTRAINT "contact_holds_kind" CHECK (kind in ('pause', 'dispute', 'do_not_contact', 'represented', 'deceased'))
);
--> statement-breakpoint
CREATE TABLE "contact_policies" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"quiet_from" text NOT NULL,
	"quiet_to" text NOT NULL,
	"rests_on_sundays" boolean NOT NULL,
	"rests_on_holidays" boolean NOT NULL,
	"caps" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" bigint,
	CONSTRAINT "contact_policies_tenant_id_pk" PRIMARY KEY("tenant_id")
);
--> statement-breakpoint
CREATE TABLE "message_files" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"message_id" bigint NOT NULL,
	"place" integer NOT NULL,
	"kind" text NOT NULL,
	"file_id" bigint NOT NULL,
	CONSTRAINT "message_files_tenant_id_message_id_place_pk" PRIMARY KEY("tenant_id","message_id","place"),
	CONSTRAINT "message_files_kind" CHECK (kind in ('document', 'print', 'attachment', 'proof', 'original'))
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "messages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"direction" text NOT NULL,
	"channel" text NOT NULL,
	"state" text NOT NULL,
	"case_id" bigint,
	"party_id" bigint,
	"template_version_id" bigint,
	"event_id" bigint,
	"to_address" text NOT NULL,
	"to_name" text DEFAULT '' NOT NULL,
	"to_postal" jsonb,
	"from_address" text DEFAULT '' NOT NULL,
	"from_name" text DEFAULT '' NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"our_ref" text DEFAULT '' NOT NULL,
	"your_ref" text DEFAULT '' NOT NULL,
	"delivery_mode" text,
	"language" text NOT NULL,
	"content_hash" "bytea",
	"is_automatic" boolean DEFAULT false NOT NULL,
	"message_id" text,
	"in_reply_to" text,
	"reply_token" text,
	"replaces_id" bigint,
	"fallback" text[] DEFAULT '{}' NOT NULL,
	"not_before" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"claimed_at" timestamp with time zone,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_error" text,
	"provider" text,
	"provider_id" text,
	"parts" integer,
	"price_minor" bigint,
	"price_currency" text,
	"posting_no" text,
	"posted_on" date,
	"sent_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"followed_at" timestamp with time zone,
	"created_by" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "messages_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "messages_direction" CHECK (direction in ('outbound', 'inbound')),
	CONSTRAINT "messages_channel" CHECK (channel in ('email', 'sms', 'letter', 'data_box')),
	CONSTRAINT "messages_state_known" CHECK (state in ('waiting', 'sending', 'uncertain', 'sent', 'delivered', 'returned', 'refused', 'cancelled', 'filed', 'unfiled')),
	CONSTRAINT "messages_delivery_mode" CHECK (delivery_mode in ('ordinary', 'registered', 'registeredReceipt', 'ownHands')),
	CONSTRAINT "messages_outbound_case" CHECK (direction = 'inbound' or case_id is not null)
);
--> statement-breakpoint
CREATE TABLE "template_versions" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "template_versions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"template_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"file_id" bigint NOT NULL,
	"expressions" jsonb NOT NULL,
	"problems" jsonb NOT NULL,
	"created_by" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "template_versions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "templates" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "templates_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"name" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"format" text NOT NULL,
	"language" text DEFAULT 'cs' NOT NULL,
	"methods" text[] NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"cover_text" text DEFAULT '' NOT NULL,
	"sender" text DEFAULT 'tenant' NOT NULL,
	"delivery_mode" text DEFAULT 'ordinary' NOT NULL,
	"our_ref" text DEFAULT '' NOT NULL,
	"your_ref" text DEFAULT '' NOT NULL,
	"attachment_file_ids" bigint[] DEFAULT '{}' NOT NULL,
	"categories" text[] DEFAULT '{}' NOT NULL,
	"current_version_id" bigint,
	"archived_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "templates_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "templates_format" CHECK (format in ('docx', 'odt', 'html', 'txt')),
	CONSTRAINT "templates_sender" CHECK (sender in ('operator', 'tenant')),
	CONSTRAINT "templates_delivery_mode" CHECK (delivery_mode in ('ordinary', 'registered', 'registeredReceipt', 'ownHands'))
);
--> statement-breakpoint
ALTER TABLE "dunning_notices" ADD CONSTRAINT "dunning_notices_tenant_id_claim_id_claims_tenant_id_id_fk" FOREIGN KEY ("tenant_id","claim_id") REFERENCES "public"."claims"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dunning_notices" ADD CONSTRAINT "dunning_notices_tenant_id_case_id_cases_tenant_id_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."cases"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dunning_notices" ADD CONSTRAINT "dunning_notices_tenant_id_message_id_messages_tenant_id_id_fk" FOREIGN KEY ("tenant_id","message_id") REFERENCES "public"."messages"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dunning_notices" ADD CONSTRAINT "dunning_notices_tenant_id_fee_component_id_claim_components_tenant_id_id_fk" FOREIGN KEY ("tenant_id","fee_component_id") REFERENCES "public"."claim_components"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dunning_positions" ADD CONSTRAINT "dunning_positions_tenant_id_claim_id_claims_tenant_id_id_fk" FOREIGN KEY ("tenant_id","claim_id") REFERENCES "public"."claims"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dunning_run_items" ADD CONSTRAINT "dunning_run_items_tenant_id_run_id_dunning_runs_tenant_id_id_fk" FOREIGN KEY ("tenant_id","run_id") REFERENCES "public"."dunning_runs"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dunning_runs" ADD CONSTRAINT "dunning_runs_tenant_id_plan_id_dunning_plans_tenant_id_id_fk" FOREIGN KEY ("tenant_id","plan_id") REFERENCES "public"."dunning_plans"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dunning_steps" ADD CONSTRAINT "dunning_steps_tenant_id_plan_id_dunning_plans_tenant_id_id_fk" FOREIGN KEY ("tenant_id","plan_id") REFERENCES "public"."dunning_plans"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dunning_steps" ADD CONSTRAINT "dunning_steps_tenant_id_template_id_templates_tenant_id_id_fk" FOREIGN KEY ("tenant_id","template_id") REFERENCES "public"."templates"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dunning_stops" ADD CONSTRAINT "dunning_stops_tenant_id_case_id_cases_tenant_id_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."cases"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_holds" ADD CONSTRAINT "contact_holds_tenant_id_claim_id_claims_tenant_id_id_fk" FOREIGN KEY ("tenant_id","claim_id") REFERENCES "public"."claims"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_holds" ADD CONSTRAINT "contact_holds_tenant_id_case_id_cases_tenant_id_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."cases"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_holds" ADD CONSTRAINT "contact_holds_tenant_id_party_id_parties_tenant_id_id_fk" FOREIGN KEY ("tenant_id","party_id") REFERENCES "public"."parties"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_files" ADD CONSTRAINT "message_files_tenant_id_message_id_messages_tenant_id_id_fk" FOREIGN KEY ("tenant_id","message_id") REFERENCES "public"."messages"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_files" ADD CONSTRAINT "message_files_tenant_id_file_id_files_tenant_id_id_fk" FOREIGN KEY ("tenant_id","file_id") REFERENCES "public"."files"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_tenant_id_case_id_cases_tenant_id_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."cases"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_tenant_id_party_id_parties_tenant_id_id_fk" FOREIGN KEY ("tenant_id","party_id") REFERENCES "public"."parties"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_tenant_id_event_id_case_events_tenant_id_id_fk" FOREIGN KEY ("tenant_id","event_id") REFERENCES "public"."case_events"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_tenant_id_template_version_id_template_versions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","template_version_id") REFERENCES "public"."template_versions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_tenant_id_replaces_id_messages_tenant_id_id_fk" FOREIGN KEY ("tenant_id","replaces_id") REFERENCES "public"."messages"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_versions" ADD CONSTRAINT "template_versions_tenant_id_template_id_templates_tenant_id_id_fk" FOREIGN KEY ("tenant_id","template_id") REFERENCES "public"."templates"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_versions" ADD CONSTRAINT "template_versions_tenant_id_file_id_files_tenant_id_id_fk" FOREIGN KEY ("tenant_id","file_id") REFERENCES "public"."files"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "dunning_notices_key" ON "dunning_notices" USING btree ("tenant_id","claim_id","series_id","anchor_on");--> statement-breakpoint
CREATE INDEX "dunning_notices_case" ON "dunning_notices" USING btree ("tenant_id","case_id","id");--> statement-breakpoint
CREATE INDEX "dunning_notices_message" ON "dunning_notices" USING btree ("tenant_id","message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "dunning_plans_active_key" ON "dunning_plans" USING btree ("tenant_id") WHERE state = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX "dunning_runs_key" ON "dunning_runs" USING btree ("tenant_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "dunning_steps_series_key" ON "dunning_steps" USING btree ("tenant_id","plan_id","series_id");--> statement-breakpoint
CREATE INDEX "dunning_steps_template" ON "dunning_steps" USING btree ("tenant_id","template_id");--> statement-breakpoint
CREATE UNIQUE INDEX "caught_messages_key" ON "caught_messages" USING btree ("tenant_id","key");--> statement-breakpoint
CREATE INDEX "caught_messages_newest" ON "caught_messages" USING btree ("tenant_id","channel","id");--> statement-breakpoint
CREATE INDEX "contact_holds_claim" ON "contact_holds" USING btree ("tenant_id","claim_id") WHERE claim_id is not null;--> statement-breakpoint
CREATE INDEX "contact_holds_case" ON "contact_holds" USING btree ("tenant_id","case_id") WHERE case_id is not null;--> statement-breakpoint
CREATE INDEX "contact_holds_party" ON "contact_holds" USING btree ("tenant_id","party_id") WHERE party_id is not null;--> statement-breakpoint
CREATE INDEX "message_files_file" ON "message_files" USING btree ("tenant_id","file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_key" ON "messages" USING btree ("tenant_id","key");--> statement-breakpoint
CREATE INDEX "messages_case" ON "messages" USING btree ("tenant_id","case_id","id");--> statement-breakpoint
CREATE INDEX "messages_party" ON "messages" USING btree ("tenant_id","party_id","channel","sent_at");--> statement-breakpoint
CREATE INDEX "messages_due" ON "messages" USING btree ("tenant_id","channel","next_attempt_at","id") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "messages_in_hand" ON "messages" USING btree ("tenant_id","channel","claimed_at") WHERE state in ('sending', 'uncertain');--> statement-breakpoint
CREATE INDEX "messages_state" ON "messages" USING btree ("tenant_id","state","id");--> statement-breakpoint
CREATE INDEX "messages_message_id" ON "messages" USING btree ("tenant_id","message_id") WHERE message_id is not null;--> statement-breakpoint
CREATE INDEX "messages_reply_token" ON "messages" USING btree ("tenant_id","reply_token") WHERE reply_token is not null;--> statement-breakpoint
CREATE INDEX "messages_provider" ON "messages" USING btree ("tenant_id","provider","provider_id") WHERE provider_id is not null;--> statement-breakpoint
CREATE INDEX "messages_address" ON "messages" USING btree ("tenant_id","to_address","id") WHERE direction = 'outbound';--> statement-breakpoint
CREATE UNIQUE INDEX "template_versions_number_key" ON "template_versions" USING btree ("tenant_id","template_id","number");--> statement-breakpoint
CREATE INDEX "template_versions_file" ON "template_versions" USING btree ("tenant_id","file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "templates_code_key" ON "templates" USING btree ("tenant_id",lower("code")) WHERE archived_at is null;
--> statement-breakpoint
create trigger append_only before update or delete on template_versions
  for each row execute function refuse_change();
--> statement-breakpoint
create trigger append_only_whole before truncate on template_versions execute function refuse_change();
--> statement-breakpoint
create trigger append_only before update or delete on message_files
  for each row execute function refuse_change();
--> statement-breakpoint
create trigger append_only_whole before truncate on message_files execute function refuse_change();
--> statement-breakpoint
revoke update, delete, truncate on template_versions, message_files from saldo_app;
--> statement-breakpoint
revoke delete, truncate on messages, dunning_runs from saldo_app;
--> statement-breakpoint
revoke update, truncate on dunning_notices from saldo_app;
--> statement-breakpoint
-- What a person was sent is evidence: it stays as it was, whoever asks.
create function guard_message() returns trigger language plpgsql as $$
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
  return new;
end $$;
--> statement-breakpoint
create trigger guard_message before update on messages for each row execute function guard_message();
--> statement-breakpoint
create function guard_sent_file() returns trigger language plpgsql as $$
begin
  if exists (select from message_files m where m.tenant_id = old.tenant_id
               and m.file_id = old.id) then
    raise exception 'a file of a message never changes' using errcode = 'integrity_constraint_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
--> statement-breakpoint
create function guard_sent_chunk() returns trigger language plpgsql as $$
begin
  if exists (select from message_files m
              where m.tenant_id = old.tenant_id and m.file_id = old.file_id) then
    raise exception 'a file of a message never changes' using errcode = 'integrity_constraint_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
--> statement-breakpoint
create trigger guard_sent_file before update or delete on files
  for each row execute function guard_sent_file();
--> statement-breakpoint
create trigger guard_sent_file before update or delete on file_chunks
  for each row execute function guard_sent_chunk();
--> statement-breakpoint
call raise_tenant_walls();
